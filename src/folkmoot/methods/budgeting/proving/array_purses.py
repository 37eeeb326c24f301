"""Purses in numpy's arrays: the readable way, and the one where there is no core."""

from collections.abc import Sequence
from fractions import Fraction
from math import inf

import numpy as np

from folkmoot.methods.budgeting.kinds import Floats, Ints
from folkmoot.methods.budgeting.proving.bounds import A_FEW_ROUNDINGS
from folkmoot.methods.budgeting.proving.field import Field
from folkmoot.methods.budgeting.proving.purses import Purses

TABLE = 16  # keys for each ballot: a table of so many is still quicker than sorting


class ArrayPurses(Purses):
    """Purses whose sums numpy adds up.

    Attributes
    ----------
    held : float64 array, shape (n_ballots,)
        What one voter of each ballot holds: the float nearest to it. 0 only when empty, or
        below 2^-1074.
    """

    def __init__(self, field: Field, endowment: Fraction, *, by_points: bool) -> None:
        super().__init__(endowment)
        self._field, self._by_points = field, by_points
        self.held: Floats = np.full(field.weights.size, float(endowment))
        self._kind: Ints = np.ones(field.weights.size, dtype=np.int64)
        self._which: Ints = np.zeros(0, dtype=np.int64)  # the group of each supporter
        self._strength: dict[int, tuple[Floats, Floats]] = {}

    def supporters(self, project: int) -> tuple[Floats, Floats, Floats]:
        """What one voter of each ballot holds, the units they pay for, the voters."""
        if project not in self._strength:  # whole numbers below 2^53, and so the same as floats
            units, heads = self._units(project), self._field.heads[project]
            self._strength[project] = units.astype(np.float64), heads.astype(np.float64)
        return self.held[self._field.ballots[project]], *self._strength[project]

    def raised(self, project: int, rate: float) -> tuple[float, float, int]:
        """See `Purses`."""
        held, units, heads = self.supporters(project)
        due = rate * units
        able = held >= due * (1 - A_FEW_ROUNDINGS)
        raised, pull = heads @ np.minimum(held, due), heads[able] @ units[able]
        return float(raised), float(pull), held.size

    def rough(self, project: int, rate: float, near: float) -> float:
        """See `Purses`."""
        held, units, heads = self.supporters(project)
        cost, claims = self._field.costs[project], held / units
        pulls, purses = heads * units, heads * held
        rate = max(rate, cost / float(pulls.sum()))
        while True:
            able = claims >= rate
            pull = float(pulls[able].sum())
            if not pull:  # all they hold is less than the cost, or nearly equal to it
                enough = float(purses.sum()) > cost * (1 - near)
                return float(claims.max()) if enough else inf
            higher = (cost - float(purses[~able].sum())) / pull
            if higher <= rate * (1 + A_FEW_ROUNDINGS):
                return rate
            rate = higher

    def _units(self, project: int) -> Ints:
        if self._by_points:
            return self._field.scores[project]
        return np.ones_like(self._field.heads[project])

    def _grouped(self, project: int) -> tuple[list[int], list[int], list[int]]:
        keys, units = self._kind[self._field.ballots[project]], self._units(project)
        most = int(units.max(initial=1))
        there, self._which = _distinct(keys * most + (units - 1), len(self._parts) * most)
        heads = np.bincount(self._which, weights=self._field.heads[project])  # below 2^53
        kinds, each = (there // most).tolist(), (there % most + 1).tolist()
        return kinds, each, heads.astype(np.int64).tolist()

    def _put(self, project: int, kinds: list[int], left: list[float]) -> None:
        ballots = self._field.ballots[project]
        self._kind[ballots] = np.array(kinds, dtype=np.int64)[self._which]
        self.held[ballots] = np.array(left)[self._which]

    def _there(self) -> Sequence[int]:
        counts: list[int] = np.bincount(self._kind, minlength=len(self._parts)).tolist()
        return counts

    def _renumber(self, numbers: list[int]) -> None:
        self._kind = np.array(numbers, dtype=np.int64)[self._kind]


def _distinct(keys: Ints, below: int) -> tuple[Ints, Ints]:
    """The keys there are, ascending, and which of them each is; all are from 0 to `below` - 1.

    Where there may be hardly more kinds than ballots, a table of all keys is quicker than a sort.
    """
    if below > TABLE * keys.size:
        there, which = np.unique(keys, return_inverse=True)
        return there, which
    number = np.zeros(below, dtype=np.int64)
    number[keys] = 1
    there = np.flatnonzero(number)
    number[there] = np.arange(there.size)
    return there, number[keys]
