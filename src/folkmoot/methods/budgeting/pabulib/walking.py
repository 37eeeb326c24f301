"""Votes read row by row, in words one can follow: the reading that says what is wrong.

The quicker readings hand over to this one wherever they meet anything unusual, and tests hold
them equal to it.
"""

import re
from collections.abc import Sequence

import numpy as np

from folkmoot.methods.budgeting import grouping
from folkmoot.methods.budgeting.pabulib.ballots import MOST_POINTS, BallotRules, Ballots
from folkmoot.methods.budgeting.pabulib.faults import PabulibError, shown
from folkmoot.methods.budgeting.pabulib.notes import Notes, Noticed
from folkmoot.methods.budgeting.pabulib.sections import Section, refuse_heading

_WHOLE = re.compile(r"0*([0-9]{1,10})(\.0*)?")


def walked(section: Section, rules: BallotRules) -> Ballots:
    """Read every vote, or refuse the first that is wrong."""
    walk = Walk(rules)
    rows = section.read()
    for line, row in rows:
        walk.take(line, row, cut=rows.lines.cut)
    return walk.ballots()


def whole_points(text: str) -> int:
    """Points as a whole number; -1 for what is not one, or is more than can be counted.

    >>> whole_points("7"), whole_points("2.0"), whole_points("2.5"), whole_points("9" * 10)
    (7, 2, -1, -1)
    """
    found = _WHOLE.fullmatch(text)
    number = int(found[1]) if found else -1
    return number if number <= MOST_POINTS else -1


class Walk:
    """Ballots as they come. Alike texts are read once."""

    def __init__(self, rules: BallotRules) -> None:
        self._rules = rules
        self._index = {name: j for j, name in enumerate(rules.ids)}
        self._costs = rules.costs
        self._voters: set[str] = set()
        self._cast: dict[tuple[str, str], list[int]] = {}  # how often, and the line of the first
        self._read: list[dict[int, int]] = []
        self._odd: list[tuple[int, int]] = []  # names repeated and names unknown, on each

    def take(self, line: int, row: Sequence[str], *, cut: bool = False) -> None:
        """Note one row; `cut`: its line has no end."""
        rules = self._rules
        self._check_columns(line, row, cut=cut)
        voter = row[rules.voter_at]
        if voter in self._voters:
            raise PabulibError(line, f"There are two votes by the voter {shown(voter)}.")
        self._voters.add(voter)
        written = (row[rules.vote_at], "" if rules.points_at is None else row[rules.points_at])
        if seen := self._cast.get(written):
            seen[0] += 1
            return
        self._cast[written] = [1, line]
        self._ballot(line, *written)

    def ballots(self) -> Ballots:
        """All of them, those alike kept once."""
        cast, odd = list(self._cast.values()), self._odd
        weights = [number for number, _ in cast]
        indices = [j for ballot in self._read for j in ballot]
        scores = [points for ballot in self._read for points in ballot.values()]
        ends = np.cumsum([0, *map(len, self._read)])
        short = np.array(indices, np.int32), np.array(scores, np.int32)
        piles = grouping.grouped(ends, *short, np.array(weights, np.int64))
        empty = [int(not any(ballot.values())) for ballot in self._read]
        met = (empty, [repeated for repeated, _ in odd], [unknown for _, unknown in odd])
        return Ballots(*piles, Notes(*(self._noticed(times) for times in met)))

    def _noticed(self, times: Sequence[int]) -> Noticed:
        cast = list(self._cast.values())
        found = [(n * number, line) for n, (number, line) in zip(times, cast, strict=True) if n]
        return Noticed(sum(n for n, _ in found), min((line for _, line in found), default=0))

    def _check_columns(self, line: int, row: Sequence[str], *, cut: bool) -> None:
        needed = self._rules.needed + 1
        if cut and len(row) < self._rules.n_columns:
            raise PabulibError(
                line, "The file ends in the middle of this vote: part of it is lost."
            )
        if len(row) < needed:
            refuse_heading(line, row)
            raise PabulibError(line, f"A vote needs {needed} columns, and here are {len(row)}.")

    def _ballot(self, line: int, vote: str, points: str) -> None:
        """Read what a ballot names: each project once, as it stands first."""
        names = [name.strip() for name in vote.split(",")] if vote.strip() else []
        given = self._points(line, len(names), points)
        once: dict[int, int] = {}
        known = 0
        for name, each in zip(names, given, strict=True):
            j = self._index.get(name)
            if j is not None:
                once.setdefault(j, each)
                known += 1
            elif not self._rules.lenient:
                raise PabulibError(
                    line, f"There is no project {shown(name)}, but somebody voted for it."
                )
        self._check(line, once)
        self._read.append(once)
        self._odd.append((known - len(once), len(names) - known))

    def _points(self, line: int, size: int, points: str) -> list[int]:
        rules = self._rules
        if rules.ranked:
            return [max(rules.first_points - place, 0) for place in range(size)]
        if rules.points_at is None:
            return [1] * size
        given = points.split(",") if points.strip() else []
        if len(given) != size:
            raise PabulibError(line, f"A ballot has {size} choices and points for {len(given)}.")
        return [self._whole(line, each.strip()) for each in given]

    def _whole(self, line: int, text: str) -> int:
        if (number := whole_points(text)) < 0:
            raise PabulibError(
                line,
                f"The points {shown(text)} are not a whole number from 0 to {MOST_POINTS:,}.",
            )
        return number

    def _check(self, line: int, chosen: dict[int, int]) -> None:
        longest, budget = self._rules.max_length, self._rules.budget
        if longest is not None and len(chosen) > longest:
            raise PabulibError(
                line, f"A ballot has {len(chosen)} choices, and {longest} are allowed."
            )
        if budget is not None and sum(self._costs[j] for j in chosen) > budget:
            raise PabulibError(line, "A ballot costs more than the budget, which is not allowed.")
