"""The votes of a file, read by the core. `reading.c` says what it does; memory is given here."""

import ctypes
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from folkmoot.methods.budgeting.core.library import Library
from folkmoot.methods.budgeting.laid import Laid
from folkmoot.methods.budgeting.memory import Stretch

Pointer = ctypes.c_void_p
Number = ctypes.c_int64

TICKS, RANKS, POINTS = range(3)  # where points come from
PLAIN, UNUSUAL, TWICE = range(3)  # what a row is
LARGEST = 2**40 - 1  # bytes: where a voter's id stands must fit 40 bits


class _Table(ctypes.Structure):
    _fields_ = (("slots", Pointer), ("mask", ctypes.c_uint64))


class _Piles(ctypes.Structure):
    _fields_ = (
        ("by", _Table),
        ("n", Number),
        ("ends", Pointer),
        ("projects", Pointer),
        ("points", Pointer),
    )


class _Noticed(ctypes.Structure):
    _fields_ = (("times", Number), ("line", Number))


class _Votes(ctypes.Structure):
    _fields_ = (
        ("text", Pointer),
        *((name, Number) for name in ("at", "size", "line")),
        *((name, Number) for name in ("voter_at", "vote_at", "points_at", "n_columns")),
        *((name, Number) for name in ("scoring", "first_points", "max_length", "budget")),
        *((name, Number) for name in ("lenient", "n_projects")),
        *((name, Pointer) for name in ("ids", "id_ends", "costs")),
        *((name, _Table) for name in ("by_id", "by_voter")),
        ("piles", _Piles),
        *((name, Pointer) for name in ("heads", "projects", "points", "row_of", "score_of")),
        *((name, Number) for name in ("n_rows", "most", "fault", "fault_at", "fault_line")),
        *((name, _Noticed) for name in ("empty", "repeated", "unknown")),
    )


class Asked(NamedTuple):
    """What to read: the votes begin at byte `at` of `data`, which is line `line`.

    `max_length` and `budget` are -1 where there is no limit, `points_at` where there is no
    such column.
    """

    data: memoryview
    at: int
    line: int
    ids: Sequence[str]
    costs: Sequence[int]
    voter_at: int
    vote_at: int
    points_at: int
    n_columns: int
    scoring: int
    first_points: int
    max_length: int
    budget: int
    lenient: bool


class Found(NamedTuple):
    """Distinct ballots, what was noticed (how often, and the first line), and where the reading
    stopped, if it did."""

    laid: Laid
    noticed: tuple[tuple[int, int], ...]
    fault: int
    fault_at: int
    fault_line: int


def read(core: Library, asked: Asked) -> Found:
    """Read all votes, or up to the first that is unusual.

    Time O(bytes); memory O(rows + choices), of which only what is used is ever touched.
    """
    text, size = _address(asked.data), len(asked.data)
    n_rows, n_names = _bounds(core, text + asked.at, size - asked.at)
    ids = [name.encode() for name in asked.ids]
    written = b"".join(ids)
    given = {
        "id_ends": Stretch.of("q", accumulate(map(len, ids), initial=0)),
        "costs": Stretch.of("q", asked.costs),
        "heads": Stretch("q", n_rows),
        "projects": Stretch("i", n_names),
        "points": Stretch("i", n_names),
        "row_of": Stretch("q", len(ids)),
        "score_of": Stretch("i", len(ids)),
    }
    ends = Stretch("q", n_rows + 1)
    slots = [_slots(most) for most in (len(ids), n_rows, n_rows)]
    tables = [_Table(each.address, len(each) - 1) for each in slots]
    votes = _Votes(**{name: each.address for name, each in given.items()})
    votes.text, votes.ids = text, ctypes.cast(ctypes.c_char_p(written), Pointer)
    votes.by_id, votes.by_voter = tables[:2]
    votes.piles = _Piles(tables[2], 0, ends.address, votes.projects, votes.points)
    _set_numbers(votes, asked, size)
    core.folkmoot_read_votes(ctypes.byref(votes))
    n_ballots = votes.piles.n
    n_choices = ends.view[n_ballots]
    laid = Laid(
        given["heads"].first(n_ballots),
        ends.first(n_ballots + 1),
        given["projects"].first(n_choices),
        given["points"].first(n_choices),
        votes.n_rows,
        votes.most,
    )
    noticed = tuple(
        (each.times, each.line) for each in (votes.empty, votes.repeated, votes.unknown)
    )
    return Found(laid, noticed, votes.fault, votes.fault_at, votes.fault_line)


def _set_numbers(votes: _Votes, asked: Asked, size: int) -> None:
    votes.size, votes.n_projects = size, len(asked.ids)
    for name in (
        *("at", "line", "voter_at", "vote_at", "points_at", "n_columns", "scoring"),
        *("first_points", "max_length", "budget", "lenient"),
    ):
        setattr(votes, name, getattr(asked, name))


def _address(data: memoryview) -> int:
    """Where the bytes of a file stand."""
    if data.readonly:  # numpy finds the way there, too
        return int(np.frombuffer(data, dtype=np.uint8).ctypes.data)
    return ctypes.addressof(ctypes.c_char.from_buffer(data))


def _bounds(core: Library, text: int, size: int) -> tuple[int, int]:
    """How many rows, and how many names, there can be at most."""
    ends, commas = Number(), Number()
    core.folkmoot_vote_bounds(Pointer(text), Number(size), ctypes.byref(ends), ctypes.byref(commas))
    n_rows = ends.value + 2
    return n_rows, commas.value + n_rows


def _slots(most: int) -> Stretch:
    """Room for a table: a power of two, at least a third more than will be in it."""
    return Stretch("q", 1 << (most * 4 // 3 + 1).bit_length())
