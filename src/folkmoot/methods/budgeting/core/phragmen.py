"""Sequential Phragmén by the compiled core (`phragmen.c`): purchases, and who paid from when."""

import ctypes
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.core.handing import Ballots, Terms, places_for
from folkmoot.methods.budgeting.core.library import Number, Pointer
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


class Purchases(NamedTuple):
    """What was bought, in order.

    Attributes
    ----------
    order : tuple of int
    spent : int
    counts : int64 array, shape (n_bought + 1, n_projects + 1)
        `counts[t, s]`: supporters of purchase t who had last paid in purchase s, from 1; 0 is
        never. The last row is the misfit's.
    ties : int32 array, tie_ends : list of int
        Projects exactly as early as purchase t: `ties[tie_ends[t]:tie_ends[t + 1]]`.
    misfit : int or None
        The next project to be bought, which no longer fits the money left.
    n_exact : int
    """

    order: tuple[int, ...]
    spent: int
    counts: NDArray[np.int64]
    ties: NDArray[np.int32]
    tie_ends: list[int]
    misfit: int | None
    n_exact: int

    def tied(self, purchase: int) -> tuple[int, ...]:
        """Projects exactly as early as that purchase, in the tie order."""
        return tuple(self.ties[self.tie_ends[purchase] : self.tie_ends[purchase + 1]].tolist())


def purchases(election: Election, allowed: NDArray[np.bool_]) -> Purchases | None:
    """Count; None where there is no core, or it cannot say."""
    places = places_for(2 * election.n_voters * (election.budget + int(election.costs.max())))
    if places is None or (ballots := Ballots.of(election)) is None:
        return None
    size = election.n_projects
    terms = Terms.of(election, ballots, allowed, by_cost=True)
    order, ends = (ctypes.c_int32 * size)(), (Number * (size + 1))()
    counts = np.empty((size + 1, size + 1), np.int64)  # what is not written to is not taken
    tied = np.empty(size * (size + 1), np.int32)
    noted = Noted(
        order=ctypes.addressof(order),
        counts=counts.ctypes.data,
        tied_room=tied.size,
        tied_ends=ctypes.addressof(ends),
        tied=tied.ctypes.data,
    )
    ballots.core.folkmoot_phragmen(
        ballots.handle, ctypes.byref(terms), places, election.budget, ctypes.byref(noted)
    )
    if noted.unsure:
        return None
    return Purchases(
        order=tuple(order[: noted.n_bought]),
        spent=noted.spent,
        counts=counts[: noted.n_bought + 1],
        ties=tied[: ends[noted.n_bought]],
        tie_ends=ends[: noted.n_bought + 1],
        misfit=None if noted.misfit < 0 else noted.misfit,
        n_exact=noted.n_exact,
    )
