"""Exact equal shares: all who pay for a project pay the same, and only who can pays."""

from fractions import Fraction
from math import inf

import numpy as np

from folkmoot.methods.budgeting.outcome import Round
from folkmoot.methods.budgeting.proving.array_purses import ArrayPurses
from folkmoot.methods.budgeting.proving.audit import CHEAPER, DEARER, SAME, Audit
from folkmoot.methods.budgeting.proving.bounds import A_FEW_ROUNDINGS
from folkmoot.methods.budgeting.proving.case import Case
from folkmoot.methods.budgeting.proving.proof import Unproved
from folkmoot.methods.budgeting.proving.purses import Paid


class AlikeAudit(Audit):
    """A run of exact equal shares."""

    purses: ArrayPurses

    def purses_of(self, case: Case, endowment: Fraction) -> ArrayPurses:
        """Purses that can be put in order by what they hold."""
        return ArrayPurses(case.field, endowment, by_points=False)

    def check_offer(self, step: Round, number: int) -> Fraction:
        """That no more supporters could each pay an equal part."""
        payers, cost = self.payers(step.project), self.field.costs[step.project]
        if not payers or step.rate * payers != cost:
            name = self.tally.name(step.project)
            raise Unproved(
                f"In round {number}, {payers} supporters of {name} can each pay an equal part.",
                number,
            )
        return step.rate / self.worth[step.project]

    def pay(self, step: Round) -> Paid:
        """Whoever holds as much pays the part; the others pay nothing."""
        return self.purses.pay(step.project, step.rate, all_or_nothing=True)

    def against(self, rival: int, price: Fraction, reach: float) -> int:
        """Compare how many could pay an equal part with how many would have to."""
        self._look(rival)
        if self.safe[rival] >= reach:
            self.tally.by_floats += 1
            return DEARER
        self.tally.exactly += 1
        own = self.price(rival)
        if own is None or own > price:
            return DEARER
        return SAME if own == price else CHEAPER

    def check_out_of_reach(self, project: int) -> bool:
        """Whether no number of supporters could each pay an equal part."""
        self._look(project)
        if self.safe[project] == inf:
            self.tally.by_floats += 1
            return True
        self.tally.exactly += 1
        return not self.payers(project)

    def propose(self) -> Round | None:
        """The lowest price: exact, for all that may be lowest."""
        prices: dict[int, Fraction] = {}
        best: Fraction | None = None
        for project in sorted(self.waiting.now(), key=self.safe.__getitem__):
            self._look(project)
            if best is not None and self.safe[project] > best:
                continue
            if (price := self.price(project)) is not None:
                prices[project] = price
                best = price if best is None else min(best, price)
        if best is None:
            return None
        first = min((j for j in prices if prices[j] == best), key=self.field.order)
        rate = best * self.worth[first]
        return Round(first, 0, "exact-equal-shares", rate=rate)

    def price(self, project: int) -> Fraction | None:
        """What a project asks; None when nobody can pay."""
        payers = self.payers(project)
        each = Fraction(self.field.costs[project], self.worth[project])
        return each / payers if payers else None

    def payers(self, project: int) -> int:
        """The most supporters who can each pay an equal part of the cost, exactly."""
        cost, found = self.field.costs[project] * self.purses.below, 0
        for part, able in self.standing(project):
            found = able if able * part >= cost else found
        return found

    def standing(self, project: int) -> list[tuple[int, int]]:
        """For every sum in a supporter's purse, falling: how many hold at least as much."""
        found, able = list[tuple[int, int]](), 0
        for part, _, heads in sorted(self.purses.of(project), reverse=True):
            able += heads
            found.append((part, able))
        return found

    def _look(self, project: int) -> None:
        """Raise `safe`: the price is cost / payers, and no more pay than may be able to.

        Of voters by what they hold, the richest first, k can pay only if k times what the last
        of them holds is the cost. Floats nearest to the sums keep their order.
        """
        held, _, heads = self.purses.supporters(project)
        order = np.argsort(-held, kind="stable")
        able = np.cumsum(heads[order])
        enough = able * held[order] * (1 + A_FEW_ROUNDINGS) >= self.field.costs[project]
        if not enough.any():
            self.safe[project] = inf
            return
        most = int(able[enough].max())
        price = self.field.costs[project] / (most * self.worth[project])
        self.safe[project] = max(self.safe[project], price * (1 - A_FEW_ROUNDINGS))


class Rise:
    """By how much every share would have to rise for anything in a run to be different.

    Attributes
    ----------
    least : Fraction or None
        The least such rise found so far.
    """

    def __init__(self, audit: AlikeAudit) -> None:
        self.least: Fraction | None = None
        self._audit = audit

    def before(self, step: Round, number: int) -> None:
        """Look at what it would take for any project to be bought instead of this one.

        It would need more payers than make its price that of the chosen one; as many suffice
        where it goes first among equals. The chosen one itself: one payer more.
        """
        audit = self._audit
        if step.rate <= 0 or step.project not in audit.waiting:
            raise Unproved(f"Round {number} cannot be bought.", number)
        price, order = step.rate / audit.worth[step.project], audit.field.order
        for project in audit.waiting.now():
            each = Fraction(audit.field.costs[project], audit.worth[project])
            needed, over = divmod(each, price)
            first = not over and order(project) < order(step.project)
            self._look(project, int(needed) + (0 if first else 1))

    def at_end(self) -> None:
        """Look at what it would take for any project to be bought after all."""
        for project in self._audit.waiting.now():
            self._look(project, 1)

    def _look(self, project: int, needed: int) -> None:
        """So many can pay once each of them holds cost / their number."""
        audit, cost = self._audit, self._audit.field.costs[project]
        held, _, heads = audit.purses.supporters(project)
        order = np.argsort(-held, kind="stable")
        able = np.cumsum(heads[order])
        share = cost / able
        missing = (share - held[order])[able >= needed]
        slack = (cost + float(held.max(initial=0.0))) * A_FEW_ROUNDINGS
        least = float(self.least) if self.least is not None else inf
        if not missing.size or float(missing.min()) - slack > least * (1 + A_FEW_ROUNDINGS):
            return
        audit.tally.exactly += 1
        empty = audit.field.votes[project]
        for part, number in [*audit.standing(project), (0, empty)]:
            if number >= needed:
                rise = Fraction(cost, number) - Fraction(part, audit.purses.below)
                self.least = rise if self.least is None else min(self.least, rise)
