"""Majority judgement: voters grade projects, and the best middle grade goes first.

Source: Balinski and Laraki (2011), *Majority Judgment*, MIT Press, Chapter 1 (majority grade)
and Chapter 13 (majority value); as used with four grades for the budget of Paris since 2021.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.greedy import listed
from folkmoot.methods.budgeting.kinds import Bools
from folkmoot.methods.budgeting.outcome import Outcome

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Merit:
    """What voters made of one project, for the account beside the list.

    Attributes
    ----------
    grades : tuple of int
        How many voters gave each grade, the worst (0, or not graded) first.
    majority_grade : int
        The middle grade: at least half of the voters gave it or a better one, and with an
        even number of voters the lower of the two in the middle.
    better, worse : int
        Voters who gave a better, a worse grade than that.
    """

    grades: tuple[int, ...]
    majority_grade: int
    better: int
    worse: int


def majority_judgement(election: Election, allowed: Bools | None = None) -> Outcome:
    """Fund projects in order of their majority value while each fits the money left.

    Points are grades: 1 the second worst, and so on upwards. A project that a voter does not
    grade has the worst grade, 0, from that voter. A tick is a grade like any other, so with
    ticks alone the order is that of votes. Projects nobody graded above the worst are not
    funded; what does not fit is skipped; limits are kept as by greedy.

    Projects with the same middle grade are told apart by taking one such grade away from
    each, and looking at the middle again, and so on until they differ: the majority value.
    Only projects whose grades are alike to the last voter are tied, and then the tie order
    decides.

    Notes
    -----
    Exact: whole numbers only. Time O(choices + n_projects² · grades); memory O(n_projects ·
    grades).

    Examples
    --------
    >>> ballots = [{0: 3, 1: 2}, {0: 3, 1: 2}, {1: 2}, {1: 1}, {0: 1, 1: 1}]
    >>> election = Election.of_ballots(ballots, costs=[50, 50], budget=60)
    >>> election.points.tolist(), majority_judgement(election).funded
    ([7, 8], (1,))
    """
    return listed(
        election, ranks(election), allowed, rule="majority-judgement/1", by="majority-judgement"
    )


def merits(election: Election) -> tuple[Merit, ...]:
    """The grades of every project, in the order of the election.

    >>> election = Election.of_ballots([{0: 2}, {0: 1}, {}], [3, 2, 1], costs=[5], budget=9)
    >>> merits(election)[0]
    Merit(grades=(1, 2, 3), majority_grade=1, better=3, worse=1)
    """
    found = []
    for grades in distributions(election):
        middle = int(_grade_at(grades, np.array([(election.n_voters - 1) // 2]))[0])
        found.append(
            Merit(
                grades=tuple(grades.tolist()),
                majority_grade=middle,
                better=int(grades[middle + 1 :].sum()),
                worse=int(grades[:middle].sum()),
            )
        )
    return tuple(found)


def distributions(election: Election) -> Ints:
    """How many voters gave each project each grade, shape (n_projects, best grade + 1)."""
    n_grades = int(election.scores.max(initial=1)) + 1
    given = np.zeros((election.n_projects, n_grades), dtype=np.int64)
    heads = np.repeat(election.weights, np.diff(election.indptr))
    np.add.at(given, (election.indices, election.scores), heads)
    given[:, 0] = election.n_voters - given.sum(axis=1)
    return given


def ranks(election: Election) -> list[Fraction]:
    """The place of each project by majority value as a strength: equal only when alike."""
    values = majority_values(distributions(election))
    place = {value: at for at, value in enumerate(sorted(set(values)))}
    return [Fraction(place[value]) for value in values]


def majority_values(grades: Ints) -> list[tuple[int, ...]]:
    """For each project a key that sorts as its majority value does.

    Taking middle grades away one by one visits the voters, sorted by grade, outwards from
    the middle: with n odd m, m-1, m+1, m-2, ...; with n even m, m+1, m-1, m+2, ... So only
    the steps at which some project's grade changes need to be looked at.

    >>> two_good, two_middling = np.array([2, 0, 2]), np.array([1, 2, 1])
    >>> first, second = majority_values(np.stack([two_good, two_middling]))
    >>> first < second  # both middles are below the best: 0 and 1
    True
    """
    steps = _steps(grades)
    n_voters = int(grades[0].sum())
    middle, away = (n_voters - 1) // 2, (steps + 1) // 2
    lower_next = steps % 2 == n_voters % 2
    at = np.where(lower_next, middle - away, middle + away)
    return [tuple(_grade_at(each, at).tolist()) for each in grades]


def _steps(grades: Ints) -> Ints:
    """The steps outwards, 0 the middle, at which any project's grade may change."""
    n_voters = int(grades[0].sum())
    middle = (n_voters - 1) // 2
    edges = np.unique(np.cumsum(grades, axis=1))  # the first voter of the next grade up
    first_up, last_down = edges - middle, middle - (edges - 1)
    odd = n_voters % 2
    upwards = 2 * first_up - (1 - odd)  # the step that visits `middle + first_up`
    downwards = 2 * last_down - odd
    found = np.concatenate(([0, 1, 2], upwards, downwards))
    return np.unique(found[(found >= 0) & (found < n_voters)])


def _grade_at(grades: Ints, at: Ints) -> Ints:
    """The grade of the voter in each place, when voters are sorted by grade, worst first."""
    return np.asarray(np.searchsorted(np.cumsum(grades), at, side="right"), dtype=np.int64)
