"""Which voters would have helped a project most, had they chosen it as well.

Source: Boehmer and others (2024), *Evaluation of Project Performance in Participatory
Budgeting*, IJCAI, Section 3 (optimist-add). That a project which is not bought leaves the
count as it was, so that at each moment the richest voters help most, is used for equal shares
too, not only for Phragmén as there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.changes import with_more_choosing
from folkmoot.methods.budgeting.counting import admitted
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.outcome import Outcome
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.budgeting.savings import savings
from folkmoot.methods.budgeting.spending import spending_of

Floats = NDArray[np.float64]
Moment = tuple[Floats, float]  # what one voter of each ballot could add, and what is missing

SAFE = 1e-9  # taken off what is missing, so that roundings never ask for a voter too many


@dataclass(frozen=True, slots=True, eq=False)
class Persuasion:
    """Voters to be won over for one project that was not funded.

    Attributes
    ----------
    election : Election
    outcome : Outcome
    project : int
    score : int
        The points each gives it; 1 for ticks.
    needed : tuple of int
        For every moment at which it might be bought, how many voters it takes at least, if
        they are those who have most to give then. Never more than the truth; more than all
        voters where no number is enough.
    """

    election: Election
    outcome: Outcome
    project: int
    score: int
    needed: tuple[int, ...]

    @classmethod
    def of(cls, election: Election, outcome: Outcome, project: int, score: int = 1) -> "Persuasion":
        """Go through the count, moment by moment. Time: as the count; memory O(ballots).

        >>> from folkmoot.methods.budgeting.counting import count
        >>> election = Election.of(approvals=[[1, 0]] * 3 + [[0, 1]], costs=[30, 45], budget=90)
        >>> Persuasion.of(election, count(election, Rule("equal-shares")), 1).needed
        (2, 2)
        """
        heads = _others(election, project)
        needed = tuple(
            _voters_needed(help_, missing, heads)
            for help_, missing in _moments(election, outcome, project, score)
        )
        return cls(election, outcome, project, score, needed)

    @property
    def at_least(self) -> int:
        """Fewer voters than this are not enough at any moment."""
        return min(self.needed, default=self.election.n_voters + 1)

    def with_more(self, n_more: int) -> Iterator[Election]:
        """The election with so many won over: one for each moment when that may be enough.

        They are the voters with most to give at that moment; two who differ by less than the
        rounding of a float count as having the same.
        """
        heads = _others(self.election, self.project)
        moments = _moments(self.election, self.outcome, self.project, self.score)
        for needed, (help_, _) in zip(self.needed, moments, strict=True):
            if needed > n_more:
                continue
            order = np.argsort(-help_, kind="stable")
            order = order[heads[order] > 0]
            so_far = np.cumsum(heads[order])
            taken = np.clip(heads[order] - (so_far - n_more), 0, heads[order])
            rows = np.flatnonzero(taken)
            yield with_more_choosing(
                self.election, self.project, order[rows], taken[rows], self.score
            )


def _moments(election: Election, outcome: Outcome, project: int, score: int) -> Iterator[Moment]:
    """The moments of a count at which more supporters might have had the project bought."""
    rule = Rule.parse(outcome.rule)
    if rule.family == "phragmen":
        yield from _while_saving(election, outcome, project)
    elif rule.family == "equal-shares" and outcome.endowment:
        moments = _while_spending(election, outcome, project, score)
        # A completion begins again with every raise; only how its last run ended is known.
        yield from moments if rule.completion == "none" else _the_last(moments)
    else:  # by a list everybody helps the same
        yield np.ones(election.weights.size), 0.0


def _while_spending(
    election: Election, outcome: Outcome, project: int, score: int
) -> Iterator[Moment]:
    """Equal shares: at each purchase, at its price; and at the end, with all that is left."""
    satisfaction = Rule.parse(outcome.rule).satisfaction
    spending = spending_of(election, outcome, satisfaction)
    by, cost = spending.supporters, int(election.costs[project])
    units = score if satisfaction == "points" else 1
    for number, purses in enumerate(spending.purses()):
        rate = np.inf
        if number < len(spending.bought):
            worth = int(by.worth[project]), int(by.worth[spending.bought[number]])
            rate = float(Fraction(spending.rates[number] * worth[0], spending.unit * worth[1]))
        held = purses[by.ballots[project]]
        raised = by.heads[project] * np.minimum(held, rate * by.units[project])
        yield np.minimum(purses, rate * units), cost - float(raised.sum())


def _while_saving(election: Election, outcome: Outcome, project: int) -> Iterator[Moment]:
    """Phragmén: at each purchase and when it stopped, with what has been saved by then."""
    cost, left = int(election.costs[project]), election.budget
    supporting = _supporting(election, project)
    for number, saved in enumerate(savings(election, outcome)):
        held = float((saved * election.weights)[supporting].sum())
        yield saved, cost - held if cost <= left else np.inf
        if number < len(outcome.rounds):
            left -= int(election.costs[outcome.rounds[number].project])
    allowed = admitted(election, Rule.parse(outcome.rule)) & (election.votes > 0)
    allowed[list(outcome.funded)] = False
    if not allowed.any() and cost <= left:  # nothing else is waiting: time goes on
        yield np.ones(election.weights.size), 0.0


def _the_last(moments: Iterator[Moment]) -> Iterator[Moment]:
    """What each has at the end; how many it takes then is for counting to say."""
    *_, (help_, _) = moments
    yield help_, 0.0


def _voters_needed(help_: Floats, missing: float, heads: NDArray[np.int64]) -> int:
    """The fewest voters who can add what is missing, give or take a rounding."""
    if missing <= 0:
        return 0
    order = np.argsort(-help_, kind="stable")
    order = order[(heads[order] > 0) & (help_[order] > 0)]
    sums = np.cumsum(help_[order] * heads[order])
    enough = int(np.searchsorted(sums, missing * (1 - SAFE)))
    if enough == order.size:
        return int(heads.sum()) + 1
    before = int(heads[order[:enough]].sum())
    rest = missing * (1 - SAFE) - (sums[enough - 1] if enough else 0.0)
    return before + max(1, int(np.ceil(rest / help_[order[enough]] * (1 - SAFE))))


def _supporting(election: Election, project: int) -> NDArray[np.bool_]:
    """Which distinct ballots choose the project, shape (n_ballots,)."""
    row = np.repeat(np.arange(election.weights.size), np.diff(election.indptr))
    chosen = np.zeros(election.weights.size, dtype=np.bool_)
    chosen[row[election.indices == project]] = True
    return chosen


def _others(election: Election, project: int) -> NDArray[np.int64]:
    """How many voters of each distinct ballot could be won over, shape (n_ballots,)."""
    return np.where(_supporting(election, project), 0, election.weights)
