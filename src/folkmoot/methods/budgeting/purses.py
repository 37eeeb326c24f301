"""Voters' purses during one run of equal shares: floats that know how far off they may be.

This is the one seam between the rule and its arithmetic: a compiled core would replace
this module and `ledger`, and nothing else.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.ledger import NOT_BOUGHT, Ledger
from folkmoot.methods.budgeting.supporters import Supporters

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

ROUNDING = 2.0**-50  # a few roundings of one number, pairwise sums included
CLEAR = 1e-9  # floats may decide when the relative gap is larger than this
DRIFT = 1e-10  # beyond this share of the endowment, purses are worked out afresh


@dataclass(frozen=True, slots=True)
class Level:
    """The rate at which supporters can pay for a project, and how far off it may be."""

    rate: float
    slack: float

    @property
    def low(self) -> float:
        """A rate the true one is not below."""
        return (self.rate - self.slack) * (1 - CLEAR)

    @property
    def high(self) -> float:
        """A rate the true one is not above."""
        return (self.rate + self.slack) * (1 + CLEAR)


@dataclass(frozen=True, slots=True, eq=False)
class Payment:
    """Who paid for a project.

    `paid_full` and `paid_rest` count voters; `most_units` is the largest claim paid in
    full, `largest_rests` the ballots which may have given the largest last of a purse.
    """

    project: int
    paid_full: int
    paid_rest: int
    most_units: int
    largest_rests: Ints


class Purses:
    """Every voter's purse, from one endowment, as projects are bought."""

    def __init__(self, supporters: Supporters, endowment: Fraction) -> None:
        self.ledger = Ledger(supporters, endowment)
        self.n_exact = 0
        self._by = supporters
        self._full = float(endowment)
        self._held = np.full(supporters.election.weights.size, self._full)
        self._off = self._full * ROUNDING  # no purse is further than this from the truth

    def level(self, project: int, start: float) -> Level | None:
        """The rate that raises the cost, or None when all its supporters hold is not enough.

        `start` is a rate the answer is not below. Newton's steps from there only climb,
        because the money raised is concave in the rate.
        """
        heads, units = self._by.heads[project], self._by.units[project]
        held = self._held[self._by.ballots[project]]
        cost = int(self._by.election.costs[project])
        purses, pulls = heads * held, heads * units
        money = float(purses.sum())
        off = float(heads[held > 0].sum()) * self._off + money * ROUNDING
        if money < cost - (off + CLEAR * cost):
            return None
        if money < cost + off + CLEAR * cost:
            return self._close_level(project, off + CLEAR * cost)
        rate, rest = start, held <= start * units
        while pull := float(pulls[~rest].sum()):
            rate = max(rate, (cost - float(purses[rest].sum())) / pull)
            poorer = held <= rate * units
            if np.array_equal(poorer, rest):
                return Level(rate, off / pull + rate * ROUNDING)
            rest = poorer
        return self._close_level(project, money - cost + off)

    def exact_level(self, project: int, level: Level) -> Fraction:
        """The exact rate of a project its supporters can afford."""
        self.n_exact += 1
        return self._settled(project, level)[0]

    def money(self, project: int) -> Fraction:
        """What a project's supporters hold together, exactly."""
        ballots = self._by.ballots[project]
        return self.ledger.money(ballots[self._held[ballots] > 0])

    @property
    def empty(self) -> Bools:
        """Ballots whose voters have nothing left, shape (n_ballots,)."""
        return np.asarray(self._held == 0, dtype=np.bool_)

    def raised(self, project: int, rate: float) -> float:
        """What a project's supporters could pay at this rate, to within rounding."""
        held, heads = self._held[self._by.ballots[project]], self._by.heads[project]
        if rate == np.inf:
            return float((heads * held).sum())
        return float((heads * np.minimum(held, rate * self._by.units[project])).sum())

    def pay(self, project: int, level: Level) -> Payment:
        """Buy a project: supporters pay the rate for each unit, or the last they hold."""
        ballots, units = self._by.ballots[project], self._by.units[project]
        heads, held = self._by.heads[project], self._held[ballots]
        rate, slack = level.rate, level.slack
        rest = held <= rate * units
        full = ~rest
        if self._near(held, units, level).any():
            exact, rest, full = self._settled(project, level)
            rate, slack = float(exact), float(exact) * ROUNDING
        giving = ~full & (held > 0)
        self.ledger.enter(project, ballots[giving], int((heads * units)[full].sum()))
        self._held[ballots] = np.where(rest, 0.0, held - rate * units)
        self._off += slack * float(units.max()) + self._full * ROUNDING
        most = max(float(held[giving].max(initial=0.0)) - 2 * self._off, 0.0)
        payment = Payment(
            project=project,
            paid_full=int(heads[full].sum()),
            paid_rest=int(heads[giving].sum()),
            most_units=int(units[full].max()),
            largest_rests=ballots[giving & (held >= most)],
        )
        if self._off > DRIFT * self._full:
            self._refresh()
        return payment

    def _near(self, held: Floats, units: Floats, level: Level) -> Bools:
        """Supporters of whom floats cannot say whether they can pay in full."""
        gap = np.abs(held - level.rate * units)
        return (gap <= units * (level.slack + level.rate * ROUNDING) + self._off) & (held > 0)

    def _close_level(self, project: int, doubt: float) -> Level | None:
        """Enough money or not, where the excess over the cost may be as small as nothing.

        Then nearly everybody gives all they hold, so the rate is within `doubt` of the
        largest claim that empties a purse.
        """
        self.n_exact += 1
        if self.money(project) < int(self._by.election.costs[project]):
            return None
        units = self._by.units[project]
        most = float((self._held[self._by.ballots[project]] / units).max())
        exact = float(self._settled(project, Level(most, 2 * doubt + self._off))[0])
        return Level(exact, exact * ROUNDING)

    def _settled(self, project: int, level: Level) -> tuple[Fraction, Bools, Bools]:
        """The exact rate, who is left with nothing by it, and who pays it in full.

        Floats place everybody who is clearly able or unable to pay in full; the others
        begin as able, and the poorest of them give all they hold until the rate stands.
        """
        ballots, units = self._by.ballots[project], self._by.units[project]
        held, pulls = self._held[ballots], self._by.heads[project] * units
        near = np.flatnonzero(self._near(held, units, level))
        rest = held <= level.rate * units
        rest[near] = False
        owed = int(self._by.election.costs[project]) - self.ledger.money(ballots[rest & (held > 0)])
        purses, kind = self.ledger.purses(ballots[near])
        claims = [purses[which] / int(unit) for which, unit in zip(kind, units[near], strict=True)]
        pull = int(pulls[~rest].sum())
        while True:
            rate = Fraction(owed) / pull
            poorer = [at for at, claim in enumerate(claims) if claim < rate and not rest[near[at]]]
            if not poorer:
                break
            for at in poorer:
                rest[near[at]] = True
                pull -= int(pulls[near[at]])
                owed -= claims[at] * int(pulls[near[at]])
        full = ~rest
        rest[[near[at] for at, claim in enumerate(claims) if claim == rate]] = True
        return rate, rest, full

    def _refresh(self) -> None:
        """Work every purse out afresh from the exact rates, rounding each only once."""
        self.ledger.settle()
        empty = self._held == 0
        self._held[:] = self._full
        bought = np.flatnonzero(self.ledger.round_of != NOT_BOUGHT)
        for project in bought:
            rate = float(self.ledger.rates[int(self.ledger.round_of[project])])
            self._held[self._by.ballots[project]] -= rate * self._by.units[project]
        self._held[empty] = 0.0
        self._off = self._full * ROUNDING * (bought.size + 2)
