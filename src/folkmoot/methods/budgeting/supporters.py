"""Ballots turned round: for every project, the ballots that chose it and their strength."""

from dataclasses import dataclass

import numpy as np

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.kinds import Floats, Ints
from folkmoot.methods.budgeting.rule import Satisfaction


@dataclass(frozen=True, slots=True, eq=False)
class Supporters:
    """Both directions through the ballots, ready for many counts of one election.

    Attributes
    ----------
    election : Election
    ballots : tuple of int64 arrays, one a project
        The distinct ballots that chose it.
    heads : tuple of float64 arrays, one a project
        How many voters cast each of those ballots (whole numbers).
    units : tuple of float64 arrays, one a project
        What one of those voters pays for each unit of the price: 1, or the points given.
    worth : float64 array, shape (n_projects,)
        What the price is divided by to rank projects: the cost, or 1.
    entry_units : float64 array, shape (n_entries,)
        `units` in the order of the election's `indices`.
    """

    election: Election
    ballots: tuple[Ints, ...]
    heads: tuple[Floats, ...]
    units: tuple[Floats, ...]
    worth: Ints
    entry_units: Floats


def supporters_of(election: Election, satisfaction: Satisfaction) -> Supporters:
    """Turn the ballots round. Time O(entries), memory 4 arrays of entries.

    >>> election = Election.of(approvals=[[1, 0], [1, 1]], costs=[6, 3], budget=9)
    >>> [ballots.tolist() for ballots in supporters_of(election, "count").ballots]
    [[0, 1], [1]]
    """
    row = np.repeat(np.arange(election.weights.size), np.diff(election.indptr))
    units = (election.scores if satisfaction == "points" else np.ones_like(row)).astype(np.float64)
    small = election.indices.astype(np.int16) if election.n_projects < 2**15 else election.indices
    order = np.argsort(small, kind="stable")
    ends = np.cumsum(np.bincount(election.indices, minlength=election.n_projects))[:-1]
    ballots = row[order]
    worth = election.costs if satisfaction == "cost" else np.ones_like(election.costs)
    return Supporters(
        election=election,
        ballots=tuple(np.split(ballots, ends)),
        heads=tuple(np.split(election.weights[ballots].astype(np.float64), ends)),
        units=tuple(np.split(units[order], ends)),
        worth=worth,
        entry_units=units,
    )
