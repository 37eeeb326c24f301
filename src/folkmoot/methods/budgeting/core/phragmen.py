"""Sequential Phragmén by the compiled core (`phragmen.c`): purchases, and who paid from when."""

import ctypes
from typing import NamedTuple

from folkmoot.methods.budgeting.core.handing import Ballots, Terms, places_for
from folkmoot.methods.budgeting.core.library import Number, Pointer
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.kinds import Allowed
from folkmoot.methods.budgeting.memory import Stretch


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
    row : int
        How many numbers a row of `table` has.
    table : Stretch of (n_projects + 1) ** 2
        What `counts` gives, row by row.
    ties : memoryview, tie_ends : list of int
        Projects exactly as early as purchase t: `ties[tie_ends[t]:tie_ends[t + 1]]`.
    misfit : int or None
        The next project to be bought, which no longer fits the money left.
    n_exact : int
    """

    order: tuple[int, ...]
    spent: int
    row: int
    table: Stretch
    ties: memoryview
    tie_ends: list[int]
    misfit: int | None
    n_exact: int

    def counts(self, purchase: int) -> list[int]:
        """How many of its supporters had last paid in which purchase before it, from 1; 0: never.

        After the last purchase comes the misfit.
        """
        begin = purchase * self.row
        counts: list[int] = self.table.view[begin : begin + purchase + 1].tolist()
        return counts

    def tied(self, purchase: int) -> tuple[int, ...]:
        """Projects exactly as early as that purchase, in the tie order."""
        return tuple(self.ties[self.tie_ends[purchase] : self.tie_ends[purchase + 1]].tolist())


def purchases(election: Election, allowed: Allowed) -> Purchases | None:
    """Count; None where there is no core, or it cannot say."""
    places = places_for(2 * election.n_voters * (election.budget + max(election.each_cost)))
    if places is None or (ballots := Ballots.of(election)) is None:
        return None
    size = election.n_projects
    terms = Terms.of(election, ballots, allowed, by_cost=True)
    order, ends = (ctypes.c_int32 * size)(), (Number * (size + 1))()
    table, tied = Stretch("q", (size + 1) ** 2), Stretch("i", size * (size + 1))
    noted = Noted(
        order=ctypes.addressof(order),
        counts=table.address,
        tied_room=len(tied),
        tied_ends=ctypes.addressof(ends),
        tied=tied.address,
    )
    ballots.core.folkmoot_phragmen(
        ballots.handle, ctypes.byref(terms), places, election.budget, ctypes.byref(noted)
    )
    if noted.unsure:
        return None
    return Purchases(
        order=tuple(order[: noted.n_bought]),
        spent=noted.spent,
        row=size + 1,
        table=table,
        ties=tied.view,
        tie_ends=ends[: noted.n_bought + 1],
        misfit=None if noted.misfit < 0 else noted.misfit,
        n_exact=noted.n_exact,
    )
