"""Every voter's purse in whole parts of a penny, nothing rounded, and a float beside it."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from fractions import Fraction
from math import gcd
from typing import NamedTuple

EMPTY = 0  # the kind of all purses with nothing in them
Group = tuple[int, int, int]  # of voters alike: parts one holds, units one gave, how many


class Paid(NamedTuple):
    """What was paid for a project: by all together, the most by one voter, and by how many.

    `full` voters paid what was asked, `rest` gave the last they had, which was less.
    """

    given: Fraction
    most: Fraction
    full: int
    rest: int


class Purses(ABC):
    """Purses of voters with the same history are kept once: they are of one kind.

    Attributes
    ----------
    below : int
        How many parts make the smallest unit of money. It grows as rates need it.
    """

    def __init__(self, endowment: Fraction) -> None:
        self.below = endowment.denominator
        self._parts = [0, endowment.numerator]
        self._forget_at = 16  # so many kinds, some of which nobody may be of any more

    @abstractmethod
    def raised(self, project: int, rate: float) -> tuple[float, float, int]:
        """What supporters raise at a rate; the units of those who may hold that; of how many.

        Both sums are of so many terms, none negative, and off by roundings as `bounds` says.
        """

    @abstractmethod
    def rough(self, project: int, rate: float, near: float) -> float:
        """About the least rate, from this one on, at which supporters raise a project's cost.

        Newton's steps from below, which only climb. Infinite where all they hold is less than
        the cost, and not `near` to it.
        """

    @abstractmethod
    def _grouped(self, project: int) -> tuple[list[int], list[int], list[int]]:
        """A project's supporters by kind and units: the kinds, the units, how many voters."""

    @abstractmethod
    def _put(self, project: int, kinds: list[int], left: list[float]) -> None:
        """Put what is left into the purses of each group last given, now of these kinds."""

    @abstractmethod
    def _there(self) -> Sequence[int]:
        """For each kind, whether some purse is of it."""

    @abstractmethod
    def _renumber(self, numbers: list[int]) -> None:
        """Give each kind another number."""

    def of(self, project: int) -> list[Group]:
        """A project's supporters who hold anything, by kind and units."""
        kinds, units, heads = self._grouped(project)
        parts = map(self._parts.__getitem__, kinds)
        return [each for each in zip(parts, units, heads, strict=True) if each[0]]

    def pay(self, project: int, rate: Fraction, *, all_or_nothing: bool = False) -> Paid:
        """Supporters pay the rate for each unit, or the last they hold (or else nothing)."""
        self._divide(rate.denominator)
        due = rate.numerator * (self.below // rate.denominator)
        kinds, units, heads = self._grouped(project)
        parts = [self._parts[kind] for kind in kinds]
        asked = [due * unit for unit in units]
        if all_or_nothing:
            given = [ask if part >= ask else 0 for part, ask in zip(parts, asked, strict=True)]
        else:
            given = [min(part, ask) for part, ask in zip(parts, asked, strict=True)]
        self._keep(project, [p - g for p, g in zip(parts, given, strict=True)])
        groups = list(zip(given, asked, heads, strict=True))
        return Paid(
            given=Fraction(sum(gave * voters for gave, _, voters in groups), self.below),
            most=Fraction(max(given, default=0), self.below),
            full=sum(voters for gave, ask, voters in groups if gave == ask),
            rest=sum(voters for gave, ask, voters in groups if 0 < gave < ask),
        )

    def _keep(self, project: int, left: list[int]) -> None:
        """Put what is left into the purses; each group becomes a kind of its own."""
        kinds = [EMPTY] * len(left)
        for at, part in enumerate(left):
            if part:
                kinds[at] = len(self._parts)
                self._parts.append(part)
        self._put(project, kinds, [part / self.below for part in left])

    def _divide(self, denominator: int) -> None:
        """Make the parts so small that money with this denominator is a whole number of them."""
        grow = denominator // gcd(denominator, self.below)
        if grow == 1:
            return
        self.below *= grow
        if len(self._parts) < self._forget_at:
            self._parts = [part * grow for part in self._parts]
            return
        numbers, parts = [EMPTY] * len(self._parts), [0]  # forget kinds that nobody is of
        for kind, there in enumerate(self._there()):
            if there and kind != EMPTY:
                numbers[kind] = len(parts)
                parts.append(self._parts[kind] * grow)
        self._renumber(numbers)
        self._parts, self._forget_at = parts, 2 * len(parts)


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
