"""How evenly an outcome serves voters: who has nothing, the spread, and its Gini coefficient."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.justice import served_by
from folkmoot.methods.budgeting.outcome import Outcome
from folkmoot.methods.budgeting.rule import Satisfaction
from folkmoot.methods.errors import InvalidInput

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Spread:
    """What voters have from an outcome, over all who voted, empty ballots included.

    Attributes
    ----------
    of : str
        "count": funded projects on the ballot; "cost": what they cost together, in the
        smallest unit of money; "points": the points given to them.
    n_voters : int
    values, voters : tuple of int
        The different amounts, ascending, and how many voters have each.
    mean : Fraction
        Exact.
    gini : Fraction
        0: all have the same; near 1: one has everything. 0 when nobody has anything. Exact.
    """

    of: Satisfaction
    n_voters: int
    values: tuple[int, ...]
    voters: tuple[int, ...]
    mean: Fraction
    gini: Fraction

    @property
    def with_nothing_share(self) -> float:
        """Voters who have nothing: the exclusion ratio of the literature."""
        return self.voters[0] / self.n_voters if self.values[0] == 0 else 0.0

    def quantile(self, share: float) -> int:
        """The least amount that at least this share of the voters does not exceed.

        >>> Spread("count", 4, (0, 2), (3, 1), Fraction(1, 2), Fraction(3, 4)).quantile(0.75)
        0
        """
        reached = np.cumsum(self.voters) >= share * self.n_voters
        return self.values[int(reached.argmax())]

    def bars(self, n_bars: int) -> tuple[tuple[int, int], ...]:
        """Voters in bars of equal width over 0 to the most: (lower end, voters) for each.

        The width is a whole number, so the last bar may reach further than the most. An amount
        on a border belongs to the bar that begins there.

        >>> Spread("cost", 4, (0, 5, 9), (2, 1, 1), Fraction(7, 2), Fraction(0)).bars(2)
        ((0, 2), (5, 2))
        """
        if n_bars < 1:
            raise InvalidInput("A histogram has at least one bar.")
        width = self.values[-1] // n_bars + 1
        heights = np.bincount(
            np.array(self.values) // width, weights=self.voters, minlength=n_bars
        ).astype(np.int64)
        return tuple((at * width, int(height)) for at, height in enumerate(heights))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Voters who chose so many projects, and how many of them have none that is funded."""

    n_chosen: int
    n_voters: int
    n_with_nothing: int


def spread(election: Election, outcome: Outcome, of: Satisfaction = "cost") -> Spread:
    """How what voters have is spread over them. Time O(entries), memory O(ballots).

    >>> from folkmoot.methods.budgeting import Rule, count
    >>> election = Election.of(approvals=[[1, 1], [1, 0], [0, 0]], costs=[60, 30], budget=90)
    >>> found = spread(election, count(election, Rule("greedy")))
    >>> found.values, found.voters, str(found.mean), str(found.gini)
    ((0, 60, 90), (1, 1, 1), '50', '2/5')
    """
    served = served_by(election, outcome, of)
    values, kind = np.unique(served, return_inverse=True)
    voters = np.bincount(kind, weights=election.weights).astype(np.int64)
    amounts, heads = values.tolist(), voters.tolist()
    return Spread(
        of=of,
        n_voters=election.n_voters,
        values=tuple(amounts),
        voters=tuple(heads),
        mean=Fraction(_total(amounts, heads), election.n_voters),
        gini=_gini(amounts, heads),
    )


def left_out(election: Election, outcome: Outcome) -> tuple[LeftOut, ...]:
    """How many have nothing, by how many projects they chose; from the fewest chosen.

    >>> from folkmoot.methods.budgeting import Rule, count
    >>> election = Election.of(approvals=[[1, 1], [0, 1], [1, 0]], costs=[60, 50], budget=60)
    >>> [(each.n_chosen, each.n_with_nothing) for each in left_out(election, \
count(election, Rule("greedy")))]
    [(1, 1), (2, 0)]
    """
    chosen = np.diff(election.indptr).astype(np.int64)
    nothing = served_by(election, outcome, "count") == 0
    everyone = np.bincount(chosen, weights=election.weights).astype(np.int64)
    without = np.bincount(
        chosen, weights=election.weights * nothing, minlength=everyone.size
    ).astype(np.int64)
    return tuple(
        LeftOut(n, int(everyone[n]), int(without[n])) for n in np.flatnonzero(everyone).tolist()
    )


def _total(amounts: list[int], heads: list[int]) -> int:
    return sum(amount * number for amount, number in zip(amounts, heads, strict=True))


def _gini(amounts: list[int], heads: list[int]) -> Fraction:
    """Mean difference between two voters, over twice the mean; `amounts` ascending.

    With voters in order, voter `i` of `n` (from 1) counts `2i - n - 1` times; the `k` voters
    who have the same, after `b` others, together `k * (2b + k - n)` times.
    """
    n_voters, total = sum(heads), _total(amounts, heads)
    if not total:
        return Fraction(0)
    before, above = 0, 0
    for amount, number in zip(amounts, heads, strict=True):
        above += amount * number * (2 * before + number - n_voters)
        before += number
    return Fraction(above, n_voters * total)
