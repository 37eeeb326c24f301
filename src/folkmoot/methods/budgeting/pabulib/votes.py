"""The VOTES section: identical ballots are found as text, so each is read only once."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.pabulib.contents import WITH_POINTS, PabulibProject
from folkmoot.methods.budgeting.pabulib.faults import PabulibError
from folkmoot.methods.budgeting.pabulib.sections import Section, rows

Ints = NDArray[np.int64]
Written = tuple[str, str]  # the vote and the points, as written


@dataclass(frozen=True, slots=True)
class BallotRules:
    """What the file says a ballot may be."""

    vote_type: str
    points_at: int | None
    max_length: int | None
    budget: int | None  # for knapsack ballots only


@dataclass(frozen=True, slots=True, eq=False)
class Ballots:
    """Distinct ballots in compressed rows, and how many voters cast each."""

    indptr: Ints
    indices: Ints
    scores: Ints
    weights: Ints

    @property
    def n_voters(self) -> int:
        """How many rows there were."""
        return int(self.weights.sum())


def ballots_of(
    lines: list[str],
    section: Section,
    limits: BallotRules,
    projects: tuple[PabulibProject, ...],
) -> Ballots:
    """Read the votes."""
    if limits.vote_type in WITH_POINTS and limits.points_at is None:
        section.column("points")
    cast = _cast(lines, section, limits.points_at)
    reader = _Reader(limits, projects)
    length, indices, scores = [0], [], []
    for (vote, points), (_, line) in cast.items():
        chosen, given = reader.read(line, vote, points)
        length.append(len(chosen))
        indices += chosen
        scores += given
    weights = [number for number, _ in cast.values()]
    ends = np.cumsum(np.array(length, dtype=np.int64))
    whole = [np.array(part, dtype=np.int64) for part in (indices, scores, weights)]
    return Ballots(ends, *whole)


def points_sentence(limits: BallotRules) -> str:
    """Where the points of a ballot come from, in one sentence."""
    if limits.points_at is not None and limits.vote_type in (*WITH_POINTS, "ordinal"):
        return "Each ballot gives its points."
    if limits.vote_type != "ordinal":
        return "Each choice counts as one vote."
    first = limits.max_length or "as many as there are projects"
    return f"Ranks become points: {first} for the first choice, one less for each next."


def _cast(lines: list[str], section: Section, points_at: int | None) -> dict[Written, list[int]]:
    """How often each ballot was cast, and the line of the first."""
    voter_at, vote_at = section.column("voter_id"), section.column("vote")
    needed = max(voter_at, vote_at, points_at or 0)
    cast: dict[Written, list[int]] = {}
    voters: set[str] = set()
    for line, row in _split(lines, section, needed + 1):
        if len(row) <= needed:
            raise PabulibError(line, f"A vote needs {needed + 1} columns, and here are {len(row)}.")
        voter = row[voter_at]
        if voter in voters:
            raise PabulibError(line, f"There are two votes by the voter “{voter}”.")
        voters.add(voter)
        written = (row[vote_at], "" if points_at is None else row[points_at])
        if (seen := cast.get(written)) is None:
            cast[written] = [1, line]
        else:
            seen[0] += 1
    if not cast:
        raise PabulibError(section.line, "There are no votes.")
    return cast


def _split(lines: list[str], section: Section, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Rows of the section; where nothing is quoted, only the columns needed are parted."""
    here = lines[section.start : section.end]
    if any('"' in line for line in here):
        yield from rows(lines, section)
        return
    for at, line in enumerate(here, start=section.start + 1):
        if line:
            yield at, line.split(";", columns)


class _Reader:
    """One ballot as written, checked and turned into projects and points."""

    def __init__(self, limits: BallotRules, projects: tuple[PabulibProject, ...]) -> None:
        self._limits = limits
        self._index = {project.id: j for j, project in enumerate(projects)}
        self._costs = [project.cost for project in projects]

    def read(self, line: int, vote: str, points: str) -> tuple[list[int], list[int]]:
        """Projects and points, each project once."""
        names = [name.strip() for name in vote.split(",")] if vote.strip() else []
        try:
            chosen = [self._index[name] for name in names]
        except KeyError as fault:
            raise PabulibError(
                line, f"There is no project “{fault.args[0]}”, but somebody voted for it."
            ) from None
        given = self._points(line, len(chosen), points)
        once = dict(zip(reversed(chosen), reversed(given), strict=True))
        self._check(line, list(once))
        return list(once), list(once.values())

    def _points(self, line: int, size: int, points: str) -> list[int]:
        if self._limits.vote_type not in (*WITH_POINTS, "ordinal"):
            return [1] * size
        if self._limits.points_at is None:
            first = self._limits.max_length or len(self._costs)
            return [max(first - place, 0) for place in range(size)]
        given = points.split(",") if points.strip() else []
        if len(given) != size:
            raise PabulibError(line, f"A ballot has {size} choices and points for {len(given)}.")
        return [self._whole(line, each.strip()) for each in given]

    def _whole(self, line: int, text: str) -> int:
        number = text.partition(".")[0] if not text.partition(".")[2].strip("0") else text
        if not number.isdecimal():
            raise PabulibError(line, f"The points “{text}” are not a whole number from 0 upwards.")
        return int(number)

    def _check(self, line: int, chosen: list[int]) -> None:
        longest, budget = self._limits.max_length, self._limits.budget
        if longest is not None and len(chosen) > longest:
            raise PabulibError(
                line, f"A ballot has {len(chosen)} choices, and {longest} are allowed."
            )
        if budget is not None and sum(self._costs[j] for j in chosen) > budget:
            raise PabulibError(line, "A ballot costs more than the budget, which is not allowed.")
