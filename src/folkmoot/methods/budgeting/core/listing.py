"""The lines of a fingerprint that are about ballots, written by the core (`listing.c`)."""

import ctypes
from collections.abc import Iterator

from folkmoot.methods.budgeting.core.handing import Given
from folkmoot.methods.budgeting.core.library import Library, Number, Pointer
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.memory import Stretch

PIECE = 2**18  # bytes written at once
LONGEST_BEFORE, LONGEST_CHOICE = 28, 22  # bytes of a line, before its choices and for each


class Listing(ctypes.Structure):
    """What C writes from; `listing` in `listing.c` has the same fields."""

    _fields_ = (
        ("n_projects", Number),
        ("n_ballots", Number),
        *((name, Pointer) for name in ("heads", "ends", "projects", "points", "order")),
        ("next", Number),
    )


def lines(core: Library, election: Election) -> Iterator[bytes]:
    """A line for each distinct ballot, sorted by what was chosen, many at once.

    Memory 40 bytes a distinct ballot while they are sorted. Raises MemoryError.
    """
    kept = Given(election)
    order = Stretch("q", kept.n_ballots)
    given = Listing(
        election.n_projects,
        kept.n_ballots,
        kept.heads,
        kept.ends,
        kept.projects,
        kept.points,
        order.address,
    )
    if not core.folkmoot_list(ctypes.byref(given)):
        raise MemoryError
    room = max(PIECE, LONGEST_BEFORE + LONGEST_CHOICE * election.n_projects)
    text = ctypes.create_string_buffer(room)
    while size := core.folkmoot_lines(ctypes.byref(given), text, room):
        yield memoryview(text)[:size].tobytes()
