"""Sequential Phragmén by the compiled core (`phragmen.c`): purchases, and who paid from when."""

import ctypes
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.core.handing import (
    Ballots,
    Number,
    Pointer,
    Terms,
    places_for,
)
from folkmoot.methods.budgeting.election import Election


class Noted(ctypes.Structure):
    """What C notes; `saved` in `phragmen.c` has the same fields."""

    _fields_ = (
        ("n_bought", Number),
        ("spent", Number),
        ("n_exact", Number),
        ("unsure", Number),
        ("misfit", Number),
        ("order", Pointer),
        ("counts", Pointer),
        ("tied_room", Number),
        ("tied_ends", Pointer),
        ("tied", Pointer),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Purchases:
    """What was bought, in order.

    Attributes
    ----------
    order : tuple of int
    counts : int64 array, shape (n_bought + 1, n_projects + 1)
        `counts[t, s]`: supporters of purchase t who had last paid in purchase s, from 1; 0 is
        never. The last row is the misfit's.
    tied : tuple of tuples
        Projects exactly as early as each purchase.
    misfit : int or None
        The next project to be bought, which no longer fits the money left.
    n_exact : int
    """

    order: tuple[int, ...]
    counts: NDArray[np.int64]
    tied: tuple[tuple[int, ...], ...]
    misfit: int | None
    n_exact: int


def purchases(election: Election, allowed: NDArray[np.bool_]) -> Purchases | None:
    """Count; None where there is no core, or it cannot say."""
    places = places_for(2 * election.n_voters * (election.budget + int(election.costs.max())))
    if places is None or (ballots := Ballots.of(election)) is None:
        return None
    size = election.n_projects
    terms = Terms(worth=election.costs, place=election.tie_order, allowed=allowed)
    order, ends = np.empty(size, np.int32), np.zeros(size + 1, np.int64)
    counts = np.empty((size + 1, size + 1), np.int64)  # what is not written to is not taken
    tied = np.empty(size * (size + 1), np.int32)
    noted = Noted(
        order=order.ctypes.data,
        counts=counts.ctypes.data,
        tied_room=tied.size,
        tied_ends=ends.ctypes.data,
        tied=tied.ctypes.data,
    )
    ballots.core.folkmoot_phragmen(
        ballots.handle,
        ctypes.byref(terms.handed),
        ctypes.c_int(places),
        Number(election.budget),
        ctypes.byref(noted),
    )
    if noted.unsure:
        return None
    bought = range(noted.n_bought)
    return Purchases(
        order=tuple(order[: noted.n_bought].tolist()),
        counts=counts[: noted.n_bought + 1],
        tied=tuple(tuple(tied[ends[t] : ends[t + 1]].tolist()) for t in bought),
        misfit=None if noted.misfit < 0 else int(noted.misfit),
        n_exact=int(noted.n_exact),
    )
