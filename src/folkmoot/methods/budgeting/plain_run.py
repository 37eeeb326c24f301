"""Equal shares once through, in numpy: the readable account of how it is counted.

`core/shares.c` is the same count again, compiled, for where there is a compiler.
"""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.outcome import Round
from folkmoot.methods.budgeting.purses import Level, Payment, Purses
from folkmoot.methods.budgeting.races import Race
from folkmoot.methods.budgeting.ruled_out import RuledOut
from folkmoot.methods.budgeting.supporters import Supporters


class PlainRun:
    """Equal shares from one endowment: what is bought, in order.

    Rounds are worked out only when asked for, so that a trial run stays cheap.
    """

    def __init__(self, race: Race, endowment: Fraction) -> None:
        self.endowment = endowment
        self.spent = 0
        self.purses = Purses(race.supporters, endowment)
        self._race = race
        self._ruled_out = RuledOut(race.election)
        self._payments: list[tuple[Payment, tuple[int, ...]]] = []
        self._dearest: list[float] = []  # a price each purchase did not exceed
        worth = race.supporters.worth
        pull = np.array([heads @ units for heads, units in _pairs(race.supporters)])
        costs = race.election.costs
        with np.errstate(divide="ignore"):
            rate = np.where(race.takes_part & (pull > 0), costs / pull, np.inf)
        self._levels = [Level(each, 0.0) for each in rate.tolist()]
        self._worth = worth.astype(np.float64)
        self._low = rate * (1 - 1e-9) / self._worth  # prices the true ones are not below
        self._high = np.full(costs.size, np.inf)  # and not above; infinite when out of date

    def until(self, limit: int) -> "PlainRun":
        """Buy until nothing more can be paid for, or more than `limit` is spent."""
        while self.spent <= limit and (chosen := self._next()) is not None:
            self._buy(*chosen)
        return self

    def follows(self, lower: "PlainRun") -> bool:
        """Whether every endowment from the lower run's to this one buys the same, in order.

        While the order stays the same, a larger endowment leaves nobody with less, so no
        price rises. It is therefore enough that at every purchase each rival asks here, at
        the upper end, no less than the chosen project asked at the lower end; and that at
        last nothing more can be paid for here.
        """
        for number, (payment, _) in enumerate(lower._payments):
            if any(self._overtakes(rival, lower, number) for rival in self._rivals(lower, number)):
                return False
            self._look(payment.project)
            self._buy(payment.project, ())
        return self._next() is None

    @property
    def cheapest_waiting(self) -> int | None:
        """The lowest cost of those that wait; None when none does.

        Those wait that somebody chose, that take part, were not bought and break no limit.
        """
        waiting = self._race.takes_part & (self._race.election.votes > 0) & ~self._ruled_out.now
        waiting[list(self.funded)] = False
        return int(self._race.election.costs[waiting].min()) if waiting.any() else None

    @property
    def n_exact(self) -> int:
        """How many comparisons were too close for floats."""
        return self.purses.n_exact

    @property
    def funded(self) -> tuple[int, ...]:
        """The projects bought, in order."""
        return tuple(payment.project for payment, _ in self._payments)

    def rounds(self) -> tuple[Round, ...]:
        """The exact account of every purchase."""
        self.purses.ledger.settle()
        votes, costs = self._race.election.votes, self._race.election.costs
        return tuple(
            Round(
                project=paid.project,
                votes=int(votes[paid.project]),
                by="equal-shares",
                cap=self._cap(number, paid),
                rate=(rate := self.purses.ledger.rates[number]),
                effective_votes=int(costs[paid.project]) / rate,
                paid_full=paid.paid_full,
                paid_rest=paid.paid_rest,
                tied_with=tied,
            )
            for number, (paid, tied) in enumerate(self._payments)
        )

    def _buy(self, project: int, tied: tuple[int, ...]) -> None:
        level = self._levels[project]
        self._payments.append((self.purses.pay(project, level), tied))
        self._dearest.append(level.high / self._worth[project])
        self.spent += int(self._race.election.costs[project])
        self._low[project] = np.inf
        self._low[self._ruled_out.fund(project)] = np.inf
        self._high[:] = np.inf

    def _rivals(self, lower: "PlainRun", number: int) -> list[int]:
        """Projects that may ask less here than the lower run paid in that round."""
        chosen, price = lower._payments[number][0].project, lower._dearest[number]
        for project in np.flatnonzero(self._low <= price):
            if project != chosen and self._high[project] == np.inf:
                self._look(int(project))
        return [int(j) for j in np.flatnonzero(self._low <= price) if j != chosen]

    def _overtakes(self, rival: int, lower: "PlainRun", number: int) -> bool:
        """Whether a rival would go before what the lower run bought in that round. Exact."""
        chosen, worth = lower._payments[number][0].project, self._race.supporters.worth
        lower.purses.ledger.settle()
        price = lower.purses.ledger.rates[number] / int(worth[chosen])
        asked = self.purses.exact_level(rival, self._levels[rival]) / int(worth[rival])
        return (asked, self._race.place[rival]) < (price, self._race.place[chosen])

    def _cap(self, number: int, paid: Payment) -> Fraction:
        """The most any one supporter paid."""
        full = self.purses.ledger.rates[number] * paid.most_units
        if not paid.largest_rests.size:
            return full
        return max(full, *self.purses.ledger.purses(paid.largest_rests, before=number)[0])

    def _next(self) -> tuple[int, tuple[int, ...]] | None:
        """The affordable project with the lowest price, and those exactly as low."""
        while True:
            lowest = int(self._low.argmin())
            if self._low[lowest] == np.inf:
                return None
            if self._high[lowest] == np.inf:
                self._look(lowest)
                continue
            near = np.flatnonzero(self._low <= self._high.min())
            stale = near[self._high[near] == np.inf]
            if not stale.size:
                return self._first_of(near)
            for project in stale:
                self._look(int(project))

    def _look(self, project: int) -> None:
        """Bring one project's price up to date."""
        level = self.purses.level(project, max(self._levels[project].low, 0.0))
        if level is None:
            self._low[project] = np.inf
            return
        self._levels[project] = level
        self._low[project] = level.low / self._worth[project]
        self._high[project] = level.high / self._worth[project]

    def _first_of(self, near: NDArray[np.int64]) -> tuple[int, tuple[int, ...]]:
        """The first of those too close for floats: by exact price, then by the tie order."""
        if near.size == 1:
            return int(near[0]), ()
        worth = self._race.supporters.worth
        prices = {
            project: self.purses.exact_level(project, self._levels[project]) / int(worth[project])
            for project in map(int, near)
        }
        best = min(prices.values())
        tied = sorted((j for j in prices if prices[j] == best), key=self._race.place.__getitem__)
        return tied[0], tuple(tied[1:])


def _pairs(supporters: Supporters) -> zip:  # type: ignore[type-arg]
    return zip(supporters.heads, supporters.units, strict=True)
