"""Votes read without the core: whole pieces of a file at once, as arrays.

Anything unusual, a quotation mark or a space among it, is left to the row-by-row reading.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting import grouping
from folkmoot.methods.budgeting.kinds import Ints
from folkmoot.methods.budgeting.pabulib.ballots import BallotRules, Ballots
from folkmoot.methods.budgeting.pabulib.notes import Notes, Noticed
from folkmoot.methods.budgeting.pabulib.pieces import Cut, Texts, Unusual, Words, pieces
from folkmoot.methods.budgeting.pabulib.sections import Section
from folkmoot.methods.budgeting.pabulib.walking import whole_points


def batched(section: Section, rules: BallotRules) -> Ballots | None:
    """The ballots; None where there is something only the row-by-row reading understands."""
    try:
        names = _Names(rules.ids)
        found, voters, line = [], [np.empty(0, dtype=np.uint64)], section.first
        for piece in pieces(section):
            cut = Cut(piece, rules.n_columns)
            voters.append(_voters(cut, rules))
            found.append(_ballots(cut, rules, names, line))
            line += cut.n_rows
    except Unusual:
        return None
    marks = np.sort(np.concatenate(voters))
    if not found or (marks[1:] == marks[:-1]).any():
        return None  # someone voted twice, or two marks are alike by chance
    return _together(found)


def _voters(cut: Cut, rules: BallotRules) -> Words:
    """A mark for each voter."""
    row, ids = cut.column(rules.voter_at)
    if row.size != cut.n_rows:  # a comma in an id
        raise Unusual
    return ids.marks()


class _Names:
    """The ids of the projects, to be found many at once."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        written = [name.encode() for name in ids]
        lengths = np.array([len(name) for name in written])
        self._ids = Texts(b"".join(written), np.cumsum(lengths) - lengths, lengths)
        marks = self._ids.marks()
        self._order = np.argsort(marks)
        self._marks = marks[self._order]

    def projects(self, names: Texts) -> Ints:
        """The project of each name."""
        at = np.searchsorted(self._marks, names.marks())
        project = self._order[np.minimum(at, self._marks.size - 1)]
        if not self._ids.are(project, names):
            raise Unusual
        return project


def _ballots(cut: Cut, rules: BallotRules, names: _Names, line: int) -> Ballots:
    """The ballots of one piece, whose first row is on that line."""
    row, texts = _parts(cut, rules.vote_at)
    n_names = np.bincount(row, minlength=cut.n_rows)
    indices = names.projects(texts)
    scores = _scores(row, n_names, cut, rules)
    once = _once(row, indices, len(rules.ids))
    row, indices, scores = row[once], indices[once], scores[once]
    n_once = np.bincount(row, minlength=cut.n_rows)
    _check(n_once, indices, rules)
    lengths = n_once
    if not scores.all():
        kept = np.flatnonzero(scores)
        indices, scores = indices[kept], scores[kept]
        lengths = np.bincount(row[kept], minlength=cut.n_rows)
    notes = Notes(_noticed(lengths == 0, line), _noticed(n_names - n_once, line))
    ends = np.concatenate(([0], np.cumsum(lengths)))
    short = indices.astype(np.int32), scores.astype(np.int32)
    ones = np.ones(cut.n_rows, dtype=np.int64)
    return Ballots(*grouping.grouped(ends, *short, ones), notes)


def _parts(cut: Cut, column: int) -> tuple[Ints, Texts]:
    """The row of each text between commas, and the texts; none where a field is empty."""
    row, texts = cut.column(column)
    if texts.lengths.all():
        return row, texts
    alone = np.bincount(row, minlength=cut.n_rows)[row] == 1
    filled = ~(alone & (texts.lengths == 0))
    return row[filled], texts.only(filled)


def _scores(row: Ints, n_names: Ints, cut: Cut, rules: BallotRules) -> Ints:
    """The points of each name: as written, by rank, or one."""
    if rules.points_at is not None:
        point_row, written = _parts(cut, rules.points_at)
        if not np.array_equal(point_row, row):
            raise Unusual
        return _whole(written)
    if rules.ranked:
        place = np.arange(row.size) - (np.cumsum(n_names) - n_names)[row]
        points: Ints = np.maximum(rules.first_points - place, 0)
        return points
    return np.ones(row.size, dtype=np.int64)


def _whole(written: Texts) -> Ints:
    """Numbers, each spelling read once."""
    if len(written.words) > 1:
        raise Unusual
    spelt, which = np.unique(written.words[0], return_inverse=True)
    texts = (word.tobytes().rstrip(b"\0").decode(errors="replace") for word in spelt.astype("<u8"))
    numbers = np.array([whole_points(text) for text in texts], dtype=np.int64)
    if (numbers < 0).any():
        raise Unusual
    return numbers[which]


def _once(row: Ints, indices: Ints, n_projects: int) -> Ints | slice:
    """Where each project of each row stands first, projects ascending."""
    key = row * n_projects + indices
    if (key[1:] > key[:-1]).all():
        return slice(None)  # as many voting systems write them
    order = np.argsort(key, kind="stable")
    fresh = np.ones(order.size, dtype=bool)
    fresh[1:] = key[order[1:]] != key[order[:-1]]
    return order[fresh]


def _check(lengths: Ints, indices: Ints, rules: BallotRules) -> None:
    if rules.max_length is not None and (lengths > rules.max_length).any():
        raise Unusual
    if rules.budget is not None:
        costs = np.array(rules.costs, dtype=np.int64)
        spent = np.concatenate(([0], np.cumsum(costs[indices])))  # differences are exact
        ends = np.cumsum(lengths)
        if (spent[ends] - spent[ends - lengths] > rules.budget).any():
            raise Unusual


def _noticed(times: NDArray[Any], line: int) -> Noticed:
    """How often something was met in all, and where first, among rows that begin there."""
    met = np.flatnonzero(times)
    return Noticed(int(times.sum()), line + int(met[0])) if met.size else Noticed()


def _together(found: list[Ballots]) -> Ballots:
    """The ballots of all pieces, those alike kept once."""
    if len(found) == 1:
        return found[0]
    lengths = np.concatenate([np.diff(part.indptr) for part in found])
    piles = grouping.grouped(
        np.concatenate(([0], np.cumsum(lengths))),
        np.concatenate([part.indices for part in found]),
        np.concatenate([part.scores for part in found]),
        np.concatenate([part.weights for part in found]),
    )
    return Ballots(*piles, sum((part.notes for part in found), start=Notes()))
