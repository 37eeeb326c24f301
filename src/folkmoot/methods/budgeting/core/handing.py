"""Arrays handed over to C, and the structures that name them. `ballots.h` has the same fields."""

import ctypes
import weakref
from fractions import Fraction
from typing import Any, Self, cast

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.core.library import Library, library
from folkmoot.methods.budgeting.election import Election

ROOM = 124  # bits of a 128-bit sum that may be used
LEAST_PLACES = 50  # with fewer binary places, fixed point would not be worth having

Pointer = ctypes.c_void_p
Number = ctypes.c_int64


class Handed(ctypes.Structure):
    """An election as C sees it. C copies all but the costs."""

    _fields_ = (
        ("n_projects", Number),
        ("n_ballots", Number),
        ("heads", Pointer),
        ("ends", Pointer),
        ("projects", Pointer),
        ("units", Pointer),
        ("costs", Pointer),
    )


class _Terms(ctypes.Structure):
    _fields_ = (("worth", Pointer), ("place", Pointer), ("allowed", Pointer))


class Ballots:
    """The ballots of an election turned round by C, for any number of counts at once."""

    def __init__(self, core: Library, handle: int, costs: NDArray[np.int64]) -> None:
        self.core, self.handle = core, Pointer(handle)
        self._costs = costs  # C looks at them
        weakref.finalize(self, core.folkmoot_ballots_free, self.handle)

    @classmethod
    def of(cls, election: Election, *, points: bool = False) -> Self | None:
        """Made once and kept for as long as the election; None where C cannot count it.

        `points`: a supporter pays for each point given, not for a tick.
        """
        core = library()
        if core is None or not _fits(election):
            return None
        made = _made.setdefault(election, {})
        if points not in made:
            made[points] = cls._turned(core, election, points=points)
        return cast(Self | None, made[points])

    @classmethod
    def _turned(cls, core: Library, election: Election, *, points: bool) -> Self | None:
        kept = {
            "heads": _as(election.weights, np.int64),
            "ends": _as(election.indptr, np.int64),
            "projects": _as(election.indices, np.int32),
            "costs": _as(election.costs, np.int64),
        }
        if points:
            kept["units"] = _as(election.scores, np.int32)
        given = Handed(
            n_projects=election.n_projects,
            n_ballots=election.weights.size,
            **{name: array.ctypes.data for name, array in kept.items()},
        )
        core.folkmoot_ballots.restype = Pointer
        handle = core.folkmoot_ballots(ctypes.byref(given))
        return cls(core, handle, kept["costs"]) if handle else None


_made: "weakref.WeakKeyDictionary[Election, dict[bool, Ballots | None]]"
_made = weakref.WeakKeyDictionary()


class Terms:
    """What differs from count to count, kept for as long as C may look."""

    def __init__(
        self,
        *,
        worth: NDArray[np.int64],
        place: NDArray[np.int64],
        allowed: NDArray[np.bool_],
    ) -> None:
        self._kept = {
            "worth": _as(worth, np.int64),
            "place": _as(place, np.int64),
            "allowed": _as(allowed, np.uint8),
        }
        self.handed = _Terms(**{name: array.ctypes.data for name, array in self._kept.items()})


def _fits(election: Election) -> bool:
    """Whether C counts such elections: without limits, and every number has room in it."""
    if election.limits:
        return False
    return election.weights.size < 2**31 and int(election.scores.max(initial=0)) < 2**31


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
