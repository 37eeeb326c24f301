"""Why each project was funded or not, in numbers that a sentence can be made of."""

from dataclasses import dataclass
from fractions import Fraction
from math import nextafter

import numpy as np

from folkmoot.methods.budgeting.counting import admitted
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.outcome import Outcome
from folkmoot.methods.budgeting.payments import Taken, payments_of
from folkmoot.methods.budgeting.replay import Replay, Why, equal_shares_again, phragmen_again
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.budgeting.ties import tie_order

JUST_UNDER_ONE = nextafter(1.0, 0.0)


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
        Not funded, Phragmen: what its supporters had saved at the end, over its cost.
        Left out beforehand: what it had of what was asked (over the budget: the budget,
        over its cost, and nothing if nobody chose it).
    left : Fraction
        What its supporters still held together at the end; greedy: what was left of the
        budget when its turn came.
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
        for its share of the budget; "over-budget": it costs more than the whole budget.
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
    if rule.family == "phragmen":
        replay = phragmen_again(election, outcome, payments_of(election, outcome))
    elif decided_by_list(rule, outcome):
        replay = _turns(election, outcome, rule)
    else:
        paid = payments_of(election, outcome)
        replay = equal_shares_again(election, outcome, rule.satisfaction, paid)
    return tuple(
        _account(project, election, rule, outcome, replay)
        if allowed[project]
        else _left_out(project, election, rule, replay)
        for project in range(election.n_projects)
    )


def decided_by_list(rule: Rule, outcome: Outcome) -> bool:
    """Whether the outcome came from going down a list, voters holding no money."""
    chose_greedy = outcome.compared is not None and outcome.compared.kept == "greedy"
    return rule.family.startswith("greedy") or chose_greedy


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
    elif points < rule.minimum_votes:
        had, needed, why = points, rule.minimum_votes, "below-threshold"
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


def _turns(election: Election, outcome: Outcome, rule: Rule) -> Replay:
    """Go down the list again: what was left of the budget at each project's turn."""
    votes, points, place = election.votes, election.points, tie_order(election)
    worth = election.costs if rule.family == "greedy-per-cost" else np.ones_like(election.costs)
    order = sorted(
        range(election.n_projects),
        key=lambda j: (-Fraction(int(points[j]), int(worth[j])), place[j]),
    )
    allowed, funded = admitted(election, rule), set(outcome.funded)
    left, stopped = election.budget, False
    replay = Replay.empty(election)
    for project in order:
        cost = int(election.costs[project])
        replay.left[project] = Fraction(left)
        replay.support[project] = left / cost if votes[project] else 0.0
        if project in funded:
            left -= cost
        elif allowed[project] and votes[project]:
            replay.reasons[project] = "after-the-stop" if stopped else "did-not-fit"
            stopped = stopped or rule.family == "greedy-no-skip"
    return replay
