"""What is asked of the numbers an election is made of, and their sums by project."""

from typing import Any

import numpy as np

from folkmoot.methods.arrays import frozen
from folkmoot.methods.budgeting.kinds import ArrayLike, Ints, Shorts
from folkmoot.methods.errors import InvalidInput

MOST_MONEY = 2**62  # no amount times the number of projects may reach it
MOST_POINTS = 2**31 - 1  # that one ballot can give to one project
AT_ONCE = 2**18  # ballots summed at once, so that a large count needs little beside itself


def whole(values: ArrayLike, name: str) -> Any:
    """Whole numbers, read-only."""
    return frozen(values, dtype=np.int64, ndim=1, name=name)


def check_money(costs: Ints, budget: int) -> None:
    """Refuse costs or a budget that are nothing, or too much to be counted exactly."""
    if not costs.size:
        raise InvalidInput("There are no projects to choose from.")
    if (costs <= 0).any():
        raise InvalidInput(
            "Every project must cost more than nothing.", projects=np.flatnonzero(costs <= 0)
        )
    if budget != int(budget) or budget <= 0:
        raise InvalidInput("The budget must be a whole amount above nothing.", budget=budget)
    if max(int(budget), int(costs.max())) * costs.size >= MOST_MONEY:
        raise InvalidInput("The sums of money are too large to be counted exactly.")


def check_rows(rows: Ints, chosen: Ints, points: Ints, heads: Ints) -> None:
    """Refuse rows of ballots that do not fit each other."""
    if rows.size < 2:
        raise InvalidInput("Nobody has voted.")
    if rows[0] != 0 or rows[-1] != chosen.size or (np.diff(rows) < 0).any():
        raise InvalidInput("The ballots do not add up to the choices given.")
    if points.size != chosen.size:
        raise InvalidInput("Each choice needs its own points.")
    if heads.size != rows.size - 1 or (heads <= 0).any():
        raise InvalidInput("Each ballot must have been cast by at least one voter.")


def check_choices(chosen: Ints, points: Ints, n_projects: int) -> None:
    """Refuse choices of no project, and points below nothing or too many."""
    if chosen.size and (chosen.min() < 0 or chosen.max() >= n_projects):
        raise InvalidInput("A ballot names a project which is not in this election.")
    if (points < 0).any():
        raise InvalidInput("Points cannot be below nothing.")
    if points.size and points.max() > MOST_POINTS:
        raise InvalidInput("A ballot gives a project more points than can be counted.")


def places(costs: Ints, votes: Ints, lots: Ints) -> Ints:
    """The place of every project in the tie order: see `Election.tie_order`."""
    place = np.empty(costs.size, dtype=np.int64)
    place[np.lexsort((lots, -votes, costs))] = np.arange(place.size)
    place.setflags(write=False)
    return place


def per_project(n_projects: int, rows: tuple[Ints, Ints, Shorts], each: Shorts | None) -> Ints:
    """Voters, or what they gave, summed by project; exact, as sums stay below 2^53.

    `rows`: weights, row ends and choices.
    """
    weights, indptr, indices = rows
    total = np.zeros(n_projects)
    for first in range(0, weights.size, AT_ONCE):
        ends = indptr[first : first + AT_ONCE + 1]
        heads = np.repeat(weights[first : first + AT_ONCE], np.diff(ends))
        here = slice(int(ends[0]), int(ends[-1]))
        given = heads if each is None else heads * each[here]
        total += np.bincount(indices[here], weights=given, minlength=total.size)
    summed = total.astype(np.int64)
    summed.setflags(write=False)
    return summed
