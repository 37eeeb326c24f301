"""How strong each application is, with the severity of its assessors allowed for.

A reading is one assessor's look at one application: its marks, weighed as the programme weighs
its criteria, as points of a hundred.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

import numpy as np

from folkmoot.methods.assessment import Assessed, Score, Scores, assessed, drawn, ranks
from folkmoot.methods.errors import Infeasible, InvalidInput

RULE_OF_MEANS = "means/1"
TOP_MARK = 5
NOT_ONE = "No application has been marked yet."


@dataclass(frozen=True, slots=True)
class Reading:
    """Points of a hundred that one assessor gave one application."""

    ref: str
    assessor: str
    points: float


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an application stands, and between which ranks it could: all at once 95 % sure."""

    ref: str
    rank: int
    lowest: int
    highest: int
    strength: float
    error: float
    plain: float | None
    n_readings: int


@dataclass(frozen=True, slots=True)
class Severity:
    """How many points less than usual an assessor gives; below 0, how many more."""

    assessor: str
    severity: float
    error: float
    n_readings: int


@dataclass(frozen=True, slots=True)
class Strengths:
    """Every application and assessor, by which rule, and what a reader should know.

    `is_sure`: whether how sure the order is could be said; if not, `strength` is the plain mean.
    """

    rule: str
    mean: float
    standings: tuple[Standing, ...]
    severities: tuple[Severity, ...]
    notes: tuple[str, ...]
    is_sure: bool

    def as_plain(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """From what was kept."""
        return cls(
            rule=kept["rule"],
            mean=kept["mean"],
            standings=tuple(Standing(**each) for each in kept["standings"]),
            severities=tuple(Severity(**each) for each in kept["severities"]),
            notes=tuple(kept["notes"]),
            is_sure=kept["is_sure"],
        )


def points(marks: Mapping[int, int], weights: Mapping[int, int]) -> float:
    """Marks from 0 to 5 weighed to points of a hundred; both by criterion.

    >>> points({1: 5, 2: 0}, {1: 60, 2: 40}), points({1: 3, 2: 3}, {1: 60, 2: 40})
    (60.0, 60.0)
    """
    whole = sum(weights.values()) * TOP_MARK
    return round(100 * sum(weights[key] * mark for key, mark in marks.items()) / whole, 6)


def spread(given: Sequence[float]) -> float:
    """How far apart the highest and the lowest points are.

    >>> spread([60, 82.5, 71]), spread([])
    (22.5, 0.0)
    """
    return max(given) - min(given) if given else 0.0


def strengths(readings: Sequence[Reading], *, seed: int) -> Strengths:
    """Part what assessors gave into strength, severity and chance.

    Where there is too little to tell them apart, the plain means, and a note that says so.
    Raises Infeasible where nobody gave anything. The ranks are drawn from `seed`.
    """
    if not readings:
        raise Infeasible(NOT_ONE, reason="none")
    try:
        parted = _parted(readings)
    except Infeasible as why:
        return _plain(readings, str(why))
    stood = ranks(parted, rng=np.random.default_rng(seed))
    return Strengths(
        rule=parted.rule,
        mean=round(parted.mean, 6),
        standings=tuple(
            Standing(
                ref=each.place,
                rank=standing.rank,
                lowest=standing.all_lowest,
                highest=standing.all_highest,
                strength=round(each.strength, 6),
                error=round(each.error, 6),
                plain=None if each.plain_mean is None else round(each.plain_mean, 6),
                n_readings=each.n_scores,
            )
            for each, standing in zip(parted.strengths, stood, strict=True)
        ),
        severities=tuple(
            Severity(each.assessor, round(each.severity, 6), round(each.error, 6), each.n_scores)
            for each in parted.severities
        ),
        notes=tuple(note.sentence for note in parted.notes),
        is_sure=True,
    )


def draws_of(
    readings: Sequence[Reading], refs: Sequence[str], *, seed: int, n_draws: int
) -> "np.ndarray[Any, np.dtype[np.int64]]":
    """Strengths as they might truly be, in thousandths of a point: draws × applications."""
    parted = _parted(readings)
    at = {each.place: number for number, each in enumerate(parted.strengths)}
    found = drawn(parted, rng=np.random.default_rng(seed), n_draws=n_draws)
    ordered = found[:, [at[ref] for ref in refs]]
    thousandths: np.ndarray[Any, np.dtype[np.int64]] = np.rint(ordered * 1000).astype(np.int64)
    return thousandths


def why_no_draws(readings: Sequence[Reading]) -> str:
    """Why how sure the order is cannot be said; "" when it can."""
    try:
        _parted(readings)
    except (Infeasible, InvalidInput) as why:
        return str(why)
    return ""


def _parted(readings: Sequence[Reading]) -> Assessed:
    return assessed(Scores.of(Score(each.ref, each.assessor, each.points) for each in readings))


def _plain(readings: Sequence[Reading], why: str) -> Strengths:
    """Means as they were given, in order."""
    by_ref: dict[str, list[float]] = {}
    for each in readings:
        by_ref.setdefault(each.ref, []).append(each.points)
    means = {ref: sum(given) / len(given) for ref, given in by_ref.items()}
    return Strengths(
        rule=RULE_OF_MEANS,
        mean=round(sum(means.values()) / len(means), 6),
        standings=tuple(
            Standing(
                ref=ref,
                rank=1 + sum(other > mean for other in means.values()),
                lowest=1,
                highest=len(means),
                strength=round(mean, 6),
                error=0.0,
                plain=round(mean, 6),
                n_readings=len(by_ref[ref]),
            )
            for ref, mean in means.items()
        ),
        severities=(),
        notes=(why,),
        is_sure=False,
    )
