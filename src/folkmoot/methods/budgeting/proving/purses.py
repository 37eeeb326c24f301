"""Every voter's purse in whole parts of a penny, nothing rounded, and a float beside it."""

from fractions import Fraction
from math import gcd
from typing import NamedTuple

import numpy as np

from folkmoot.methods.budgeting.proving.field import Field, Floats, Ints

EMPTY = 0  # the kind of all purses with nothing in them
TABLE = 16  # keys for each ballot: a table of so many is still quicker than sorting
Group = tuple[int, int, int]  # of voters alike: parts one holds, units one gave, how many


class Paid(NamedTuple):
    """What was paid for a project: by all together, the most by one voter, and by how many.

    `full` voters paid what was asked, `rest` gave the last they had, which was less.
    """

    given: Fraction
    most: Fraction
    full: int
    rest: int


class Purses:
    """Purses of voters with the same history are kept once: they are of one kind.

    Attributes
    ----------
    below : int
        How many parts make the smallest unit of money. It grows as rates need it.
    held : float64 array, shape (n_ballots,)
        What one voter of each ballot holds: the float nearest to it. 0 only when empty, or
        below 2^-1074.

    Examples
    --------
    >>> from folkmoot.methods.budgeting import Election
    >>> field = Field(Election.of(approvals=[[1, 0], [1, 1]], costs=[9, 5], budget=20))
    >>> purses = Purses(field, Fraction(10), [np.ones_like(heads) for heads in field.heads])
    >>> purses.pay(0, Fraction(9, 2)).given, purses.held.tolist()
    (Fraction(9, 1), [5.5, 5.5])
    """

    def __init__(self, field: Field, endowment: Fraction, units: list[Ints]) -> None:
        self.field, self.units = field, units
        self.below = endowment.denominator
        self.held: Floats = np.full(field.weights.size, float(endowment))
        self._parts = [0, endowment.numerator]
        self._forget_at = 16  # so many kinds, some of which nobody may be of any more
        self._kind: Ints = np.ones(field.weights.size, dtype=np.int64)

    def of(self, project: int) -> list[Group]:
        """A project's supporters who hold anything, by kind and units."""
        parts, units, heads, _ = self._grouped(project)
        return [each for each in zip(parts, units, heads, strict=True) if each[0]]

    def pay(self, project: int, rate: Fraction, *, all_or_nothing: bool = False) -> Paid:
        """Supporters pay the rate for each unit, or the last they hold (or else nothing)."""
        self._divide(rate.denominator)
        due = rate.numerator * (self.below // rate.denominator)
        parts, units, heads, which = self._grouped(project)
        asked = [due * unit for unit in units]
        if all_or_nothing:
            given = [ask if part >= ask else 0 for part, ask in zip(parts, asked, strict=True)]
        else:
            given = [min(part, ask) for part, ask in zip(parts, asked, strict=True)]
        self._keep(project, [p - g for p, g in zip(parts, given, strict=True)], which)
        groups = list(zip(given, asked, heads, strict=True))
        return Paid(
            given=Fraction(sum(gave * voters for gave, _, voters in groups), self.below),
            most=Fraction(max(given, default=0), self.below),
            full=sum(voters for gave, ask, voters in groups if gave == ask),
            rest=sum(voters for gave, ask, voters in groups if 0 < gave < ask),
        )

    def _grouped(self, project: int) -> tuple[list[int], list[int], list[int], Ints]:
        """The kinds of a project's supporters: parts, units, voters; and which each ballot is."""
        keys, units = self._kind[self.field.ballots[project]], self.units[project]
        most = int(units.max(initial=1))
        there, which = _distinct(keys * most + (units - 1), len(self._parts) * most)
        heads = np.bincount(which, weights=self.field.heads[project])  # whole, below 2^53
        parts = [self._parts[kind] for kind in (there // most).tolist()]
        return parts, (there % most + 1).tolist(), heads.astype(np.int64).tolist(), which

    def _keep(self, project: int, left: list[int], which: Ints) -> None:
        """Put what is left into the purses; each group becomes a kind of its own."""
        kinds = np.zeros(len(left), dtype=np.int64)
        for at, part in enumerate(left):
            if part:
                kinds[at] = len(self._parts)
                self._parts.append(part)
        ballots = self.field.ballots[project]
        self._kind[ballots] = kinds[which]
        self.held[ballots] = np.array([part / self.below for part in left])[which]

    def _divide(self, denominator: int) -> None:
        """Make the parts so small that money with this denominator is a whole number of them."""
        grow = denominator // gcd(denominator, self.below)
        if grow == 1:
            return
        self.below *= grow
        if len(self._parts) < self._forget_at:
            self._parts = [part * grow for part in self._parts]
            return
        there = np.bincount(self._kind, minlength=len(self._parts)) > 0
        there[EMPTY] = True
        self._kind = (np.cumsum(there) - 1)[self._kind]  # forget kinds that nobody is of
        self._parts = [self._parts[kind] * grow for kind in np.flatnonzero(there).tolist()]
        self._forget_at = 2 * len(self._parts)


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


def least_rate(groups: list[Group], owed: int) -> Fraction | None:
    """The least rate (in parts a unit) at which these raise so many parts; None if they cannot.

    From the rate at which all could pay in full, those who cannot give what they hold, and the
    rate rises for the others, until it stands.

    >>> str(least_rate([(10, 1, 2), (3, 1, 1)], 20)), least_rate([(10, 1, 2)], 21)
    ('17/2', None)
    """
    if sum(part * heads for part, _, heads in groups) < owed:
        return None
    while True:
        pull = sum(unit * heads for _, unit, heads in groups)
        able = [(part, unit, heads) for part, unit, heads in groups if part * pull >= owed * unit]
        if len(able) == len(groups):
            return Fraction(owed, pull)
        gone = sum(part * heads for part, unit, heads in groups if part * pull < owed * unit)
        groups, owed = able, owed - gone
