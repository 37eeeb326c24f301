"""Identical ballots, found and kept once: most counts touch a quarter of the rows."""

import numpy as np

from folkmoot.methods.budgeting.kinds import Ints, Marks, Shorts, Whole


def grouped(
    indptr: Ints, indices: Shorts, scores: Shorts, weights: Ints
) -> tuple[Ints, Ints, Shorts, Shorts]:
    """Weights, row ends, choices and points of the distinct ballots, in order of first sight.

    Rows that are in order are not put in order again, and where no two are alike the very
    arrays come back. Time O(choices · log choices), memory O(choices).

    >>> rows, chosen = np.array([0, 2, 4, 4]), np.array([1, 0, 0, 1], np.int32)
    >>> parts = grouped(rows, chosen, np.ones(4, np.int32), np.ones(3, int))
    >>> [part.tolist() for part in parts]
    [[2, 1], [0, 2, 2], [0, 1], [1, 1]]
    """
    if not is_tidy(indptr, indices, scores):
        indptr, indices, scores = _tidied(indptr, indices, scores)
    first, ballot_of = alike(indptr, indices, scores)
    if first.size == ballot_of.size:
        return weights, indptr, indices, scores
    together = np.bincount(ballot_of, weights=weights, minlength=first.size).astype(np.int64)
    at, lengths = positions(indptr, first)
    ends = np.concatenate(([0], np.cumsum(lengths)))
    return together, ends, indices[at], scores[at]


def is_tidy(indptr: Ints, indices: Shorts, scores: Shorts) -> bool:
    """Whether each row ascends, with each project once and nothing with 0 points.

    >>> is_tidy(np.array([0, 2, 3]), np.array([0, 2, 1], np.int32), np.ones(3, np.int32))
    True
    """
    begins = np.zeros(indices.size + 1, dtype=bool)
    begins[indptr] = True
    ascends = begins[1:-1] | (indices[1:] > indices[:-1])
    return bool(ascends.all() and (scores > 0).all())


def in_order(indptr: Ints, indices: Shorts, scores: Shorts) -> Ints:
    """The rows sorted by what they hold, compared as pairs of choice and points, one by one.

    A row goes before one that begins like it and is longer. Only rows that are still alike
    are compared further; time O(choices · log rows) at most.

    >>> chosen, points = np.array([1, 2, 1, 0], np.int32), np.ones(4, np.int32)
    >>> in_order(np.array([0, 2, 3, 4]), chosen, points).tolist()
    [2, 1, 0]
    """
    lengths = np.diff(indptr)
    order, group = np.arange(lengths.size), np.zeros(lengths.size, dtype=np.int64)
    open_, depth = order.copy(), 0  # places in `order` that are not settled yet
    while open_.size:
        rows = order[open_]
        at = indptr[rows] + depth
        pair = np.full(rows.size, -1, dtype=np.int64)
        longer = lengths[rows] > depth
        pair[longer] = indices[at[longer]].astype(np.int64) << 31 | scores[at[longer]]
        by = np.lexsort((pair, group[open_]))
        order[open_], pair = rows[by], pair[by]
        fresh = np.ones(rows.size, dtype=bool)
        fresh[1:] = (np.diff(group[open_]) != 0) | (np.diff(pair) != 0)
        group[open_] = like = np.cumsum(fresh)
        open_ = open_[(np.bincount(like)[like] > 1) & (pair >= 0)]
        depth += 1
    return order


def positions(indptr: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Where the entries of `rows` lie, row after row, and how many each row has.

    >>> [part.tolist() for part in positions(np.array([0, 2, 5]), np.array([1, 0]))]
    [[2, 3, 4, 0, 1], [3, 2]]
    """
    starts = indptr[rows]
    lengths = indptr[rows + 1] - starts
    ends = np.cumsum(lengths)
    shift = np.repeat(starts - ends + lengths, lengths)
    return shift + np.arange(shift.size), lengths


def _tidied(indptr: Ints, indices: Shorts, scores: Shorts) -> tuple[Ints, Shorts, Shorts]:
    """Each row in ascending order of project, each project once, nothing with 0 points."""
    n_rows = indptr.size - 1
    row = np.repeat(np.arange(n_rows), np.diff(indptr))
    key = row * (int(indices.max(initial=0)) + 1) + indices
    order = np.argsort(key, kind="stable")
    key = key[order]
    keep = scores[order] > 0
    keep[1:] &= key[1:] != key[:-1]
    order = order[keep]
    ends = np.concatenate(([0], np.cumsum(np.bincount(row[order], minlength=n_rows))))
    return ends, indices[order], scores[order]


def alike(indptr: Ints, indices: Whole, scores: Whole) -> tuple[Ints, Ints]:
    """The first of every kind of row, and for every row which of those it equals.

    >>> chosen, points = np.array([7, 5, 7], np.int32), np.ones(3, np.int32)
    >>> first, kind = alike(np.array([0, 1, 2, 3]), chosen, points)
    >>> first.tolist(), kind.tolist()
    ([0, 1], [0, 1, 0])
    """
    marks = _fingerprints(indptr, indices, scores)
    _, first, ballot_of = np.unique(marks, return_index=True, return_inverse=True)
    if not _all_equal(indptr, indices, scores, first[ballot_of]):
        first, ballot_of = _by_contents(indptr, indices, scores)
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(order.size)
    return first[order], rank[ballot_of]


def _fingerprints(indptr: Ints, indices: Whole, scores: Whole) -> Marks:
    """A 64-bit mark a row: equal rows have equal marks, others almost never."""
    mixed = indices.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed += scores.astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F) + np.uint64(1)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(mixed, dtype=np.uint64)))
    return np.asarray(sums[indptr[1:]] - sums[indptr[:-1]], dtype=np.uint64)


def _all_equal(indptr: Ints, indices: Whole, scores: Whole, like: Ints) -> bool:
    """Whether every row is exactly the row it is said to be like."""
    at, lengths = positions(indptr, like)
    if not np.array_equal(lengths, np.diff(indptr)):
        return False
    return np.array_equal(indices[at], indices) and np.array_equal(scores[at], scores)


def _by_contents(indptr: Ints, indices: Whole, scores: Whole) -> tuple[Ints, Ints]:
    """The slow way, for the day two different ballots share a mark."""
    seen: dict[bytes, int] = {}
    first: list[int] = []
    ballot_of = np.empty(indptr.size - 1, dtype=np.int64)
    for row in range(ballot_of.size):
        here = slice(int(indptr[row]), int(indptr[row + 1]))
        content = indices[here].tobytes() + scores[here].tobytes()
        if content not in seen:
            seen[content] = len(first)
            first.append(row)
        ballot_of[row] = seen[content]
    return np.array(first, dtype=np.int64), ballot_of
