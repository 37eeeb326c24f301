"""A count gone through again from its published rounds, watching every project."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.outcome import NOTHING, Outcome
from folkmoot.methods.budgeting.paid_alike import supports_alike
from folkmoot.methods.budgeting.payments import Payments, Taken
from folkmoot.methods.budgeting.rule import Rule, Satisfaction
from folkmoot.methods.budgeting.ruled_out import RuledOut
from folkmoot.methods.budgeting.spending import Spending, spending_of

Floats = NDArray[np.float64]
Why = Literal[
    "funded",
    "no-votes",
    "too-few-votes",
    "money-went-elsewhere",
    "lost-a-tie",
    "did-not-fit",
    "after-the-stop",
    "below-threshold",
    "below-cut",
    "over-budget",
    "ruled-out",
    "better-without",
]


@dataclass(frozen=True, slots=True, eq=False)
class Replay:
    """What each project had: one entry a project."""

    votes: NDArray[np.int64]
    support: Floats
    left: list[Fraction]
    taken: list[Taken]
    reasons: dict[int, Why] = field(default_factory=dict)

    @classmethod
    def empty(cls, election: Election) -> Self:
        """Nothing known yet."""
        size = election.n_projects
        return cls(election.votes, np.zeros(size), [NOTHING] * size, [()] * size)


def equal_shares_again(
    election: Election, outcome: Outcome, satisfaction: Satisfaction, payments: Payments
) -> Replay:
    """Pay for every round again, and see how near each project came.

    A project is ruled out if its supporters held its cost when a limit shut it out; or if it
    would still fit the money left when going by votes had topped it up.
    """
    replay = _paid(election, payments)
    spending = spending_of(election, outcome, satisfaction)
    _watch(replay, election, spending.bought, supports(spending), payments)
    if election.limits and Rule.parse(outcome.rule).completion == "add1-then-votes":
        for project in np.flatnonzero(election.costs <= outcome.unspent).tolist():
            replay.reasons[project] = "ruled-out"
    held_then = {
        step.project: payments.held(step.project)[number]
        for number, step in enumerate(outcome.rounds)
        if step.by == "equal-shares"
    }
    for project, money in held_then.items():
        replay.support[project] = float(money) / int(election.costs[project])
    left = election.budget
    for step in outcome.rounds:
        cost = int(election.costs[step.project])
        if step.by == "votes":  # the money left when its turn came
            replay.support[step.project] = left / cost
        left -= cost
    return replay


def overspending_again(election: Election, outcome: Outcome, payments: Payments) -> Replay:
    """Pay again: what its supporters last held of each project, and why it was passed over.

    A project drops out when it no longer fits the money left, or when its supporters hold
    nothing any more. Support: in the first case the money left then, over its cost; else the
    last sum its supporters held, over its cost.
    """
    replay, ruled_out = _paid(election, payments), RuledOut(election)
    costs = election.costs.tolist()
    spent = accumulate((costs[j] for j in outcome.funded), initial=0)
    for after, left in enumerate(election.budget - each for each in spent):
        for project, cost in enumerate(costs):
            held = payments.held(project)[after]
            if project in replay.reasons or not held or project in outcome.funded[:after]:
                continue
            replay.support[project] = float(held) / cost
            if ruled_out.now[project]:
                replay.reasons[project] = "ruled-out"
            elif cost > left:
                replay.support[project] = left / cost
                replay.reasons[project] = "did-not-fit"
        if after < len(outcome.funded):
            ruled_out.fund(outcome.funded[after])
    return replay


def exact_shares_again(election: Election, outcome: Outcome, payments: Payments) -> Replay:
    """Pay again in equal parts, and see how near each project came."""
    replay = _paid(election, payments)
    _watch(replay, election, outcome.funded, supports_alike(election, outcome), payments)
    return replay


def _watch(
    replay: Replay,
    election: Election,
    bought: tuple[int, ...],
    seen: Iterator[Floats],
    payments: Payments,
) -> None:
    """Note the most support each project had, until a limit ruled it out, and if one did.

    `seen`: the support of every project before each purchase and at the end.
    """
    ruled_out = RuledOut(election)
    for after, support in enumerate(seen):
        open_ = ~ruled_out.now
        replay.support[open_] = np.maximum(replay.support, support)[open_]
        if after < len(bought):
            for project in ruled_out.fund(bought[after]).tolist():
                if payments.held(project)[after] >= int(election.costs[project]):
                    replay.reasons[project] = "ruled-out"


def phragmen_again(election: Election, outcome: Outcome, payments: Payments) -> Replay:
    """Save and pay again: what each project's supporters had saved when the rule stopped."""
    replay, ruled_out = _paid(election, payments), RuledOut(election)
    for project in outcome.funded:
        ruled_out.fund(project)
    for project, left in enumerate(replay.left):
        saved, funded = left / int(election.costs[project]), project in outcome.funded
        replay.support[project] = 1.0 if funded else float(saved)
        if saved >= 1 and not funded:
            replay.reasons[project] = "ruled-out" if ruled_out.now[project] else "did-not-fit"
    return replay


def supports(spending: Spending) -> Iterator[Floats]:
    """The part of its cost each project could have had, at each purchase and at the end.

    At a purchase: what its supporters could pay without paying more for it, for what it is
    worth, than was paid for the project bought; at the end: with all they have left. To
    within rounding. One new array of shape (n_projects,) each.
    """
    by, n_bought = spending.supporters, len(spending.bought)
    for number, purses in enumerate(spending.purses()):
        rates = np.full(len(by.ballots), np.inf)
        if number < n_bought:
            rate = spending.rates[number] / spending.unit
            rates = rate / int(by.worth[spending.bought[number]]) * by.worth
        money = [
            float((heads * np.minimum(purses[ballots], rate * units)).sum())
            for ballots, heads, units, rate in zip(
                by.ballots, by.heads, by.units, rates.tolist(), strict=True
            )
        ]
        yield np.array(money) / by.election.costs


def _paid(election: Election, payments: Payments) -> Replay:
    """A replay which knows what everyone paid and has left."""
    replay = Replay.empty(election)
    for project in range(election.n_projects):
        replay.left[project] = payments.held(project)[-1]
        replay.taken[project] = payments.taken(project)
    return replay
