"""Why each project was funded or not, in numbers that a sentence can be made of."""

import math
from dataclasses import dataclass
from fractions import Fraction

from folkmoot.methods.budgeting.counting import admitted
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.outcome import Outcome
from folkmoot.methods.budgeting.payments import Taken, payments_of
from folkmoot.methods.budgeting.replay import (
    Replay,
    Why,
    equal_shares_again,
    exact_shares_again,
    overspending_again,
    phragmen_again,
)
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.budgeting.ruled_out import RuledOut
from folkmoot.methods.budgeting.turns import decided_by_list, turns
from folkmoot.methods.budgeting.weighed_again import weighed_again

JUST_UNDER_ONE = math.nextafter(1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one project.

    Attributes
    ----------
    project, cost, votes : int
    funded : bool
    effective_support : float
        How much of what it needed it had: at least 1 if funded, below 1 if not.
        Funded: what its supporters held when it was bought, over its cost (greedy: the
        money left when its turn came, over its cost).
        Not funded, equal shares: the largest part of its cost its supporters could have
        raised at any moment without paying more for it, for its worth, than was paid for
        the project bought at that moment; at the end, with all they had left.
        Not funded, exact equal shares: the same in equal parts.
        Not funded, bounded overspending: what was left of the budget when it no longer
        fitted, over its cost; or the last sum its supporters held, over its cost.
        Welfare: what it is worth, over what the money it costs is worth elsewhere.
        Not funded, Phragmen: what its supporters had saved at the end, over its cost.
        Left out beforehand: what it had of what was asked (over the budget: the budget,
        over its cost, and nothing if nobody chose it).
    left : Fraction
        What its supporters still held together at the end; greedy: what was left of the
        budget when its turn came; welfare: what was left of it.
    taken : tuple of (project, money, voters)
        The funded projects its supporters paid for, itself included: the sum, and how many
        of its supporters paid. Largest first. Together with `left` this is all they were
        given. Empty where voters hold no money.
    why : str
        "funded"; "no-votes"; "too-few-votes": its supporters could not have paid for it
        even with all their shares; "money-went-elsewhere": they could have, had they not
        paid for the projects in `taken`; "lost-a-tie": it was exactly as strong as a
        project that the tie order put first; "did-not-fit"; "after-the-stop": the rule had
        ended; "below-threshold": fewer votes than the rule asks; "below-cut": too few votes
        for its share of the budget; "over-budget": it costs more than the whole budget;
        "ruled-out": funding it would have broken a limit on what is funded together;
        "better-without": the set worth most to all voters does without it.
    """

    project: int
    cost: int
    votes: int
    funded: bool
    effective_support: float
    left: Fraction
    taken: Taken
    why: Why


def explain(election: Election, outcome: Outcome) -> tuple[Account, ...]:
    """An account of every project, in the order of the election.

    The outcome must be one of this election. Time: one more pass of the count.

    Examples
    --------
    >>> from folkmoot.methods.budgeting.counting import count
    >>> ballots = [[1, 0, 0]] * 2 + [[1, 1, 0], [0, 0, 1]]
    >>> election = Election.of(approvals=ballots, costs=[45, 30, 50], budget=120)
    >>> for account in explain(election, count(election, Rule("equal-shares"))):
    ...     print(account.why, round(account.effective_support, 2), account.left)
    funded 2.0 45
    money-went-elsewhere 0.5 15
    too-few-votes 0.6 30
    """
    rule = Rule.parse(outcome.rule)
    allowed = admitted(election, rule)
    replay = _again(election, outcome, rule)
    return tuple(
        _account(project, election, rule, outcome, replay)
        if allowed[project]
        else _left_out(project, election, rule, replay)
        for project in range(election.n_projects)
    )


def _again(election: Election, outcome: Outcome, rule: Rule) -> Replay:
    if decided_by_list(rule, outcome):
        return turns(election, outcome, rule)
    if rule.family == "welfare":
        return weighed_again(election, outcome, rule)
    paid = payments_of(election, outcome)
    if rule.family == "phragmen":
        return phragmen_again(election, outcome, paid)
    if rule.family == "bounded-overspending":
        return overspending_again(election, outcome, paid)
    if rule.family == "exact-equal-shares":
        return exact_shares_again(election, outcome, paid)
    return equal_shares_again(election, outcome, rule.satisfaction, paid)


def _account(
    project: int, election: Election, rule: Rule, outcome: Outcome, replay: Replay
) -> Account:
    funded = project in outcome.funded
    support = float(replay.support[project])
    return Account(
        project=project,
        cost=int(election.costs[project]),
        votes=int(replay.votes[project]),
        funded=funded,
        effective_support=max(support, 1.0) if funded else min(support, JUST_UNDER_ONE),
        left=replay.left[project],
        taken=replay.taken[project],
        why="funded" if funded else _why(project, election, rule, outcome, replay),
    )


def _left_out(project: int, election: Election, rule: Rule, replay: Replay) -> Account:
    """A project that takes no part in the count."""
    cost, votes = int(election.costs[project]), int(replay.votes[project])
    points, budget = int(election.points[project]), election.budget
    had, needed = votes * 3 * budget, cost * election.n_voters
    why: Why = "below-cut"
    if cost > budget:
        had, needed, why = budget if votes else 0, cost, "over-budget"
    elif RuledOut(election).now[project]:
        had, needed, why = 0, cost, "ruled-out"
    elif points < rule.minimum_votes:
        had, needed, why = points, rule.minimum_votes, "below-threshold"
    elif 100 * votes < (least := rule.minimum_percent * election.n_voters):
        had, needed, why = 100 * votes, math.ceil(least), "below-threshold"
    return Account(
        project=project,
        cost=cost,
        votes=votes,
        funded=False,
        effective_support=min(had / needed, JUST_UNDER_ONE),
        left=replay.left[project],
        taken=replay.taken[project],
        why=why,
    )


def _why(project: int, election: Election, rule: Rule, outcome: Outcome, replay: Replay) -> Why:
    votes, cost = int(replay.votes[project]), int(election.costs[project])
    if not votes:
        return "no-votes"
    if project in replay.reasons:
        return replay.reasons[project]
    if any(project in step.tied_with and step.by != "votes" for step in outcome.rounds):
        return "lost-a-tie"
    return "too-few-votes" if votes * outcome.endowment < cost else "money-went-elsewhere"
