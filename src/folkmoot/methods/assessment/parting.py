"""Scores parted into how strong places are, how severe assessors are, and chance.

Source: Bates, Mächler, Bolker and Walker (2015), as in `likelihood`; for severity among
assessors, Longford (1994), *Reliability of Essay Rating and Score Adjustment*, Journal of
Educational and Behavioral Statistics 19, Section 2, which is this model.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from folkmoot.methods.arrays import frozen
from folkmoot.methods.assessment.likelihood import Fit, Restricted, columns_of, told_apart
from folkmoot.methods.assessment.noting import Note, groups_of, notes_on
from folkmoot.methods.assessment.scores import Floats, Scores
from folkmoot.methods.errors import Infeasible

RULE = "severity/reml/1"
ALL_ALIKE = "Every score is the same, so nothing tells one place from another."
ONE_PLACE = "Only one place was scored, so there is nothing to compare it with."
ONCE = (
    "No place was scored more than once, so what is strength and what is chance cannot be "
    "told apart."
)
NO_CHANCE = (
    "The scores leave no room for chance: either each place has too few, or assessors agree to "
    "the last mark. How sure the order is cannot be said."
)


@dataclass(frozen=True, slots=True)
class Strength:
    """How strong a place is.

    Attributes
    ----------
    strength : in marks, as assessors of usual severity would score it on average
    error : how far it may be out against the mean, as a standard deviation in marks
    plain_mean : the mean of its scores as they were given; None where there is none
    n_scores, n_assessors : how many there were
    """

    place: str
    strength: float
    error: float
    plain_mean: float | None
    n_scores: int
    n_assessors: int


@dataclass(frozen=True, slots=True)
class Severity:
    """How many marks less than usual an assessor gives; below 0, how many more."""

    assessor: str
    severity: float
    error: float
    n_scores: int


@dataclass(frozen=True, slots=True)
class Assessed:
    """Every place and assessor, and how that was reached.

    Attributes
    ----------
    rule : name and version
    mean, mean_error : the mean score, and how far it may be out, in marks
    criteria : for each criterion, its mean in marks
    place_variance, assessor_variance, reading_variance, noise : in squared marks; how far
        places differ, assessors, one assessor's looks at single places, and single scores.
        None where that cannot be told
    criterion : the REML criterion, as lme4 prints it
    strengths, severities : in the order of the scores' places and assessors
    covariance : float64, places × places, of the errors of strengths that are compared with
        each other, in squared marks, read-only
    groups : places that can be compared through shared assessors; one group when all can
    notes : what a reader should know
    n_tried : how often the criterion was worked out
    """

    rule: str
    mean: float
    mean_error: float
    criteria: tuple[tuple[str, float], ...]
    place_variance: float
    assessor_variance: float | None
    reading_variance: float | None
    noise: float
    criterion: float
    strengths: tuple[Strength, ...]
    severities: tuple[Severity, ...]
    covariance: Floats
    groups: tuple[tuple[str, ...], ...]
    notes: tuple[Note, ...]
    n_tried: int


def assessed(scores: Scores) -> Assessed:
    """Part scores into strength, severity and chance, by restricted maximum likelihood.

    score = mean of its criterion + strength of the place − severity of the assessor
            [+ this assessor's look at this place] + chance

    The part in brackets is there when an assessor gives one place several scores, which are
    more alike than those of two assessors. Places and assessors need not have met evenly:
    whoever was read by severe assessors is not worse off. What few scores say is drawn towards
    the mean, and has a larger error.

    Errors are those of prediction when the variances are as estimated; that these are
    estimates too is not in them, so with few assessors they are somewhat too small.

    Raises Infeasible, with a sentence, where strength cannot be told from chance.

    Time O(q³ + r·q²) a trial of some hundreds, q the number of places and assessors, r that of
    readings; 60 places read by three of 12 assessors each take a fifth of a second. Memory
    O(n·(q + r)).

    Examples
    --------
    Ada marks everybody one lower than Ben does. Hill was read by Ada, Dale by Ben:

    >>> from folkmoot.methods.assessment import Score, Scores
    >>> rows = [("Hill", 6, None), ("Dale", None, 6), ("Moor", 4, 5), ("Ford", 7, 9),
    ...         ("Beck", 5, 6), ("Wold", 8, 9)]
    >>> scores = Scores.of(
    ...     Score(place, who, mark)
    ...     for place, *marks in rows
    ...     for who, mark in zip(("Ada", "Ben"), marks, strict=True)
    ...     if mark is not None
    ... )
    >>> found = assessed(scores)
    >>> [(each.place, round(each.strength, 1)) for each in found.strengths[:2]]
    [('Hill', 6.6), ('Dale', 5.5)]
    >>> [(each.assessor, round(each.severity, 1)) for each in found.severities]
    [('Ada', 0.6), ('Ben', -0.6)]
    """
    table = _Table(scores)
    kept = table.told_apart()
    used = [each for each, may in zip(table.factors[:2], kept, strict=False) if may]
    table.refuse_without_chance(used)
    looks = table.factors[2] if kept[2] else None
    return _told(scores, Restricted(scores.values, table.fixed, used, looks).best(), kept)


class _Table:
    """The columns of a model of scores."""

    def __init__(self, scores: Scores) -> None:
        self.scores = scores
        self.fixed = columns_of(scores.criterion_of, len(scores.criteria))
        self.factors = (
            columns_of(scores.place_of, len(scores.places)),
            columns_of(scores.assessor_of, len(scores.assessors)),
            columns_of(scores.reading_of, int(scores.reading_of.max()) + 1),
        )

    def told_apart(self) -> tuple[bool, ...]:
        """Which factors can be told from chance and from each other; places must be."""
        if np.ptp(self.scores.values) == 0:
            raise Infeasible(ALL_ALIKE, reason="all alike")
        if np.unique(self.scores.place_of).size < 2:
            raise Infeasible(ONE_PLACE, reason="one place")
        kept = told_apart(self.fixed, self.factors)
        if not kept[0]:
            raise Infeasible(ONCE, reason="once")
        return kept

    def refuse_without_chance(self, used: Sequence[Floats]) -> None:
        """Refuse scores which places and assessors explain to the last mark."""
        columns, values = np.hstack([self.fixed, *used]), self.scores.values
        explained = columns @ np.linalg.lstsq(columns, values, rcond=None)[0]
        left = float(((values - explained) ** 2).sum())
        if left <= 1e-12 * float(((values - values.mean()) ** 2).sum()):
            raise Infeasible(NO_CHANCE, reason="no chance")


def _told(scores: Scores, fit: Fit, kept: tuple[bool, ...]) -> Assessed:
    """The fit, by the names of places and assessors."""
    n_fixed = len(scores.criteria)
    variances = iter(fit.noise * each**2 for each in fit.relative)
    place, assessor, reading = (next(variances) if may else None for may in kept)
    means, even = fit.effects[:n_fixed], np.full(n_fixed, 1 / n_fixed)
    of_places = slice(n_fixed, n_fixed + len(scores.places))
    groups = groups_of(scores)
    return Assessed(
        rule=RULE,
        mean=float(even @ means),
        mean_error=float(np.sqrt(even @ fit.covariance[:n_fixed, :n_fixed] @ even)),
        criteria=tuple(zip(scores.criteria, means.tolist(), strict=True)),
        place_variance=place or 0.0,
        assessor_variance=assessor,
        reading_variance=reading,
        noise=fit.noise,
        criterion=fit.criterion,
        strengths=_strengths(scores, fit, of_places),
        severities=_severities(scores, fit, of_places.stop) if assessor is not None else (),
        covariance=frozen(
            fit.covariance[of_places, of_places], dtype=np.float64, ndim=2, name="covariance"
        ),
        groups=groups,
        notes=notes_on(scores, groups, place or 0.0, assessor),
        n_tried=fit.n_tried,
    )


def _strengths(scores: Scores, fit: Fit, where: slice) -> tuple[Strength, ...]:
    """Every place, in the order of their names."""
    mean = float(fit.effects[: where.start].mean())
    numbers = np.bincount(scores.place_of, minlength=len(scores.places))
    sums = np.bincount(scores.place_of, scores.values, minlength=len(scores.places))
    readers = np.zeros(len(scores.places), dtype=np.int64)
    pairs = np.unique(np.stack([scores.place_of, scores.assessor_of]), axis=1)
    np.add.at(readers, pairs[0], 1)
    return tuple(
        Strength(
            place=place,
            strength=mean + float(fit.effects[where.start + at]),
            error=_root(fit, where.start + at),
            plain_mean=float(sums[at] / numbers[at]) if numbers[at] else None,
            n_scores=int(numbers[at]),
            n_assessors=int(readers[at]),
        )
        for at, place in enumerate(scores.places)
    )


def _severities(scores: Scores, fit: Fit, start: int) -> tuple[Severity, ...]:
    """Every assessor, in the order of their names."""
    numbers = np.bincount(scores.assessor_of, minlength=len(scores.assessors))
    return tuple(
        Severity(who, -float(fit.effects[start + at]), _root(fit, start + at), int(numbers[at]))
        for at, who in enumerate(scores.assessors)
    )


def _root(fit: Fit, at: int) -> float:
    """The error of one effect."""
    return float(np.sqrt(max(fit.covariance[at, at], 0.0)))
