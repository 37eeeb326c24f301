"""Equal shares gone through again from the published rounds: every purse, every payment.

A voter pays the rate for each unit in every round before the one that empties the purse, and
there the purse. So all payments follow from the published rates once it is known which round
emptied whose purse.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.grouping import positions
from folkmoot.methods.budgeting.outcome import NOTHING, Outcome
from folkmoot.methods.budgeting.rule import Satisfaction
from folkmoot.methods.budgeting.supporters import Supporters, supporters_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Paid = tuple[Fraction, int]

FROM_PURSES = ("equal-shares", "bounded-overspending")  # who pays the rate or the last they hold
CLOSE = 1e-10  # purses this near to empty, for their size, are settled with whole numbers


@dataclass(frozen=True, slots=True, eq=False)
class Spending:
    """Every voter's spending in one outcome of equal shares.

    Attributes
    ----------
    supporters : Supporters
    bought : tuple of int
        The projects bought from purses, in order; what was added by votes is not among them.
    n_rounds : int
        All rounds of the outcome.
    unit : int
        Money is counted in parts of this many to the smallest unit, so that every rate and
        the endowment are whole numbers.
    endowment : int
    rates : tuple of int, one for each project bought
        What one unit of a vote paid, both in those parts.
    last : int64 array, shape (n_ballots,)
        The round that emptied the purse of a ballot's voters; `len(bought)` when none did.
    """

    supporters: Supporters
    bought: tuple[int, ...]
    n_rounds: int
    unit: int
    endowment: int
    rates: tuple[int, ...]
    last: Ints

    def purses(self) -> Iterator[Floats]:
        """Each ballot's purse before each purchase and at the end, shape (n_ballots,).

        Floats, within a few roundings of the truth; exactly 0 where nothing is left. The same
        array is changed and given again.
        """
        purses = np.full(self.last.size, self.endowment / self.unit)
        yield purses
        for number, project in enumerate(self.bought):
            ballots, units = self.supporters.ballots[project], self.supporters.units[project]
            purses[ballots] -= self.rates[number] / self.unit * units
            purses[ballots[self.last[ballots] <= number]] = 0.0
            yield purses

    def paid(self) -> tuple[tuple[Paid, ...], ...]:
        """For each project and round, what its supporters paid, and how many of them paid.

        Exact. Time and memory O(entries) and `n_projects * len(bought) ** 2`.
        """
        if not self.bought:
            return (((NOTHING, 0),) * self.n_rounds,) * len(self.supporters.ballots)
        election, n_bought = self.supporters.election, len(self.bought)
        row = np.repeat(np.arange(self.last.size), np.diff(election.indptr))
        number = _numbers(self.bought, election.n_projects)[election.indices]
        keep = (number >= 0) & (number <= self.last[row])
        ends = np.concatenate(([0], np.cumsum(np.bincount(row[keep], minlength=self.last.size))))
        cell = number[keep] * (n_bought + 1) + self.last[row[keep]]
        heads = election.weights[row[keep]].astype(np.float64)
        pulls = heads * self.supporters.entry_units[keep]
        found = []
        for ballots in self.supporters.ballots:
            at, _ = positions(ends, ballots)
            claims = _table(cell[at], pulls[at], n_bought)
            payers = _table(cell[at], heads[at], n_bought)
            found.append((*self._sums(claims, payers), *self._by_votes()))
        return tuple(found)

    def _sums(self, claims: Ints, payers: Ints) -> Iterator[Paid]:
        """Payments round by round, from how many claims end in which round."""
        for number, rate in enumerate(self.rates):
            last = int(payers[number, number])
            money = rate * int(claims[number, number + 1 :].sum()) + self.endowment * last
            for earlier in np.flatnonzero(claims[:number, number]).tolist():
                money -= self.rates[earlier] * int(claims[earlier, number])
            yield Fraction(money, self.unit), int(payers[number].sum())

    def _by_votes(self) -> tuple[Paid, ...]:
        return ((NOTHING, 0),) * (self.n_rounds - len(self.bought))


def spending_of(election: Election, outcome: Outcome, satisfaction: Satisfaction) -> Spending:
    """Find out which purchase emptied whose purse.

    Floats say so wherever the purse is clearly larger or smaller than what is asked; all
    others are settled with whole numbers. Time and memory O(entries).

    >>> from folkmoot.methods.budgeting import Rule, count
    >>> election = Election.of(approvals=[[1, 1], [1, 0], [0, 1]], costs=[40, 45], budget=90)
    >>> found = spending_of(election, count(election, Rule("equal-shares")), "cost")
    >>> found.bought, found.last.tolist(), [purses.tolist() for purses in found.purses()][-1]
    ((0,), [1, 1, 1], [10.0, 10.0, 30.0])
    """
    by = supporters_of(election, satisfaction)
    rounds = [step for step in outcome.rounds if step.by in FROM_PURSES]
    unit = lcm(outcome.endowment.denominator, *(step.rate.denominator for step in rounds))
    spending = Spending(
        supporters=by,
        bought=tuple(step.project for step in rounds),
        n_rounds=len(outcome.rounds),
        unit=unit,
        endowment=int(outcome.endowment * unit),
        rates=tuple(int(step.rate * unit) for step in rounds),
        last=np.full(election.weights.size, len(rounds), dtype=np.int64),
    )
    for number, purses in enumerate(spending.purses()):
        if number < len(rounds):
            _empty(spending, purses, number)
    spending.last.setflags(write=False)
    return spending


def _empty(spending: Spending, purses: Floats, number: int) -> None:
    """Note whose purse is emptied by a purchase."""
    by, project, last = spending.supporters, spending.bought[number], spending.last
    ballots = by.ballots[project]
    ballots = ballots[last[ballots] == len(spending.bought)]
    units = by.units[project][last[by.ballots[project]] == len(spending.bought)]
    gap = purses[ballots] - spending.rates[number] / spending.unit * units
    gives_all = gap <= 0
    near = np.abs(gap) <= CLOSE * spending.endowment / spending.unit
    gives_all[near] = _spent_all(spending, ballots[near], number)
    last[ballots[gives_all]] = number


def _spent_all(spending: Spending, ballots: Ints, number: int) -> Bools:
    """Whether these voters, with something before this round, have nothing after it. Exact."""
    election = spending.supporters.election
    at, lengths = positions(election.indptr, ballots)
    bought = _numbers(spending.bought, election.n_projects)[election.indices[at]]
    known = (bought >= 0) & (bought <= number)
    row = np.repeat(np.arange(ballots.size), lengths)[known]
    rates = np.array(spending.rates, dtype=object)[bought[known]]
    asked = np.zeros(ballots.size, dtype=object)
    units = spending.supporters.entry_units[at[known]].astype(np.int64).astype(object)
    np.add.at(asked, row, rates * units)
    return np.asarray(asked >= spending.endowment, dtype=np.bool_)


def _numbers(bought: tuple[int, ...], n_projects: int) -> Ints:
    """The round in which each project was bought, -1 where it was not."""
    numbers = np.full(n_projects, -1)
    numbers[list(bought)] = np.arange(len(bought))
    return numbers


def _table(cells: Ints, counts: Floats, n_bought: int) -> Ints:
    shape = (n_bought, n_bought + 1)
    table: Ints = np.bincount(cells, counts, shape[0] * shape[1]).astype(np.int64)
    return table.reshape(shape)
