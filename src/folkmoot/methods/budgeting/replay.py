"""A count gone through again from its published rounds, watching every project."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.grouping import positions
from folkmoot.methods.budgeting.outcome import NOTHING, Outcome, Round
from folkmoot.methods.budgeting.purses import Level, Purses
from folkmoot.methods.budgeting.rule import Satisfaction
from folkmoot.methods.budgeting.supporters import Supporters, supporters_of

Ints = NDArray[np.int64]
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
]
Taken = tuple[tuple[int, Fraction, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Replay:
    """What each project had: one entry a project."""

    votes: Ints
    support: NDArray[np.float64]
    left: list[Fraction]
    taken: list[Taken]
    reasons: dict[int, Why] = field(default_factory=dict)

    @classmethod
    def empty(cls, election: Election) -> Self:
        """Nothing known yet."""
        size = election.n_projects
        return cls(election.votes, np.zeros(size), [NOTHING] * size, [()] * size)


def equal_shares_again(election: Election, outcome: Outcome, satisfaction: Satisfaction) -> Replay:
    """Pay for every round again, and see how near each project came."""
    replay = Replay.empty(election)
    by = supporters_of(election, satisfaction)
    purses = Purses(by, outcome.endowment)
    last = np.full(election.weights.size, len(outcome.rounds))  # round that emptied the purse
    rounds = [step for step in outcome.rounds if step.by == "equal-shares"]
    for number, step in enumerate(rounds):
        _raised(replay.support, purses, by, float(step.rate) / int(by.worth[step.project]))
        bought, level = step.project, Level(float(step.rate), 0.0)
        replay.support[bought] = float(purses.money(bought)) / int(election.costs[bought])
        purses.pay(bought, level)
        last[(last == len(outcome.rounds)) & purses.empty] = number
    _raised(replay.support, purses, by, np.inf, but=[step.project for step in rounds])
    _filled_up(replay, election, outcome)
    replay.left[:] = [purses.money(project) for project in range(election.n_projects)]
    replay.taken[:] = _taken(by, rounds, outcome.endowment, last)
    return replay


def phragmen_again(election: Election, outcome: Outcome) -> Replay:
    """Save and pay again: what each project's supporters had saved when the rule stopped."""
    replay = Replay.empty(election)
    by = supporters_of(election, "count")
    since = np.zeros(election.weights.size, dtype=np.int64)  # 1 + the round last paid in
    times = [NOTHING, *(step.time for step in outcome.rounds)]
    paid: list[dict[int, tuple[Fraction, int]]] = [{} for _ in by.ballots]
    for number, step in enumerate(outcome.rounds, start=1):
        paying = np.zeros(since.size, dtype=np.bool_)
        paying[by.ballots[step.project]] = True
        for project, ballots in enumerate(by.ballots):
            heads = by.heads[project] * paying[ballots]
            paid[project][step.project] = _saved(heads, since[ballots], times, step.time)
        since[by.ballots[step.project]] = number
    for project, ballots in enumerate(by.ballots):
        heads = by.heads[project]
        replay.left[project], _ = _saved(heads, since[ballots], times, outcome.endowment)
        saved = replay.left[project] / int(election.costs[project])
        replay.support[project] = 1.0 if project in outcome.funded else float(saved)
        if saved >= 1 and project not in outcome.funded:
            replay.reasons[project] = "did-not-fit"
        replay.taken[project] = _largest_first(paid[project])
    return replay


def _saved(
    heads: NDArray[np.float64], since: Ints, times: list[Fraction], now: Fraction
) -> tuple[Fraction, int]:
    """What these voters have saved, and how many of them have anything."""
    counts = np.bincount(since, weights=heads)
    terms = [(int(counts[k]), now - times[k]) for k in np.flatnonzero(counts)]
    money = sum((count * saved for count, saved in terms), start=NOTHING)
    return money, sum(count for count, saved in terms if saved)


def _raised(
    support: NDArray[np.float64],
    purses: Purses,
    by: Supporters,
    price: float,
    but: list[int] | None = None,
) -> None:
    """Raise each project's support to what its supporters could pay at this price."""
    costs = by.election.costs
    rates = price * by.worth
    for project in range(costs.size):
        if but is None or project not in but:
            raised = purses.raised(project, float(rates[project])) / int(costs[project])
            support[project] = max(support[project], raised)


def _filled_up(replay: Replay, election: Election, outcome: Outcome) -> None:
    """Projects added by votes: the money left when their turn came, over their cost."""
    left = election.budget
    for step in outcome.rounds:
        cost = int(election.costs[step.project])
        if step.by == "votes":
            replay.support[step.project] = left / cost
        left -= cost


def _taken(by: Supporters, rounds: list[Round], endowment: Fraction, last: Ints) -> list[Taken]:
    """For every project, what its supporters paid to each project bought. Exact.

    A voter pays the rate for each unit in every round before the one that emptied the
    purse, and there the purse: the endowment less all of that.
    """
    election = by.election
    n_rounds = len(rounds)
    if not n_rounds:
        return [() for _ in by.ballots]
    round_of = np.full(election.n_projects, -1)
    round_of[[step.project for step in rounds]] = np.arange(n_rounds)
    row = np.repeat(np.arange(last.size), np.diff(election.indptr))
    bought = round_of[election.indices]
    keep = (bought >= 0) & (bought <= last[row])
    ends = np.concatenate(([0], np.cumsum(np.bincount(row[keep], minlength=last.size))))
    cell = bought[keep] * (n_rounds + 1) + np.minimum(last, n_rounds)[row[keep]]
    heads, units = election.weights[row[keep]].astype(np.float64), by.entry_units[keep]
    found: list[Taken] = []
    for ballots in by.ballots:
        at, _ = positions(ends, ballots)
        shape = (n_rounds, n_rounds + 1)
        claims = np.bincount(cell[at], heads[at] * units[at], minlength=shape[0] * shape[1])
        payers = np.bincount(cell[at], heads[at], minlength=shape[0] * shape[1])
        found.append(_sums(rounds, endowment, _table(claims, shape), _table(payers, shape)))
    return found


def _table(counts: NDArray[Any], shape: tuple[int, int]) -> Ints:
    table: Ints = counts.astype(np.int64).reshape(shape)
    return table


def _sums(rounds: list[Round], endowment: Fraction, claims: Ints, payers: Ints) -> Taken:
    """Sum up payments, round by round, from how many claims end in which round."""
    paid: dict[int, tuple[Fraction, int]] = {}
    for number, step in enumerate(rounds):
        full = int(claims[number, number + 1 :].sum())
        last = int(payers[number, number])
        money = step.rate * full + endowment * last
        for earlier in np.flatnonzero(claims[:number, number]):
            money -= rounds[earlier].rate * int(claims[earlier, number])
        paid[step.project] = (money, int(payers[number].sum()))
    return _largest_first(paid)


def _largest_first(paid: dict[int, tuple[Fraction, int]]) -> Taken:
    found = [(j, money, voters) for j, (money, voters) in paid.items() if money]
    return tuple(sorted(found, key=lambda each: (-each[1], each[0])))
