"""Most votes for the money first: small projects with many friends come early.

Source: Rey, Schmidt and Maly (2023), *The (Computational) Social Choice Take on Indivisible
Participatory Budgeting*, Section 3.1 (greedy for the cardinality measure).
"""

from fractions import Fraction

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.greedy import Bools, in_order, why_stopped
from folkmoot.methods.budgeting.outcome import Outcome


def greedy_per_cost(election: Election, allowed: Bools | None = None) -> Outcome:
    """Fund projects in order of points (ticks: votes) / cost, skipping any that does not fit.

    The order is exact; ties as everywhere.

    Examples
    --------
    >>> ballots = [[1, 0, 0]] * 3 + [[0, 1, 0]] * 2 + [[0, 0, 1]]
    >>> election = Election.of(approvals=ballots, costs=[60, 30, 30], budget=90)
    >>> greedy_per_cost(election).funded
    (1, 0)
    """
    strength = [
        Fraction(int(points), int(cost))
        for points, cost in zip(election.points, election.costs, strict=True)
    ]
    rounds, left, misfit = in_order(
        election, strength, allowed, left=election.budget, by="votes-per-cost"
    )
    return Outcome(
        rule="greedy-per-cost/1",
        rounds=rounds,
        spent=election.budget - left,
        unspent=left,
        stopped_because=why_stopped(misfit),
    )
