"""Voters by how much they hold, exactly: those with the same purse stand together.

For rules whose payers all pay the same, everything depends on how many of a project's
supporters hold at least so much. Voters with equal purses are one class, and classes are
kept from the richest down.
"""

from fractions import Fraction
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.election import Election

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Whole = NDArray[Any]  # Python whole numbers, of any size

CLEAR = 1e-9  # floats may decide when the relative gap is larger than this
ROUNDING = 2.0**-50  # a few roundings of one number


class Standings:
    """The classes of purses, and for every project how many supporters are in each.

    Attributes
    ----------
    parts : object array of int, shape (n_classes,)
        What one voter of each class holds, in parts, the richest class first, no two alike.
    below : int
        How many parts make the smallest unit of money.
    ahead : int64 array, shape (n_projects, n_classes)
        Supporters of each project who hold at least as much as that class.
    payers : int64 array, shape (n_projects,)
        The most supporters who can each pay an equal part of the cost; 0 when none can.

    Examples
    --------
    >>> election = Election.of(approvals=[[1, 0], [1, 1]], costs=[9, 9], budget=10)
    >>> standings = Standings(election, Fraction(5))
    >>> standings.payers.tolist(), str(standings.rise(np.array([3, 1]), None))
    ([2, 0], '4')
    >>> standings.charge(0, Fraction(9, 2))
    >>> standings.parts.tolist(), standings.below, standings.ahead.tolist()
    ([1], 2, [[2], [1]])
    """

    def __init__(self, election: Election, endowment: Fraction) -> None:
        self._election = election
        self._class_of = np.zeros(election.weights.size, dtype=np.int64)
        self._row = np.repeat(np.arange(election.weights.size), np.diff(election.indptr))
        self._heads = election.weights[self._row].astype(np.float64)
        self._costs = election.costs.astype(np.float64)[:, np.newaxis]
        self.parts: Whole = np.array([endowment.numerator], dtype=object)
        self.below = endowment.denominator
        self._stand()

    def charge(self, project: int, rate: Fraction) -> None:
        """Take the rate from every supporter who holds as much."""
        grow = rate.denominator // gcd(rate.denominator, self.below)
        self.below *= grow
        parts: list[int] = [part * grow for part in self.parts.tolist()]
        due = rate.numerator * (self.below // rate.denominator)
        able = np.array([part >= due for part in parts])
        ballots = self._row[self._election.indices == project]
        paying = ballots[able[self._class_of[ballots]]]
        # Those who pay get a class of their own, behind all others; then equals are joined.
        self._class_of[paying] += len(parts)
        values = parts + [part - due for part in parts]
        there = np.unique(self._class_of)
        distinct = sorted({values[k] for k in there}, reverse=True)
        place = {value: at for at, value in enumerate(distinct)}
        moved = np.zeros(len(values), dtype=np.int64)
        moved[there] = [place[values[k]] for k in there]
        self._class_of = moved[self._class_of]
        self.parts = np.array(distinct, dtype=object)
        self._stand()

    def rise(self, least: Ints, known: Fraction | None) -> Fraction | None:
        """The least rise of every purse that gives some project at least so many payers.

        `least`, shape (n_projects,): beyond the number of voters where a project is out of the
        question. `known`: a rise found before, which stands when it is smaller. So many can
        pay when the poorest of them holds cost / their number; of voters who hold the same,
        all together are easier to afford than some. Exact.
        """
        enough = self.ahead >= least[:, np.newaxis]
        if not enough.any():
            return known
        share = self._costs / np.maximum(self.ahead, 1)
        slack = (share + self._held) * ROUNDING
        missing = np.where(enough, share - self._held, np.inf)
        bound = float((missing + slack).min())
        bound = bound if known is None else min(bound, float(known) * (1 + ROUNDING))
        costs = self._election.costs
        for project, at in zip(*np.nonzero(missing - slack <= bound), strict=True):
            each = Fraction(int(costs[project]), int(self.ahead[project, at]))
            exact = each - Fraction(self.parts[at], self.below)
            known = exact if known is None else min(known, exact)
        return known

    def _stand(self) -> None:
        n_classes, n_projects = self.parts.size, self._election.n_projects
        cell = self._election.indices * n_classes + self._class_of[self._row]
        table = np.bincount(cell, weights=self._heads, minlength=n_projects * n_classes)
        self.ahead = np.cumsum(table.reshape(n_projects, n_classes), axis=1).astype(np.int64)
        self._held: Floats = np.array([part / self.below for part in self.parts.tolist()])
        could = self.ahead * self._held
        enough = could > self._costs * (1 + CLEAR)
        for project, at in zip(
            *np.nonzero(np.abs(could - self._costs) <= self._costs * CLEAR), strict=True
        ):
            raised = self.parts[at] * int(self.ahead[project, at])
            enough[project, at] = raised >= int(self._election.costs[project]) * self.below
        self.payers: Ints = np.where(enough, self.ahead, 0).max(axis=1)
