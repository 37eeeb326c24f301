"""Phragmén's savers gone through again from the published rounds: who paid what, and when."""

from collections.abc import Iterator
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.outcome import NOTHING, Outcome
from folkmoot.methods.budgeting.spending import Paid
from folkmoot.methods.budgeting.supporters import supporters_of


def paid_from_savings(election: Election, outcome: Outcome) -> tuple[tuple[Paid, ...], ...]:
    """For each project and round, what its supporters paid, and how many of them paid. Exact.

    A voter who pays gives all that was saved since paying last. Time O(entries) for each
    round; memory O(entries).

    >>> from folkmoot.methods.budgeting import Rule, count
    >>> election = Election.of(approvals=[[1, 0], [1, 1]], costs=[30, 40], budget=90)
    >>> paid_from_savings(election, count(election, Rule("phragmen")))[1]
    ((Fraction(15, 1), 1), (Fraction(40, 1), 1))
    """
    by = supporters_of(election, "count")
    times = [NOTHING, *(step.time for step in outcome.rounds)]
    below = lcm(*(time.denominator for time in times))
    ticks = [int(time * below) for time in times]
    since = np.zeros(election.weights.size, dtype=np.int64)  # 1 + the round last paid in
    paid: list[list[Paid]] = [[] for _ in by.ballots]
    for number, step in enumerate(outcome.rounds, start=1):
        paying = np.zeros(since.size, dtype=np.bool_)
        paying[by.ballots[step.project]] = True
        for project, ballots in enumerate(by.ballots):
            heads = by.heads[project] * paying[ballots]
            money, voters = _saved(heads, since[ballots], ticks, number)
            paid[project].append((Fraction(money, below), voters))
        since[by.ballots[step.project]] = number
    return tuple(tuple(each) for each in paid)


def savings(election: Election, outcome: Outcome) -> Iterator[NDArray[np.float64]]:
    """What each ballot's voters had saved at each purchase and at the end, shape (n_ballots,).

    Floats, rounded once.

    >>> from folkmoot.methods.budgeting import Rule, count
    >>> election = Election.of(approvals=[[1, 0], [1, 1]], costs=[30, 40], budget=90)
    >>> [saved.tolist() for saved in savings(election, count(election, Rule("phragmen")))]
    [[15.0, 15.0], [40.0, 40.0], [40.0, 0.0]]
    """
    by = supporters_of(election, "count")
    times = [NOTHING, *(step.time for step in outcome.rounds)]
    since = np.zeros(election.weights.size, dtype=np.int64)
    ends = [*(step.time for step in outcome.rounds), outcome.endowment]
    for number, now in enumerate(ends, start=1):
        yield np.array([float(now - time) for time in times])[since]
        if number < len(ends):
            since[by.ballots[outcome.rounds[number - 1].project]] = number


def _saved(
    heads: NDArray[np.float64], since: NDArray[np.int64], ticks: list[int], now: int
) -> tuple[int, int]:
    """What these voters have saved by a round, in ticks, and how many have anything."""
    counts = np.bincount(since, weights=heads)
    terms = [(int(counts[k]), ticks[now] - ticks[k]) for k in np.flatnonzero(counts)]
    money = sum(count * saved for count, saved in terms)
    return money, sum(count for count, saved in terms if saved)
