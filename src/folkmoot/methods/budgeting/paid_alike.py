"""Exact equal shares gone through again from the published rounds: who paid, who could have.

In each round every supporter who held the rate paid it, and nobody else paid anything.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.exact_purses import ExactPurses
from folkmoot.methods.budgeting.outcome import Outcome, Round
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.budgeting.spending import Paid
from folkmoot.methods.budgeting.supporters import supporters_of

Floats = NDArray[np.float64]


def paid_alike(election: Election, outcome: Outcome) -> tuple[tuple[Paid, ...], ...]:
    """For each project and round, what its supporters paid, and how many of them paid. Exact.

    Time O(entries) for each round; memory O(entries).

    >>> from folkmoot.methods.budgeting import Rule, count
    >>> election = Election.of(approvals=[[1, 0], [1, 1], [0, 1]], costs=[30, 50], budget=90)
    >>> paid_alike(election, count(election, Rule.parse("ees")))
    (((Fraction(30, 1), 2),), ((Fraction(15, 1), 1),))
    """
    row = np.repeat(np.arange(election.weights.size), np.diff(election.indptr))
    found: list[list[Paid]] = [[] for _ in range(election.n_projects)]
    for step, purses in _rounds(election, outcome):
        if step is None:
            break
        paying = np.zeros(election.weights.size)
        paying[purses.by.ballots[step.project][_able(purses, step)]] = 1
        heads = (paying * election.weights)[row]
        voters = np.bincount(election.indices, weights=heads, minlength=election.n_projects)
        for project, number in enumerate(voters.astype(np.int64).tolist()):
            found[project].append((step.rate * number, number))
    return tuple(tuple(each) for each in found)


def supports_alike(election: Election, outcome: Outcome) -> Iterator[Floats]:
    """The part of its cost each project could have had, at each purchase and at the end.

    At a purchase: the most that any number of its supporters could raise in equal parts, none
    paying more, for what it is worth, than was paid for the project bought; at the end: with
    what they have left. To within rounding; one array of shape (n_projects,) each.
    """
    by_cost = Rule.parse(outcome.rule).satisfaction == "cost"
    worth = election.costs if by_cost else np.ones_like(election.costs)
    for step, purses in _rounds(election, outcome):
        price = np.inf if step is None else float(step.rate / int(worth[step.project]))
        yield _parts(purses, np.asarray(price * worth, dtype=np.float64))


def _rounds(election: Election, outcome: Outcome) -> Iterator[tuple[Round | None, ExactPurses]]:
    """Every round with the purses before it, and at last None with those at the end."""
    purses = ExactPurses(supporters_of(election, "count"), outcome.endowment)
    for step in outcome.rounds:
        yield step, purses
        purses.charge(step.project, step.rate, _able(purses, step))
    yield None, purses


def _able(purses: ExactPurses, step: Round) -> NDArray[np.bool_]:
    """Which ballots of a project's supporters hold the rate. Exact."""
    held = purses.parts[purses.by.ballots[step.project]] * step.rate.denominator
    return np.asarray(held >= step.rate.numerator * purses.below, dtype=np.bool_)


def _parts(purses: ExactPurses, most: Floats) -> Floats:
    """The most of its cost each project's supporters could raise in equal, bounded parts."""
    by, parts = purses.by, np.zeros(most.size)
    for project, (ballots, heads) in enumerate(zip(by.ballots, by.heads, strict=True)):
        held = purses.held[ballots]
        order = np.argsort(-held)
        each = np.minimum(held[order], most[project])
        parts[project] = (each * np.cumsum(heads[order])).max(initial=0.0)
    return parts / by.election.costs
