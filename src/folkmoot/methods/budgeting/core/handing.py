"""Arrays handed over to C, and the structures that name them. `ballots.h` has the same fields."""

import ctypes
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.election import Election

ROOM = 124  # bits of a 128-bit sum that may be used
LEAST_PLACES = 50  # with fewer binary places, fixed point would not be worth having

Pointer = ctypes.c_void_p
Number = ctypes.c_int64


class Handed(ctypes.Structure):
    """An election as C sees it; the arrays must outlive it (`Ballots` keeps them)."""

    _fields_ = (
        ("n_projects", Number),
        ("n_ballots", Number),
        ("heads", Pointer),
        ("ends", Pointer),
        ("projects", Pointer),
        ("units", Pointer),
        ("costs", Pointer),
        ("worth", Pointer),
        ("place", Pointer),
        ("allowed", Pointer),
    )


class Ballots:
    """An election, and what C must know of it, kept together for as long as C may look."""

    def __init__(
        self,
        election: Election,
        *,
        units: NDArray[Any] | None,
        worth: NDArray[np.int64],
        place: NDArray[np.int64],
        allowed: NDArray[np.bool_],
    ) -> None:
        self.election = election
        self._kept = {
            "heads": _as(election.weights, np.int64),
            "ends": _as(election.indptr, np.int64),
            "projects": _as(election.indices, np.int32),
            "costs": _as(election.costs, np.int64),
            "worth": _as(worth, np.int64),
            "place": _as(place, np.int64),
            "allowed": _as(allowed, np.uint8),
        }
        if units is not None:
            self._kept["units"] = _as(units, np.int32)
        self.handed = Handed(
            n_projects=election.n_projects,
            n_ballots=election.weights.size,
            **{name: array.ctypes.data for name, array in self._kept.items()},
        )

    @staticmethod
    def fit(election: Election) -> bool:
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
