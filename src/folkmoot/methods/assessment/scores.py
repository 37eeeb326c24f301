"""Scores that assessors gave to places, read once and numbered."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.arrays import frozen
from folkmoot.methods.errors import InvalidInput

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Score:
    """One assessor's score of one place, for one criterion where there are several."""

    place: str
    assessor: str
    value: float
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores of a round, as read-only arrays of one length.

    Attributes
    ----------
    values : float64, in marks
    place_of, assessor_of, criterion_of, reading_of : int64
        The place, assessor and criterion of each score, numbered in the order of their names;
        and the reading, which is one assessor's look at one place.
    places, assessors, criteria : the names
    """

    values: Floats
    place_of: Numbers
    assessor_of: Numbers
    criterion_of: Numbers
    reading_of: Numbers
    places: tuple[str, ...]
    assessors: tuple[str, ...]
    criteria: tuple[str, ...]

    @classmethod
    def of(cls, scores: Iterable[Score], places: Iterable[str] = ()) -> Self:
        """Read scores. `places` names those that should appear even if nobody scored them.

        Raises InvalidInput where there is none, one is not a number, or one assessor scored
        one place twice for one criterion.

        >>> Scores.of([Score("Hill", "Ada", 3), Score("Dale", "Ada", 4)]).places
        ('Hill', 'Dale')
        """
        given = tuple(scores)
        _refuse(given)
        names = {
            "place": _numbered((*places, *(each.place for each in given))),
            "assessor": _numbered(each.assessor for each in given),
            "criterion": _numbered(each.criterion for each in given),
        }
        readings = _numbered((each.place, each.assessor) for each in given)
        return cls(
            values=frozen([each.value for each in given], dtype=np.float64, ndim=1, name="scores"),
            place_of=_array(names["place"][each.place] for each in given),
            assessor_of=_array(names["assessor"][each.assessor] for each in given),
            criterion_of=_array(names["criterion"][each.criterion] for each in given),
            reading_of=_array(readings[each.place, each.assessor] for each in given),
            places=tuple(names["place"]),
            assessors=tuple(names["assessor"]),
            criteria=tuple(names["criterion"]),
        )


def _refuse(given: tuple[Score, ...]) -> None:
    """Say what is wrong with scores that cannot be read."""
    if not given:
        raise InvalidInput("There is no score.")
    met: set[tuple[str, str, str]] = set()
    for each in given:
        if not isfinite(each.value):
            raise InvalidInput(
                f"The score {each.assessor} gave {each.place} is not a number.",
                place=each.place,
                assessor=each.assessor,
            )
        at = (each.place, each.assessor, each.criterion)
        if at in met:
            what = f" for {each.criterion}" if each.criterion else ""
            raise InvalidInput(
                f"{each.assessor} scored {each.place} twice{what}.",
                place=each.place,
                assessor=each.assessor,
            )
        met.add(at)


def _numbered(names: Iterable[Any]) -> dict[Any, int]:
    """Each name once, with its number, in the order they come."""
    return {name: at for at, name in enumerate(dict.fromkeys(names))}


def _array(numbers: Iterable[int]) -> Numbers:
    return frozen(list(numbers), dtype=np.int64, ndim=1, name="numbers")
