"""Majority judgement told again from its definition: middle grades, one after another."""

from bisect import bisect_right
from itertools import accumulate, pairwise

import numpy as np

from folkmoot.methods.budgeting.proving.field import Field

Grades = list[tuple[int, int]]  # (how many voters gave at most this grade, the grade), ascending


def grades_of(field: Field) -> list[Grades]:
    """For every project, its voters by grade; who did not grade it gave it 0."""
    found = []
    for heads, scores in zip(field.heads, field.scores, strict=True):
        grades, which = np.unique(scores, return_inverse=True)
        voters = np.bincount(which, weights=heads, minlength=grades.size).astype(np.int64)
        numbers = [field.n_voters - int(voters.sum()), *voters.tolist()]
        ends = accumulate(numbers)
        found.append(
            [
                (end, grade)
                for end, grade, number in zip(ends, [0, *grades.tolist()], numbers, strict=True)
                if number
            ]
        )
    return found


def stronger(one: Grades, other: Grades) -> int:
    """Which of two projects has the better majority value: above 0 the first, 0 if alike.

    Line the voters up by grade. Taking the middle grade away again and again, the lower of
    the two middles where there are two, walks outwards from the middle, to both sides in turn.
    What matters is the first place on that walk at which the two differ; on either side that
    is the first place, seen from the middle, where they differ.

    >>> good, middling = [(2, 0), (4, 2)], [(1, 0), (3, 1), (4, 2)]
    >>> stronger(good, middling), stronger(middling, middling)
    (-1, 0)
    """
    n_voters = one[-1][0]
    middle = (n_voters - 1) // 2
    edges = sorted({0, n_voters, middle, middle + 1} | {end for end, _ in one + other})
    different = []
    for start, end in pairwise(edges):
        gap = _grade(one, start) - _grade(other, start)
        if gap and start <= middle:
            different.append((_turn(middle - (end - 1), n_voters, down=True), gap))
        elif gap:
            different.append((_turn(start - middle, n_voters, down=False), gap))
    gap = min(different, default=(0, 0))[1]
    return (gap > 0) - (gap < 0)


def _grade(grades: Grades, place: int) -> int:
    """The grade of the voter in this place, counted from 0 at the worst."""
    return grades[bisect_right(grades, place, key=lambda each: each[0])][1]


def _turn(away: int, n_voters: int, *, down: bool) -> int:
    """When the walk comes to the place so far from the middle.

    After the middle of an odd number an even number is left, so the lower side is next; after
    the lower middle of an even number the upper one is.
    """
    if not away:
        return 0
    lower_first = n_voters % 2 == 1
    return 2 * away - (1 if down == lower_first else 0)
