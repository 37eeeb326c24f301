"""Bounded overspending: each project at its best mix of a low rate and a large part covered."""

from fractions import Fraction
from math import inf

import numpy as np

from folkmoot.methods.budgeting.kinds import Floats
from folkmoot.methods.budgeting.outcome import Round
from folkmoot.methods.budgeting.proving.audit import CHEAPER, DEARER, SAME, Audit
from folkmoot.methods.budgeting.proving.bounds import A_FEW_ROUNDINGS, above, within
from folkmoot.methods.budgeting.proving.proof import Unproved
from folkmoot.methods.budgeting.proving.purses import Group, Paid, least_rate

Offer = tuple[Fraction, Fraction]  # the price, and minus the part covered: the least is best


class OverspendingAudit(Audit):
    """A run of equal shares with bounded overspending.

    When each pays t for each unit, supporters raise f(t), the sum of min(purse, t * units).
    That covers the part a = min(1, f(t) / cost), and the price is the least t / a². Between two
    neighbouring purses per unit f is straight, f = p + q t with p, q >= 0. There the slope of
    t / f² has the sign of p - q t: it rises first and then falls, so it is least at an end.
    Beyond full cover it rises. So only purses per unit, and full cover, need to be looked at.
    As purses shrink, f shrinks everywhere: the price of a project never falls.
    """

    def check_offer(self, step: Round, number: int) -> Fraction:
        """That the part covered and the rate are those of the lowest price, covering most."""
        name, cost = self.tally.name(step.project), self.field.costs[step.project]
        best = self._best(step.project, inf)
        if best is None or cost > self._left:
            raise Unproved(f"In round {number}, {name} cannot be bought.", number)
        if (step.rate / step.covered, -step.covered) != best:
            raise Unproved(f"In round {number}, {name} has another price.", number)
        return best[0] / self.worth[step.project]

    def check_total(self, step: Round, number: int, paid: Paid) -> None:
        """Supporters pay what they can of the rate; the budget gives the rest of the cost."""

    def against(self, rival: int, price: Fraction, reach: float) -> int:
        """Compare the lowest price of a project with this one."""
        if self.field.costs[rival] > self._left:
            self.safe[rival] = inf  # it will never fit again
        else:
            self._look(rival)
        if self.safe[rival] >= reach:
            self.tally.by_floats += 1
            return DEARER
        self.tally.exactly += 1
        best = self._best(rival, reach * self.worth[rival] * (1 + A_FEW_ROUNDINGS))
        if best is None or best[0] > price * self.worth[rival]:
            return DEARER
        return SAME if best[0] == price * self.worth[rival] else CHEAPER

    def check_out_of_reach(self, project: int) -> bool:
        """Whether it no longer fits, or its supporters hold nothing."""
        self.tally.exactly += 1
        return self.field.costs[project] > self._left or not self.purses.of(project)

    @property
    def _left(self) -> int:
        return self.field.budget - self.waiting.spent

    def _look(self, project: int) -> None:
        """Raise `safe` to a bound of the lowest price."""
        prices = self._prices(project, self.purses.of(project))
        low = float(prices.min(initial=inf)) / self.worth[project] * (1 - A_FEW_ROUNDINGS)
        self.safe[project] = max(self.safe[project], low)

    def _prices(self, project: int, groups: list[Group]) -> Floats:
        """Prices that the true ones are not below: one a group's claim, the last at full cover.

        A claim is all a voter holds, for each unit. At a claim t: t / min(1, a)², with a not
        below the true part covered. As f is concave, full cover is not below
        t + (cost - f(t)) / (units that pay on beyond t), for any t with f(t) < cost; nor below
        cost / (all units).
        """
        if not groups:
            return np.empty(0)
        below, cost = self.purses.below, float(self.field.costs[project])
        held = np.array([part / below for part, _, _ in groups])
        units, heads = np.array([each[1:] for each in groups], dtype=np.float64).T
        claims = held / units
        order = np.argsort(claims, kind="stable")
        pulls = np.cumsum((heads * units)[order])  # whole numbers below 2^53: exact
        beyond, claim = pulls[-1] - pulls, claims[order]
        raised = np.cumsum((heads * held)[order]) + claim * beyond
        total = float(raised[-1])
        most = raised + (within(total, held.size)[1] - total)  # no sum is further off than all
        prices = np.full(held.size + 1, inf)
        prices[order] = claim / np.minimum(1.0, most / cost) ** 2
        if most[-1] >= cost:
            short = (most < cost) & (beyond > 0)
            full = claim[short] + (cost - most[short]) / beyond[short]
            prices[-1] = max(cost / float(pulls[-1]), float(full.max(initial=0.0)))
        return prices * (1 - A_FEW_ROUNDINGS)

    def _best(self, project: int, reach: float) -> Offer | None:
        """The lowest price, exactly, and the part covered; None when it is above `reach`."""
        groups = self.purses.of(project)
        prices = self._prices(project, groups)
        best: Offer | None = None
        for at in np.argsort(prices, kind="stable").tolist():
            if prices[at] == inf or prices[at] > (above(best[0]) if best else reach):
                break
            found = self._offer(project, groups, at)
            best = found if best is None else min(best, found or best)
        return best

    def _offer(self, project: int, groups: list[Group], at: int) -> Offer | None:
        """The price at one group's claim, or after the last of them at full cover, exactly."""
        cost, below = self.field.costs[project], self.purses.below
        if at == len(groups):
            rate = least_rate(groups, cost * below)
            return None if rate is None else (rate / below, Fraction(-1))
        mine, unit, _ = groups[at]
        raised = sum(heads * min(part * unit, mine * each) for part, each, heads in groups)
        covered = Fraction(raised, unit * below * cost)
        return None if covered > 1 else (Fraction(mine, unit * below) / covered**2, -covered)
