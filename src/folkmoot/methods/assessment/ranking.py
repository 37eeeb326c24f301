"""How far each place could be from where it stands.

Source: Mogstad, Romano, Shaikh and Wilhelm (2024), *Inference for Ranks with Applications to
Mobility across Neighbourhoods and Academic Achievement across Countries*, Review of Economic
Studies 91, Section 3: from differences that hold for all pairs at once, ranks that do.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.assessment.parting import Assessed
from folkmoot.methods.assessment.scores import Floats
from folkmoot.methods.errors import InvalidInput

Bools = NDArray[np.bool_]
LEVEL = 1e-9  # marks; strengths nearer than this are level


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a place stands, from 1, the strongest; those who are level share the better rank.

    Attributes
    ----------
    lowest, highest : the ranks between which this place is, as sure as asked for it alone
    all_lowest, all_highest : the same, so that it is as sure for all places at once
    """

    place: str
    rank: int
    lowest: int
    highest: int
    all_lowest: int
    all_highest: int


def drawn(found: Assessed, *, rng: np.random.Generator, n_draws: int) -> Floats:
    """Strengths as they might truly be given the scores, in marks: draws × places.

    Normal around the strengths found, with the errors found, those of places read by the same
    assessors together. Time and memory O(draws · places²).
    """
    middle = np.array([each.strength for each in found.strengths])
    values, vectors = np.linalg.eigh(found.covariance)
    root = vectors * np.sqrt(np.maximum(values, 0))
    draws: Floats = middle + rng.standard_normal((n_draws, middle.size)) @ root.T
    return draws


def ranks(
    found: Assessed, *, rng: np.random.Generator, sure: float = 0.95, n_draws: int = 10_000
) -> tuple[Standing, ...]:
    """Each place's rank and the ranks it could have, in the order of the places.

    A place is surely below another when they differ by more than `c` times the error of their
    difference. `c` is such that, `sure` of the time, no pair at all differs from the truth by
    more. The best rank a place could have is then one more than the number surely above it.

    Time O(draws · places²): 60 places take about a second. Memory O(draws · places).

    Examples
    --------
    >>> from folkmoot.methods.assessment import Score, Scores, assessed
    >>> marks = {"Hill": (9, 8, 9), "Dale": (5, 4, 6), "Moor": (5, 5, 4)}
    >>> scores = Scores.of(
    ...     Score(place, who, mark)
    ...     for place, given in marks.items()
    ...     for who, mark in zip("ABC", given, strict=True)
    ... )
    >>> standings = ranks(assessed(scores), rng=np.random.default_rng(1))
    >>> [(each.place, each.rank, each.all_lowest, each.all_highest) for each in standings]
    [('Hill', 1, 1, 1), ('Dale', 2, 2, 3), ('Moor', 3, 2, 3)]
    """
    if not 0.5 <= sure < 1 or n_draws < 100:
        raise InvalidInput("Be between 0.5 and 1 sure, from 100 draws or more.", sure=sure)
    middle = np.array([each.strength for each in found.strengths])
    draws = drawn(found, rng=rng, n_draws=n_draws)
    alone = _alone(draws, sure)
    above = _surely_above(middle, draws - middle, found.covariance, sure)
    n_above, n_below = above.sum(axis=0), above.sum(axis=1)
    return tuple(
        Standing(
            place=each.place,
            rank=1 + int((middle > middle[at] + LEVEL).sum()),
            lowest=int(alone[0, at]),
            highest=int(alone[1, at]),
            all_lowest=1 + int(n_above[at]),
            all_highest=middle.size - int(n_below[at]),
        )
        for at, each in enumerate(found.strengths)
    )


def _alone(draws: Floats, sure: float) -> Floats:
    """For each place, the ranks it is between in so many of the draws; level ones take both."""
    order = np.sort(draws, axis=1)
    n_places = draws.shape[1]
    best, worst = np.empty_like(draws), np.empty_like(draws)
    for at, (row, each) in enumerate(zip(draws, order, strict=True)):
        best[at] = n_places - np.searchsorted(each, row + LEVEL, side="right") + 1
        worst[at] = n_places - np.searchsorted(each, row - LEVEL, side="left")
    tail = (1 - sure) / 2
    return np.stack(
        [
            np.quantile(best, tail, axis=0, method="inverted_cdf"),
            np.quantile(worst, 1 - tail, axis=0, method="inverted_cdf"),
        ]
    )


def _surely_above(middle: Floats, errors: Floats, covariance: Floats, sure: float) -> Bools:
    """Whether the one of the row is above the one of the column, all pairs being sure at once."""
    own = np.diag(covariance)
    spread = np.sqrt(np.maximum(own[:, np.newaxis] + own - 2 * covariance, 0))
    told = spread > LEVEL
    most = np.zeros(len(errors))
    for at in range(middle.size):
        others = np.flatnonzero(told[at, :at])
        if others.size:
            gaps = np.abs(errors[:, others] - errors[:, [at]]) / spread[at, others]
            np.maximum(most, gaps.max(axis=1), out=most)
    bound = np.quantile(most, sure, method="higher") * spread
    above: Bools = middle[:, np.newaxis] - middle > np.maximum(bound, LEVEL)
    return above
