"""Each project's way through a count: what it had at every round, and when it fell."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.outcome import Outcome
from folkmoot.methods.budgeting.paid_alike import supports_alike
from folkmoot.methods.budgeting.payments import Payments, Taken, payments_of
from folkmoot.methods.budgeting.replay import supports
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.budgeting.spending import spending_of
from folkmoot.methods.budgeting.turns import decided_by_list

SHARES = ("equal-shares", "exact-equal-shares")  # supporters must pay for it all


@dataclass(frozen=True, slots=True)
class Fall:
    """The moment from which a project that is not funded could no longer be paid for.

    Attributes
    ----------
    of : "supporters" or "budget"
        Whose money no longer did: what its supporters held together, or what was left of the
        budget for a rule (or a part of one) that goes down a list, and for Phragmen.
    after : int
        How many projects had been bought by then; 0 when it could not be paid for even at
        the start.
    had : Fraction
        What there was then, less than its cost.
    taken : tuple of (project, money, voters)
        What its supporters had paid by then, and how many of them; largest first. With `had`
        this is all they were given. Empty where the budget ran out.
    """

    of: Literal["supporters", "budget"]
    after: int
    had: Fraction
    taken: Taken


@dataclass(frozen=True, slots=True)
class Journey:
    """What a project had as the count went on.

    Attributes
    ----------
    project, cost : int
    round : int
        In which round it was bought, from 0; -1 when it is not funded.
    held : tuple of Fraction, one a round and one for the end
        What its supporters held together just before that round (Phragmen: had saved by
        then). All 0 where voters hold no money.
    left : tuple of int, one a round and one for the end
        What was left of the budget just before that round.
    support : tuple of float, one a round and one for the end
        The part of its cost it could have had then. Equal shares: what its supporters could
        have paid without paying more for it, for its worth, than was paid for the project
        bought; at the end with all they had left. Phragmen: what they had saved. Going down a
        list: what was left. Measured against the cost, so it may be more than 1.
    falls : tuple of Fall
        None for a funded project, and for one that could be paid for until the end (a list
        that stopped before its turn). Two where equal shares is topped up by votes: first
        its supporters' money, then the budget.
    """

    project: int
    cost: int
    round: int
    held: tuple[Fraction, ...]
    left: tuple[int, ...]
    support: tuple[float, ...]
    falls: tuple[Fall, ...]


def journeys(election: Election, outcome: Outcome) -> tuple[Journey, ...]:
    """Every project's way through the count, in the order of the election.

    Worked out again from the published rounds; money is exact. Projects left out beforehand
    are followed too: what they would have had.

    Parameters
    ----------
    election : Election
    outcome : Outcome
        One of this election.

    Notes
    -----
    Time: as `explain`, one more pass of the count. Memory: `n_projects * n_rounds` amounts.

    Examples
    --------
    >>> from folkmoot.methods.budgeting.counting import count
    >>> ballots = [[1, 0], [1, 0], [1, 1], [0, 1]]
    >>> election = Election.of(approvals=ballots, costs=[60, 45], budget=120)
    >>> garden = journeys(election, count(election, Rule("equal-shares")))[1]
    >>> [str(money) for money in garden.held], garden.falls[0].after, str(garden.falls[0].had)
    (['60', '40'], 1, '40')
    """
    payments = payments_of(election, outcome)
    costs = (int(election.costs[project]) for project in outcome.funded)
    left = tuple(election.budget - spent for spent in accumulate(costs, initial=0))
    support = _support(election, outcome, payments, left)
    first = _first_from_budget(outcome)
    return tuple(
        _journey(project, election, outcome, payments, left, support[:, project], first)
        for project in range(election.n_projects)
    )


def _journey(
    project: int,
    election: Election,
    outcome: Outcome,
    payments: Payments,
    left: tuple[int, ...],
    support: NDArray[np.float64],
    first: int,
) -> Journey:
    cost, held = int(election.costs[project]), payments.held(project)
    bought = outcome.funded.index(project) if project in outcome.funded else -1
    falls: list[Fall] = []
    if bought < 0 and _paid_by_supporters(outcome):
        after = next((at for at, money in enumerate(held) if money < cost), None)
        if after is not None:
            falls.append(Fall("supporters", after, held[after], payments.taken(project, after)))
    if bought < 0:
        after = next((at for at in range(first, len(left)) if left[at] < cost), None)
        if after is not None:
            falls.append(Fall("budget", after, Fraction(left[after]), ()))
    return Journey(project, cost, bought, held, left, tuple(support.tolist()), tuple(falls))


def _paid_by_supporters(outcome: Outcome) -> bool:
    """Whether a project falls when its supporters' money runs out (savings only grow back)."""
    rule = Rule.parse(outcome.rule)
    return rule.family in SHARES and not decided_by_list(rule, outcome)


def _first_from_budget(outcome: Outcome) -> int:
    """The first round in which what is left of the budget decides; beyond the end if none."""
    rule = Rule.parse(outcome.rule)
    if rule.family not in SHARES or decided_by_list(rule, outcome):
        return 0
    from_purses = sum(step.by in SHARES for step in outcome.rounds)
    topped_up = rule.completion == "add1-then-votes"
    return from_purses if topped_up else len(outcome.rounds) + 1


def _support(
    election: Election, outcome: Outcome, payments: Payments, left: tuple[int, ...]
) -> NDArray[np.float64]:
    """One row a round and one for the end, one column a project."""
    rule, costs = Rule.parse(outcome.rule), election.costs
    if decided_by_list(rule, outcome) or rule.family == "welfare":
        return np.array(left, dtype=np.float64)[:, np.newaxis] / costs
    if rule.family == "exact-equal-shares":
        return np.array(list(supports_alike(election, outcome)))
    if rule.family in ("phragmen", "bounded-overspending"):
        held = [[float(m) for m in payments.held(j)] for j in range(election.n_projects)]
        return np.array(held).T / costs
    rows = list(supports(spending_of(election, outcome, rule.satisfaction)))
    missing = len(left) - len(rows)  # rounds that went by votes: supporters pay nothing there
    return np.array(rows + rows[-1:] * missing)
