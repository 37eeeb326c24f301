"""Proof that no set of projects is worth more, in whole numbers anybody can add up again.

Put a price on every ceiling (the budget, and each limit): so much for each pound, or each
place, of it. What a set is worth is then at most what all ceilings are worth at these prices,
and what each project is worth beyond the price of all it uses up, where that is more than
nothing. That holds for any prices whatever; the right ones make it tight. Where one list of
prices is not enough, the proof looks at two cases, a project in the set and the project out of
it, and so on.

A proof is checked elsewhere, by code that shares nothing with this (`proving.best`).

Source: Geoffrion (1974), *Lagrangean Relaxation for Integer Programming*, Section 2.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import gcd
from typing import Self

SCALE = 2**50  # prices are in parts of this many

Set = frozenset[int]
Prices = tuple[int, ...]
Cases = tuple[int | Prices, ...]
"""A proof by cases, written down as one walks through them. A whole number is a project: first
come all cases with it, then all without it. Prices close a case: at these, it is not enough."""

NONE: Set = frozenset()


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What each project uses up of something, and how much of it there is."""

    uses: tuple[int, ...]
    most: int

    @classmethod
    def of(cls, uses: Iterable[int], most: int) -> Self:
        """A ceiling no higher than can be reached: all uses together are a multiple of `step`.

        >>> Ceiling.of((20, 30), 49)
        Ceiling(uses=(20, 30), most=40)
        """
        each = tuple(uses)
        step = gcd(*each) or 1
        return cls(each, most // step * step)


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen: the value of each project, all above 0, and the ceilings to keep."""

    values: tuple[int, ...]
    ceilings: tuple[Ceiling, ...]

    @property
    def step(self) -> int:
        """What any set is worth is a multiple of this."""
        return gcd(*self.values) or 1

    def worth(self, chosen: Iterable[int]) -> int:
        """The value of a set."""
        return sum(self.values[j] for j in chosen)

    def fits(self, chosen: Collection[int]) -> bool:
        """Whether a set keeps every ceiling."""
        return all(sum(c.uses[j] for j in chosen) <= c.most for c in self.ceilings)

    def at_most(self, prices: Prices, inside: Set = NONE, outside: Set = NONE) -> int:
        """No set with these inside and those outside is worth more. Exact.

        Time O(projects · ceilings).

        >>> choice = Choice((60, 50, 40), (Ceiling((30, 30, 30), 60),))
        >>> price = (SCALE * 4 // 3,)
        >>> choice.at_most(price), choice.at_most(price, outside=frozenset([0]))
        (110, 90)
        """
        priced = [(p, c) for p, c in zip(prices, self.ceilings, strict=True) if p]
        total = sum(price * ceiling.most for price, ceiling in priced)
        for project, value in enumerate(self.values):
            if project in outside:
                continue
            more = SCALE * value
            for price, ceiling in priced:
                more -= price * ceiling.uses[project]
            if more > 0 or project in inside:
                total += more
        return total // SCALE


@dataclass(frozen=True, slots=True)
class Optimum:
    """How well a set of projects does, and the proof.

    Projects are numbered as in the choice: from 0, in the tie order of those that take part.

    Attributes
    ----------
    value : int
        What the set is worth.
    at_most : int
        No set is worth more than this, which `cases` prove. The same as `value` when the set
        is proved to be one of the best.
    prices : tuple of int
        The price of each ceiling in the first case, in parts of SCALE.
    cases : Cases
        The proof that no set is worth more than `at_most`.
    none_before : tuple of (project, Cases), or None
        For each project outside the set, in the tie order: the proof that no set worth as
        much holds it, all those of the set that come before it, and none of the others that
        do. So of all the best sets this is the first. None where the search ended before.
    n_cases : int
        How many cases were looked at.
    """

    value: int
    at_most: int
    prices: Prices
    cases: Cases
    none_before: tuple[tuple[int, Cases], ...] | None
    n_cases: int
