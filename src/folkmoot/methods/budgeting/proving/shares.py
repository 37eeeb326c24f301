"""Equal shares: each project bought at the lowest rate at which supporters raise its cost."""

from fractions import Fraction
from math import inf

from folkmoot.methods.budgeting.outcome import Round
from folkmoot.methods.budgeting.proving.audit import CHEAPER, DEARER, SAME, Audit
from folkmoot.methods.budgeting.proving.bounds import A_FEW_ROUNDINGS, above, within
from folkmoot.methods.budgeting.proving.proof import Unproved
from folkmoot.methods.budgeting.proving.purses import Paid, least_rate

NEAR = 1e-6  # a rough price this near to the lowest is worked out exactly when proposing


class SharesAudit(Audit):
    """A run of equal shares.

    A project's rate is the least t with f(t) >= cost, where f(t) is the sum over supporters of
    min(purse, t * units). f never falls, and is concave.
    """

    def check_offer(self, step: Round, number: int) -> Fraction:
        """The price the round states; that it is the project's is seen when it is paid."""
        return step.rate / self.worth[step.project]

    def check_total(self, step: Round, number: int, paid: Paid) -> None:
        """That the rate raises exactly the cost, and is the least that does.

        A smaller rate raises as much only if nobody pays in full.
        """
        super().check_total(step, number, paid)
        if not paid.full:
            raise Unproved(f"In round {number}, nobody pays in full: the rate is too high.", number)

    def against(self, rival: int, price: Fraction, reach: float) -> int:
        """Compare what supporters raise at the rate that would give this price with the cost."""
        self._look(rival, reach)
        if self.safe[rival] >= reach:
            self.tally.by_floats += 1
            return DEARER
        self.tally.exactly += 1
        rate = price * self.worth[rival]
        above_, below = rate.numerator * self.purses.below, rate.denominator
        raised, in_full = 0, False
        for part, unit, heads in self.purses.of(rival):
            held, due = part * below, unit * above_
            raised += heads * min(held, due)
            in_full = in_full or held >= due
        cost = self.field.costs[rival] * self.purses.below * below
        if raised == cost:
            return SAME if in_full else CHEAPER
        return CHEAPER if raised > cost else DEARER

    def check_out_of_reach(self, project: int) -> bool:
        """Whether all that supporters hold is less than the cost."""
        self._look(project, inf)
        if self.safe[project] == inf:
            self.tally.by_floats += 1
            return True
        self.tally.exactly += 1
        money = sum(part * heads for part, _, heads in self.purses.of(project))
        return money < self.field.costs[project] * self.purses.below

    def propose(self) -> Round | None:
        """The lowest price, found roughly first; what is near to it, exactly."""
        rough: dict[int, float] = {}
        best = inf
        for project in sorted(self.waiting.now(), key=self.safe.__getitem__):
            if self.safe[project] > best * (1 + NEAR):
                break
            if self.safe[project] < inf:
                rough[project] = self._rough(project)
                best = min(best, rough[project])
        near = [j for j, price in rough.items() if price < inf and price <= best * (1 + NEAR)]
        prices = {j: price for j in near if (price := self._price(j)) is not None}
        if not prices:
            return None
        lowest = min(prices.values())
        first = min((j for j in prices if prices[j] == lowest), key=self.field.order)
        return Round(first, 0, "equal-shares", rate=lowest * self.worth[first])

    def _look(self, project: int, reach: float) -> None:
        """Raise `safe` to this price if supporters certainly raise less than the cost there.

        And beyond: let f(t) < cost, and p be at least the units of all who would pay more if t
        rose. As f is concave, f(t + s) <= f(t) + s p, so the rate is above t + (cost - f(t)) / p.
        """
        cost, worth = self.field.costs[project], self.worth[project]
        rate = above(reach * worth)
        raised, pull, terms = self.purses.raised(project, rate)
        at_most = within(raised, terms)[1]
        if at_most >= cost:
            return
        more = inf
        if pull:
            more = (cost - at_most) / within(pull, terms)[1] * (1 - A_FEW_ROUNDINGS)
        self.safe[project] = max(reach, (rate + more) / worth * (1 - A_FEW_ROUNDINGS))

    def _rough(self, project: int) -> float:
        """About the price, for proposing."""
        worth = self.worth[project]
        return self.purses.rough(project, self.safe[project] * worth, NEAR) / worth

    def _price(self, project: int) -> Fraction | None:
        """The exact price; None when supporters hold less than the cost together."""
        below = self.purses.below
        rate = least_rate(self.purses.of(project), self.field.costs[project] * below)
        return None if rate is None else rate / (below * self.worth[project])
