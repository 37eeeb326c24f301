"""The exact account of every purse, kept as counts and worked out only when asked.

A voter's purse is either empty or the endowment less the rates of the projects bought so
far that they chose. So the money of any group is `heads * endowment - sum(count * rate)`,
with whole-number counts; no rounding ever enters.
"""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.exact_rates import ExactRates
from folkmoot.methods.budgeting.grouping import alike, positions
from folkmoot.methods.budgeting.supporters import Supporters

Ints = NDArray[np.int64]
NOT_BOUGHT = np.iinfo(np.int64).max


class Ledger:
    """What was bought, in order, and at what exact rate."""

    def __init__(self, supporters: Supporters, endowment: Fraction) -> None:
        self.endowment = endowment
        self.exact = ExactRates(endowment)
        self.round_of = np.full(supporters.election.n_projects, NOT_BOUGHT)
        self._supporters = supporters
        self._pending: list[tuple[int, Ints, int]] = []
        self._n_bought = 0

    @property
    def rates(self) -> list[Fraction]:
        """The exact rate of every purchase worked out so far (`settle`)."""
        return self.exact.rates

    def enter(self, project: int, emptied: Ints, pulling: int) -> None:
        """Note a purchase.

        `emptied` are the ballots whose voters still held money and gave all of it,
        `pulling` the units of those who pay the full rate.
        """
        self.round_of[project] = self._n_bought
        self._pending.append((project, emptied, pulling))
        self._n_bought += 1

    def settle(self) -> None:
        """Work out the exact rate of every purchase noted so far."""
        costs = self._supporters.election.costs
        for project, emptied, pulling in self._pending:
            held = self._money(emptied, before=len(self.rates))
            self.exact.buy(cost=int(costs[project]), held=held, pull=pulling)
        self._pending.clear()

    def money(self, ballots: Ints) -> Fraction:
        """What the voters of these ballots, none of them empty-handed, hold together."""
        self.settle()
        return Fraction(self._money(ballots, before=len(self.rates)), self.exact.below)

    def purses(self, ballots: Ints, before: int | None = None) -> tuple[list[Fraction], Ints]:
        """The different purses among these ballots, none empty-handed, and which is whose.

        `before`: as they were before that round.
        """
        self.settle()
        election, weights = self._supporters.election, self._supporters.election.weights
        at, lengths = positions(election.indptr, ballots)
        bought_in = self.round_of[election.indices[at]]
        known = bought_in < (len(self.rates) if before is None else before)
        row = np.repeat(np.arange(ballots.size), lengths)[known]
        order = np.lexsort((bought_in[known], row))
        ends = np.concatenate(([0], np.cumsum(np.bincount(row, minlength=ballots.size))))
        units = self._supporters.entry_units[at[known]].astype(np.int64)
        first, kind = alike(ends, bought_in[known][order], units[order])
        until = len(self.rates) if before is None else before
        above = [self._money(ballots[[row]], until) for row in first]
        heads = [int(weights[ballots[row]]) for row in first]
        return [
            Fraction(money, self.exact.below * head)
            for money, head in zip(above, heads, strict=True)
        ], kind

    def _money(self, ballots: Ints, before: int) -> int:
        election = self._supporters.election
        at, lengths = positions(election.indptr, ballots)
        bought_in = self.round_of[election.indices[at]]
        known = bought_in < before
        heads = np.repeat(election.weights[ballots], lengths)[known]
        units = heads * self._supporters.entry_units[at[known]]
        times = np.bincount(bought_in[known], weights=units, minlength=before)
        return self.exact.held(
            int(election.weights[ballots].sum()), times.astype(np.int64).tolist()
        )
