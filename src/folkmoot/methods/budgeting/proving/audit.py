"""What all rules that buy from purses have in common: one round after another, each proven."""

from abc import ABC, abstractmethod
from fractions import Fraction
from math import inf

from folkmoot.methods.budgeting.outcome import Round
from folkmoot.methods.budgeting.proving.bounds import above
from folkmoot.methods.budgeting.proving.case import Case
from folkmoot.methods.budgeting.proving.core_purses import purses_of
from folkmoot.methods.budgeting.proving.field import Waiting
from folkmoot.methods.budgeting.proving.proof import Unproved
from folkmoot.methods.budgeting.proving.purses import Paid, Purses

SAME, DEARER, CHEAPER = 0, 1, -1


class Audit(ABC):
    """A run from one endowment.

    Every rule here buys the project with the lowest price; and as purses only become
    emptier, no project's price ever falls. So once a project is proven to ask more than some
    price it need not be looked at again before that price is reached: `safe`.

    Attributes
    ----------
    waiting : Waiting
    purses : Purses
    safe : list of float, one a project
        Each project that waits is proven to ask more than this, or to be out of reach.
    worth : list of int
        What a rate is divided by to become a price.
    """

    def __init__(self, case: Case, endowment: Fraction) -> None:
        field, rule, tally = case.field, case.rule, case.tally
        self.field, self.tally = field, tally
        self.waiting = Waiting(field, rule, tally)
        self.purses = self.purses_of(case, endowment)
        self.safe = [0.0] * len(field.costs)
        by_cost = rule.satisfaction == "cost"
        self.worth = field.costs if by_cost else [1] * len(field.costs)

    def purses_of(self, case: Case, endowment: Fraction) -> Purses:
        """Purses that all hold the endowment."""
        by_points = case.rule.satisfaction == "points"
        return purses_of(case.field, endowment, by_points=by_points)

    @abstractmethod
    def check_offer(self, step: Round, number: int) -> Fraction:
        """Refuse a round whose price is not what its project asks; else that price."""

    @abstractmethod
    def against(self, rival: int, price: Fraction, reach: float) -> int:
        """Whether a project is `CHEAPER` than this price, the `SAME`, or `DEARER`, for certain.

        `reach` is a float not below the price. Raises `safe` where it can.
        """

    @abstractmethod
    def check_out_of_reach(self, project: int) -> bool:
        """Whether a project's supporters, with all they hold, cannot buy it."""

    def check(self, step: Round, number: int) -> None:
        """Prove one round with all it says, and pay for it."""
        tied = self.tied_with(step, number)
        if tied != set(step.tied_with):
            raise Unproved(f"Round {number} does not name the projects that were tied.", number)
        if tied:
            self.tally.ties.append(self.field.tie(number, (step.project, *tied)))
        self._check_account(step, number, self.buy(step, number))

    def tied_with(self, step: Round, number: int) -> set[int]:
        """Refuse a project that is not the next to be bought; else those with the same price."""
        name = self.tally.name(step.project)
        if step.project not in self.waiting:
            raise Unproved(f"Round {number} funds {name}, which may not be funded then.", number)
        if step.rate <= 0 or step.covered <= 0:
            raise Unproved(f"Round {number} says that {name} costs its voters nothing.", number)
        price = self.check_offer(step, number)
        reach, tied = above(price), set[int]()
        for rival in self.waiting.now():
            if rival == step.project:
                continue
            if self.safe[rival] >= reach:
                self.tally.by_floats += 1
                continue
            found = self.against(rival, price, reach)
            if found == CHEAPER or (found == SAME and self._goes_before(rival, step.project)):
                why = "asks less" if found == CHEAPER else "goes first among equals"
                first = self.tally.name(rival)
                raise Unproved(f"In round {number}, {first} {why} than {name}.", number)
            if found == SAME:
                tied.add(rival)
        return tied

    def buy(self, step: Round, number: int) -> Paid:
        """Take what a round says out of the purses; refuse it if that is not the cost."""
        self.waiting.fund(step.project, number)
        paid = self.pay(step)
        self.check_total(step, number, paid)
        return paid

    def pay(self, step: Round) -> Paid:
        """Take what the round says out of the purses."""
        return self.purses.pay(step.project, step.rate)

    def check_total(self, step: Round, number: int, paid: Paid) -> None:
        """Refuse a round whose payments are not exactly the cost."""
        name, cost = self.tally.name(step.project), self.field.costs[step.project]
        if paid.given != cost:
            short = "less" if paid.given < cost else "more"
            raise Unproved(
                f"In round {number}, what is paid for {name} is {short} than it costs.", number
            )

    def check_end(self) -> None:
        """Refuse an end at which something could still be bought."""
        for project in self.waiting.now():
            if self.safe[project] == inf:
                self.tally.by_floats += 1
            elif not self.check_out_of_reach(project):
                name = self.tally.name(project)
                raise Unproved(f"After the last round, {name} could still be bought.")

    def _check_account(self, step: Round, number: int, paid: Paid) -> None:
        """Refuse a round that does not say rightly how much was paid, and by how many."""
        name, cost = self.tally.name(step.project), self.field.costs[step.project]
        claims = (
            (step.cap, paid.most, "the most that one voter paid"),
            (step.paid_full, paid.full, "how many paid in full"),
            (step.paid_rest, paid.rest, "how many paid the last they had"),
            (step.votes, self.field.votes[step.project], "the votes"),
            (step.effective_votes, cost / step.rate, "the effective votes"),
        )
        for said, true, what in claims:
            if said != true:
                raise Unproved(f"Round {number} does not say rightly {what} for {name}.", number)

    def _goes_before(self, rival: int, project: int) -> bool:
        return self.field.order(rival) < self.field.order(project)
