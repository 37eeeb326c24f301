"""Arrays handed over to C, and the structures that name them. `ballots.h` has the same fields."""

import ctypes
import weakref
from fractions import Fraction
from typing import Any, Self, cast

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.core.library import Library, Number, Pointer, library
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.ruled_out import NO_CEILING

ROOM = 124  # bits of a 128-bit sum that may be used
ROWS = ("costs", "ones", "lots", "votes", "place")
VOTES, PLACE = 3, 4
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
    )


class _Rows:
    """Numbers about each project, in rows of one array: asking for an address takes its time."""

    def __init__(self, election: Election) -> None:
        self.numbers = np.empty((len(ROWS), election.n_projects), np.int64)
        self.numbers[0], self.numbers[1], self.numbers[2] = election.costs, 1, election.lots
        self._begin, self._length = self.numbers.ctypes.data, 8 * election.n_projects

    def address(self, name: str) -> int:
        """Where a row begins."""
        return self._begin + ROWS.index(name) * self._length


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
        if election.weights.size >= 2**31:
            return None
        kept = {
            "heads": _as(election.weights, np.int64),
            "ends": _as(election.indptr, np.int64),
            "projects": _as(election.indices, np.int32),
        }
        if points:
            kept["units"] = _as(election.scores, np.int32)
        rows = _Rows(election)
        given = Handed(
            n_projects=election.n_projects,
            n_ballots=election.weights.size,
            **{name: array.ctypes.data for name, array in kept.items()},
            **{name: rows.address(name) for name in ("costs", "lots", "votes", "place")},
        )
        if not (handle := core.folkmoot_ballots(ctypes.byref(given))):
            return None
        election.learn(rows.numbers[VOTES], rows.numbers[PLACE])
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
    def of(
        cls, election: Election, ballots: Ballots, allowed: NDArray[np.bool_], *, by_cost: bool
    ) -> Self:
        """`by_cost`: prices are divided by the cost. Kept by the caller while C may look."""
        worth = ballots.costs if by_cost else ballots.ones
        made = cls(worth, ballots.place, allowed.tobytes(), len(election.limits))
        if election.limits:
            made._kept = _limits_of(election)  # C looks at them
            for name, array in made._kept.items():
                setattr(made, name, array.ctypes.data)
        return made


def _limits_of(election: Election) -> dict[str, NDArray[Any]]:
    limits = election.limits
    number = [election.n_projects if each.number is None else each.number for each in limits]
    money = [NO_CEILING if each.money is None else each.money for each in limits]
    named = [project for each in limits for project in each.projects]
    return {
        "limit_ends": np.cumsum([0, *(len(each.projects) for each in limits)], dtype=np.int64),
        "limited": np.array(named, dtype=np.int32),
        "most_number": np.minimum(number, election.n_projects, dtype=np.int64),
        "most_money": np.minimum(money, NO_CEILING, dtype=np.int64),
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


def _as(array: NDArray[Any], dtype: Any) -> NDArray[Any]:
    return np.ascontiguousarray(array, dtype=dtype)
