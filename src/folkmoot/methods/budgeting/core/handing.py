"""Arrays handed over to C, and the structures that name them. `ballots.h` has the same fields."""

import ctypes
import weakref
from fractions import Fraction
from itertools import accumulate
from struct import Struct
from typing import Any, Self, cast

import numpy as np

from folkmoot.methods.budgeting.core.library import Library, Number, Pointer, library
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.kinds import Allowed
from folkmoot.methods.budgeting.memory import Stretch
from folkmoot.methods.budgeting.ruled_out import NO_CEILING

ROOM = 124  # bits of a 128-bit sum that may be used
ROWS = ("costs", "ones", "lots", "votes", "place", "points")
ONE = Struct("q").pack(1)
LEAST_PLACES = 50  # with fewer binary places, fixed point would not be worth having


class Handed(ctypes.Structure):
    """An election as C sees it, and where C tells votes and tie order. It copies the ballots."""

    _fields_ = (
        ("n_projects", Number),
        ("n_ballots", Number),
        ("heads", Pointer),
        ("ends", Pointer),
        ("projects", Pointer),
        ("units", Pointer),
        ("costs", Pointer),
        ("lots", Pointer),
        ("votes", Pointer),
        ("place", Pointer),
        ("points", Pointer),
    )


class _Rows:
    """Numbers about each project, in rows of one stretch of memory."""

    def __init__(self, election: Election) -> None:
        self.size = size = election.n_projects
        self.numbers = Stretch("q", len(ROWS) * size)
        laid = Struct(f"{size}q").pack
        given = laid(*election.each_cost) + ONE * size + laid(*election.each_lot)
        self.numbers.view[: 3 * size] = memoryview(given).cast("q")

    def address(self, name: str) -> int:
        """Where a row begins."""
        return self.numbers.address + ROWS.index(name) * 8 * self.size

    def told(self, name: str) -> tuple[int, ...]:
        """What C has written into a row."""
        begin = ROWS.index(name) * self.size
        return tuple(self.numbers.view[begin : begin + self.size].tolist())


class Given:
    """The ballots of an election where C finds them, and rows of numbers about its projects."""

    def __init__(self, election: Election) -> None:
        self.rows = _Rows(election)
        self.kept: tuple[Any, ...]  # C looks at them
        if (laid := election.as_laid) is not None:
            self.kept = laid[:4]
            at = [each.address for each in laid[:4]]
        else:
            self.kept = (
                _as(election.weights, np.int64),
                _as(election.indptr, np.int64),
                _as(election.indices, np.int32),
                _as(election.scores, np.int32),
            )
            at = [each.ctypes.data for each in self.kept]
        self.heads, self.ends, self.projects, self.points = at
        self.n_ballots = election.n_ballots

    def handed(self, *, points: bool) -> Handed:
        """For C; `points`: with the points on the ballots."""
        address = self.rows.address
        return Handed(
            self.rows.size,
            self.n_ballots,
            self.heads,
            self.ends,
            self.projects,
            self.points if points else None,
            *map(address, ("costs", "lots", "votes", "place", "points")),
        )


def given_by(election: Election, ballot: int) -> dict[int, int]:
    """The projects of one distinct ballot, and the points it gave each."""
    if (laid := election.as_laid) is None:
        here = slice(election.indptr[ballot], election.indptr[ballot + 1])
        parts = election.indices[here], election.scores[here]
    else:
        here = slice(laid.ends.view[ballot], laid.ends.view[ballot + 1])
        parts = laid.projects.view[here], laid.points.view[here]
    return dict(zip(*(each.tolist() for each in parts), strict=True))


def learn_standings(election: Election) -> None:
    """Let an election know its votes, points and tie order, as far as the core can tell them."""
    if "each_point" in vars(election) or (core := library()) is None:
        return
    given = Given(election)
    if core.folkmoot_standings(ctypes.byref(given.handed(points=True))):
        told = given.rows.told
        votes, places, points = told("votes"), told("place"), told("points")
        election.learn(each_vote=votes, each_place=places, each_point=points)


class Ballots:
    """The ballots of an election turned round by C, for any number of counts at once.

    Attributes
    ----------
    core : Library
    handle : int
        What C knows them by.
    costs, ones, place : int
        Where these are for C to read, one number a project: `Terms`.
    """

    def __init__(self, core: Library, handle: int, rows: "_Rows") -> None:
        self.core, self.handle, self._rows = core, handle, rows
        self.costs, self.ones, self.place = map(rows.address, ("costs", "ones", "place"))

    def __del__(self) -> None:
        self.core.folkmoot_ballots_free(self.handle)

    @classmethod
    def of(cls, election: Election, *, points: bool = False) -> Self | None:
        """Made once and kept for as long as the election.

        `points`: a supporter pays for each point given, not for a tick. None where there is no
        core, or it cannot count so many.
        """
        core = library()
        if core is None:
            return None
        made = _made.setdefault(election, {})
        if points not in made:
            made[points] = cls._turned(core, election, points=points)
        return cast(Self | None, made[points])

    @classmethod
    def _turned(cls, core: Library, election: Election, *, points: bool) -> Self | None:
        if election.n_ballots >= 2**31:
            return None
        given = Given(election)
        handed = given.handed(points=points)
        if not (handle := core.folkmoot_ballots(ctypes.byref(handed))):
            return None
        rows = given.rows
        election.learn(each_vote=rows.told("votes"), each_place=rows.told("place"))
        return cls(core, handle, rows)


_made: "weakref.WeakKeyDictionary[Election, dict[bool, Ballots | None]]"
_made = weakref.WeakKeyDictionary()


class Terms(ctypes.Structure):
    """What differs from count to count; `terms` in `ballots.h` has the same fields."""

    _fields_ = (
        ("worth", Pointer),
        ("place", Pointer),
        ("allowed", ctypes.c_char_p),
        ("n_limits", Number),
        *((name, Pointer) for name in ("limit_ends", "limited", "most_number", "most_money")),
    )

    @classmethod
    def of(cls, election: Election, ballots: Ballots, allowed: Allowed, *, by_cost: bool) -> Self:
        """`by_cost`: prices are divided by the cost. Kept by the caller while C may look."""
        worth = ballots.costs if by_cost else ballots.ones
        made = cls(worth, ballots.place, bytes(allowed), len(election.limits))
        if election.limits:
            made._kept = _limits_of(election)  # C looks at them
            for name, stretch in made._kept.items():
                setattr(made, name, stretch.address)
        return made


def _limits_of(election: Election) -> dict[str, Stretch]:
    limits, most = election.limits, election.n_projects
    number = [most if each.number is None else min(each.number, most) for each in limits]
    money = [NO_CEILING if each.money is None else min(each.money, NO_CEILING) for each in limits]
    return {
        "limit_ends": Stretch.of("q", accumulate((len(L.projects) for L in limits), initial=0)),
        "limited": Stretch.of("i", (project for L in limits for project in L.projects)),
        "most_number": Stretch.of("q", number),
        "most_money": Stretch.of("q", money),
    }


def places_for(most: int) -> int | None:
    """How many binary places fixed point has room for, beside sums up to `most`.

    >>> places_for(1000), places_for(2**80)
    (114, None)
    """
    places = ROOM - most.bit_length()
    return places if places >= LEAST_PLACES else None


def as_parts(amount: Fraction) -> tuple[int, int] | None:
    """A fraction as two numbers C can hold, if it can."""
    fits = amount.numerator < 2**62 and amount.denominator < 2**53
    return (amount.numerator, amount.denominator) if fits else None


def _as(given: Any, dtype: Any) -> Any:
    return np.ascontiguousarray(given, dtype=dtype)
