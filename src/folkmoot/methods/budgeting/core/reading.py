"""The votes of a file, read by the core. `reading.c` says what it does; memory is given here."""

import ctypes
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.core.library import Library

Ints = NDArray[np.int64]
Shorts = NDArray[np.int32]
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
        *((name, Number) for name in ("n_rows", "fault", "fault_at", "fault_line")),
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
    costs: Ints
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
    """Piles as `Election` keeps them, what was noticed (how often, and the first line), and
    where the reading stopped, if it did."""

    piles: tuple[Ints, Ints, Shorts, Shorts]
    noticed: tuple[tuple[int, int], ...]
    fault: int
    fault_at: int
    fault_line: int


def read(core: Library, asked: Asked) -> Found:
    """Read all votes, or up to the first that is unusual.

    Time O(bytes); memory O(rows + choices), of which only what is used is ever touched.
    """
    text = np.frombuffer(asked.data, dtype=np.uint8)
    n_rows, n_names = _bounds(core, text[asked.at :])
    ids = [name.encode() for name in asked.ids]
    given: dict[str, NDArray[Any]] = {
        "text": text,
        "ids": np.frombuffer(b"".join(ids), dtype=np.uint8),
        "id_ends": np.cumsum([0, *map(len, ids)], dtype=np.int64),
        "costs": np.ascontiguousarray(asked.costs, dtype=np.int64),
        "heads": np.empty(n_rows, dtype=np.int64),
        "projects": np.empty(n_names, dtype=np.int32),
        "points": np.empty(n_names, dtype=np.int32),
        "row_of": np.zeros(len(ids), dtype=np.int64),
        "score_of": np.empty(len(ids), dtype=np.int32),
    }
    ends = np.empty(n_rows + 1, dtype=np.int64)
    slots = [_slots(size) for size in (len(ids), n_rows, n_rows)]
    tables = [_Table(each.ctypes.data, each.size - 1) for each in slots]
    votes = _Votes(**{name: each.ctypes.data for name, each in given.items()})
    votes.by_id, votes.by_voter = tables[:2]
    votes.piles = _Piles(tables[2], 0, ends.ctypes.data, votes.projects, votes.points)
    _set_numbers(votes, asked, text.size)
    core.folkmoot_read_votes(ctypes.byref(votes))
    kept = slice(int(ends[votes.piles.n]))
    piles = (
        _fitted(given["heads"][: votes.piles.n]),
        _fitted(ends[: votes.piles.n + 1]),
        _fitted(given["projects"][kept]),
        _fitted(given["points"][kept]),
    )
    noticed = tuple(
        (each.times, each.line) for each in (votes.empty, votes.repeated, votes.unknown)
    )
    return Found(piles, noticed, votes.fault, votes.fault_at, votes.fault_line)


def _set_numbers(votes: _Votes, asked: Asked, size: int) -> None:
    votes.size, votes.n_projects = size, len(asked.ids)
    for name in (
        *("at", "line", "voter_at", "vote_at", "points_at", "n_columns", "scoring"),
        *("first_points", "max_length", "budget", "lenient"),
    ):
        setattr(votes, name, getattr(asked, name))


def _bounds(core: Library, text: NDArray[np.uint8]) -> tuple[int, int]:
    """How many rows, and how many names, there can be at most."""
    ends, commas = Number(), Number()
    core.folkmoot_vote_bounds(
        Pointer(text.ctypes.data), Number(text.size), ctypes.byref(ends), ctypes.byref(commas)
    )
    n_rows = ends.value + 2
    return n_rows, commas.value + n_rows


def _slots(most: int) -> NDArray[np.uint64]:
    """Room for a table: a power of two, at least a third more than will be in it."""
    return np.zeros(1 << (most * 4 // 3 + 1).bit_length(), dtype=np.uint64)


def _fitted(part: NDArray[Any]) -> NDArray[Any]:
    """The part by itself, where it is small beside the room it was given."""
    room = part.base
    assert isinstance(room, np.ndarray)
    return part.copy() if part.size * 2 < room.size else part
