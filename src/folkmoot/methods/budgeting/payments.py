"""Who paid what, in every round, worked out again from the published rounds alone.

Nothing here uses the code that counted: what it finds agrees with the count or the count is
wrong. Amounts are exact.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.outcome import NOTHING, Outcome
from folkmoot.methods.budgeting.paid_alike import paid_alike
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.budgeting.savings import paid_from_savings
from folkmoot.methods.budgeting.spending import Paid, spending_of

Taken = tuple[tuple[int, Fraction, int], ...]


@dataclass(frozen=True, slots=True)
class Payments:
    """What each project's supporters were given, paid and held.

    Attributes
    ----------
    bought : tuple of int
        The project of each round, in order.
    given : tuple of Fraction, one a round and one for the end
        What each voter had been given by then, spent or not: under equal shares the
        endowment all along; under Phragmen, the time. All 0 where voters hold no money.
    paid : for each project, for each round, (money, voters)
        What the project's supporters paid to the project bought in that round, and how many
        of them paid anything.
    votes : tuple of int
        The supporters of each project.
    """

    bought: tuple[int, ...]
    given: tuple[Fraction, ...]
    paid: tuple[tuple[Paid, ...], ...]
    votes: tuple[int, ...]

    def held(self, project: int) -> tuple[Fraction, ...]:
        """What a project's supporters held before each round, and at the end."""
        spent = accumulate((money for money, _ in self.paid[project]), initial=NOTHING)
        return tuple(
            self.votes[project] * each - gone for each, gone in zip(self.given, spent, strict=True)
        )

    def taken(self, project: int, until: int | None = None) -> Taken:
        """(project, money, voters) its supporters paid for, largest first.

        `until`: only in the rounds before that one.
        """
        parts = zip(self.bought, self.paid[project], strict=True)
        found = [(j, money, voters) for j, (money, voters) in parts][:until]
        return tuple(sorted((each for each in found if each[1]), key=lambda f: (-f[1], f[0])))


def payments_of(election: Election, outcome: Outcome) -> Payments:
    """Work out every payment of an outcome of this election.

    Time: O(entries) for each project at worst, for what its supporters chose; memory
    O(entries) and `n_projects * n_rounds` fractions.

    >>> from folkmoot.methods.budgeting.counting import count
    >>> election = Election.of(approvals=[[1, 0], [1, 1], [0, 1]], costs=[30, 50], budget=90)
    >>> found = payments_of(election, count(election, Rule("equal-shares")))
    >>> [str(money) for money in found.held(1)], found.taken(1)
    (['60', '45'], ((0, Fraction(15, 1), 1),))
    """
    rule = Rule.parse(outcome.rule)
    n_rounds = len(outcome.rounds)
    given: tuple[Fraction, ...] = (outcome.endowment,) * (n_rounds + 1)
    paid: tuple[tuple[Paid, ...], ...]
    if rule.family == "phragmen":
        given = (*(step.time for step in outcome.rounds), outcome.endowment)
        paid = paid_from_savings(election, outcome)
    elif rule.family == "exact-equal-shares":
        paid = paid_alike(election, outcome)
    elif outcome.endowment:
        paid = spending_of(election, outcome, rule.satisfaction).paid()
    else:
        paid = (((NOTHING, 0),) * n_rounds,) * election.n_projects
    return Payments(outcome.funded, given, paid, tuple(election.votes.tolist()))
