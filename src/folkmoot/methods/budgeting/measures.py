"""How well an outcome serves the people who voted, and how two outcomes differ."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.completions import preferences
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Measures:
    """An outcome seen from the voters' side. Shares and means are over all voters.

    Attributes
    ----------
    n_voters : int
    with_something_share : float
        Voters with at least one funded project on their ballot.
    mean_funded : float
        Funded projects on a ballot.
    mean_money : float
        Cost of the funded projects on a ballot, in the smallest unit of money.
    by_number : tuple of int
        How many voters have 0, 1, 2, ... funded projects on their ballot.
    """

    n_voters: int
    with_something_share: float
    mean_funded: float
    mean_money: float
    by_number: tuple[int, ...]

    @property
    def with_nothing_share(self) -> float:
        """Voters with no funded project on their ballot."""
        return self.by_number[0] / self.n_voters


@dataclass(frozen=True, slots=True)
class Differences:
    """Two outcomes of one election side by side.

    A voter prefers the outcome that funds more of the projects they chose (with points:
    more of their points).
    """

    only_first: tuple[int, ...]
    only_second: tuple[int, ...]
    both: tuple[int, ...]
    prefer_first: int
    prefer_second: int
    indifferent: int
    nothing_share_first: float
    nothing_share_second: float


def measure(election: Election, outcome: Outcome) -> Measures:
    """Measure an outcome from the voters' side.

    >>> from folkmoot.methods.budgeting import Rule, count
    >>> election = Election.of(approvals=[[1, 1], [1, 0], [0, 0]], costs=[60, 30], budget=60)
    >>> measure(election, count(election, Rule("greedy"))).by_number
    (1, 2)
    """
    heads, costs = election.weights, election.costs
    number = _totals(election, outcome, np.ones_like(costs))
    money = _totals(election, outcome, costs).astype(np.float64)
    by_number = np.bincount(number, weights=heads).astype(np.int64)
    return Measures(
        n_voters=election.n_voters,
        with_something_share=1 - int(by_number[0]) / election.n_voters,
        mean_funded=float(number @ heads) / election.n_voters,
        mean_money=float(money @ heads) / election.n_voters,
        by_number=tuple(by_number.tolist()),
    )


def compare(election: Election, first: Outcome, second: Outcome) -> Differences:
    """Set two outcomes of one election side by side.

    >>> from folkmoot.methods.budgeting import Rule, count
    >>> ballots = [[1, 1, 0]] * 6 + [[0, 0, 1]] * 3
    >>> election = Election.of(approvals=ballots, costs=[45, 45, 30], budget=90)
    >>> shares, votes = (count(election, Rule(name)) for name in ("equal-shares", "greedy"))
    >>> found = compare(election, shares, votes)
    >>> found.only_first, found.only_second, found.prefer_first, found.prefer_second
    ((2,), (1,), 3, 6)
    """
    ours, theirs, same = preferences(election, first.funded, second.funded)
    return Differences(
        only_first=tuple(j for j in first.funded if j not in second.funded),
        only_second=tuple(j for j in second.funded if j not in first.funded),
        both=tuple(j for j in first.funded if j in second.funded),
        prefer_first=ours,
        prefer_second=theirs,
        indifferent=same,
        nothing_share_first=measure(election, first).with_nothing_share,
        nothing_share_second=measure(election, second).with_nothing_share,
    )


def _totals(election: Election, outcome: Outcome, each: NDArray[np.int64]) -> NDArray[np.int64]:
    """The sum of `each` over the funded projects of every ballot, shape (n_ballots,)."""
    won = np.zeros_like(each)
    won[list(outcome.funded)] = each[list(outcome.funded)]
    total = np.concatenate(([0], np.cumsum(won[election.indices])))
    return np.asarray(total[election.indptr[1:]] - total[election.indptr[:-1]], dtype=np.int64)
