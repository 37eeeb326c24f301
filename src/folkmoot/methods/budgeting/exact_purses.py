"""Every purse as a whole number of parts of a penny, for rules that charge a stated rate.

All purses share one denominator, which grows as rates with new denominators are charged. The
floats beside them are each the nearest to the true purse, so any comparison of theirs that
is wider than a few roundings is right.
"""

from fractions import Fraction
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.supporters import Supporters

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Whole = NDArray[Any]  # Python whole numbers, of any size

CLEAR = 1e-9  # floats may decide when the relative gap is larger than this


class ExactPurses:
    """What each ballot's voters hold, one by one.

    Attributes
    ----------
    parts : object array of int, shape (n_ballots,)
        The purse of one voter of each ballot, in parts: `parts / below` is money.
    below : int
        How many parts make the smallest unit of money.
    held : float64 array, shape (n_ballots,)
        The same purses as floats, each correctly rounded; 0 only when empty.

    Examples
    --------
    >>> from folkmoot.methods.budgeting import Election
    >>> from folkmoot.methods.budgeting.supporters import supporters_of
    >>> election = Election.of(approvals=[[1, 0], [1, 1]], costs=[9, 5], budget=20)
    >>> purses = ExactPurses(supporters_of(election, "count"), Fraction(10))
    >>> purses.charge(0, Fraction(9, 2))
    >>> purses.parts.tolist(), purses.below, purses.held.tolist()
    ([11, 11], 2, [5.5, 5.5])
    """

    def __init__(self, supporters: Supporters, endowment: Fraction) -> None:
        self.by = supporters
        n_ballots = supporters.election.weights.size
        self.below = endowment.denominator
        self.parts: Whole = np.full(n_ballots, endowment.numerator, dtype=object)
        self.held: Floats = np.full(n_ballots, float(endowment))

    def charge(self, project: int, rate: Fraction, payers: Bools | None = None) -> None:
        """Take the rate for each unit from a project's supporters, or the last they hold.

        `payers`: only from these of its ballots.
        """
        grow = rate.denominator // gcd(rate.denominator, self.below)
        if grow != 1:
            self.below *= grow
            self.parts = self.parts * grow
        ballots, units = self.by.ballots[project], self.by.units[project]
        if payers is not None:
            ballots, units = ballots[payers], units[payers]
        due = rate.numerator * (self.below // rate.denominator) * whole(units)
        left = np.maximum(self.parts[ballots] - due, 0)
        self.parts[ballots] = left
        self.held[ballots] = [part / self.below for part in left]

    def of(self, project: int) -> tuple[Whole, Whole, Whole]:
        """Purses in parts, voters and units of a project's supporters who hold money."""
        ballots = self.by.ballots[project]
        rich = self.held[ballots] > 0
        heads, units = self.by.heads[project][rich], self.by.units[project][rich]
        return self.parts[ballots[rich]], whole(heads), whole(units)


def whole(floats: Floats) -> Whole:
    """Whole numbers held as floats, as Python whole numbers.

    >>> whole(np.array([3.0]))[0].__class__.__name__
    'int'
    """
    return floats.astype(np.int64).astype(object)
