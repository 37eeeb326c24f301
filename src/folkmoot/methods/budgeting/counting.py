"""One door to every rule: an election and a named rule in, an outcome out."""

from dataclasses import replace

import numpy as np

from folkmoot.methods.budgeting.completions import add1, preferred, then_votes
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.equal_shares import equal_shares
from folkmoot.methods.budgeting.greedy import Bools, greedy
from folkmoot.methods.budgeting.greedy_per_cost import greedy_per_cost
from folkmoot.methods.budgeting.outcome import Outcome
from folkmoot.methods.budgeting.phragmen import phragmen
from folkmoot.methods.budgeting.rule import Rule


def count(election: Election, rule: Rule) -> Outcome:
    """Apply a rule to an election.

    Examples
    --------
    >>> ballots = [[1, 1, 0]] * 6 + [[0, 0, 1]] * 3
    >>> election = Election.of(approvals=ballots, costs=[45, 45, 30], budget=90)
    >>> count(election, Rule("greedy")).funded
    (0, 1)
    >>> count(election, Rule("equal-shares")).funded
    (0, 2)
    """
    allowed = admitted(election, rule)
    if rule.family == "equal-shares":
        outcome = _equal_shares(election, rule, allowed)
    elif rule.family == "phragmen":
        outcome = phragmen(election, allowed)
    elif rule.family == "greedy-per-cost":
        outcome = greedy_per_cost(election, allowed)
    else:
        outcome = greedy(election, allowed, stop_at_misfit=rule.family == "greedy-no-skip")
    return replace(outcome, rule=rule.name)


def admitted(election: Election, rule: Rule) -> Bools:
    """Which projects take part, by any rule.

    A project must not cost more than the whole budget, and must have the points (for ticks:
    votes) the rule asks for. The cut is that of Świecie 2023: votes / voters < cost / (3 *
    budget) leaves a project out. Exact.

    >>> election = Election.of(approvals=[[1, 0], [1, 1]], costs=[10, 9], budget=10)
    >>> admitted(election, Rule("greedy", minimum_votes=2)).tolist()
    [True, False]
    """
    enough = (election.points >= rule.minimum_votes) & (election.costs <= election.budget)
    if rule.eligibility_cut:
        voters, budget = election.n_voters, election.budget
        enough &= np.array(
            [
                3 * int(votes) * budget >= int(cost) * voters
                for votes, cost in zip(election.votes, election.costs, strict=True)
            ]
        )
    return np.asarray(enough, dtype=np.bool_)


def _equal_shares(election: Election, rule: Rule, allowed: Bools) -> Outcome:
    if rule.completion == "none":
        return equal_shares(election, rule.satisfaction, allowed)
    outcome = add1(election, rule, allowed)
    if rule.completion == "add1-then-votes":
        return then_votes(election, outcome, allowed)
    if rule.completion == "comparison":
        return preferred(election, outcome, allowed)
    return outcome
