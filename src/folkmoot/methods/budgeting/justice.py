"""Justified representation: was any group, large and united enough, left behind?

Source: Brill and Peters (2023), *Robust and Verifiable Proportionality Axioms for Multiwinner
Voting*, EC (EJR+); for projects with costs "up to one project" as in Peters, Pierczyński and
Skowron (2021), *Proportional Participatory Budgeting with Additive Utilities*, Section 3.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.outcome import Outcome
from folkmoot.methods.budgeting.rule import Satisfaction
from folkmoot.methods.budgeting.supporters import Supporters, supporters_of

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Neglect:
    """A project that is not funded, and a group of its supporters who deserved better.

    Attributes
    ----------
    project : int
    n_voters : int
        How many of its supporters are in the group.
    deserved : Fraction
        The group's equal share of the budget together: `n_voters * budget / all voters`.
    at_most : int
        What the best served of the group has from the outcome: the cost of the funded
        projects on their ballot ("cost"), how many there are ("count"), or the points they
        gave them ("points").
    ballots : int64 array
        The group: the rows of the election's distinct ballots, ascending. All voters who cast
        one of these belong to it.
    """

    project: int
    n_voters: int
    deserved: Fraction
    at_most: int
    ballots: Ints


def neglected(
    election: Election, outcome: Outcome, satisfaction: Satisfaction = "cost"
) -> tuple[Neglect, ...]:
    """The projects by which an outcome fails EJR+ up to one project; empty when it holds.

    It fails by a project that is not funded when some of its supporters, with their equal
    shares put together, could have paid for it and for more than any one of them has got.
    With costs as satisfaction: a group of `k` of its supporters, each of whom has funded
    projects worth so little that even with this one added it comes to no more than the
    group's part of the budget, `k * budget / n_voters`.

    For the other kinds of satisfaction each supporter's gain `u(W) + u(p)` is weighed by what
    the group would pay for one unit of it, `cost / (sum of the group's u(p))`; "cost" is the
    special case `u(p) = cost`.

    Equal shares without completion never fails it for the satisfaction it was counted by: at
    the first moment when a member of the group can no longer pay an equal part of the
    project, that member has already paid for more than this. Projects that a rule leaves out
    beforehand (a least number of votes, a cut) are looked at like all others.

    Parameters
    ----------
    election : Election
    outcome : Outcome
        Only which projects are funded matters.
    satisfaction : "cost", "count" or "points"

    Returns
    -------
    tuple of Neglect
        In the order of the election, each with its largest group.

    Notes
    -----
    Exact: whole numbers only. For each project the groups that matter are its least served
    supporters, so a sort finds them all: time O(entries · log entries), memory O(entries).

    Examples
    --------
    >>> from folkmoot.methods.budgeting import Rule, count
    >>> ballots = [[1, 1, 0]] * 6 + [[0, 0, 1]] * 3
    >>> election = Election.of(approvals=ballots, costs=[45, 45, 30], budget=90)
    >>> [group] = neglected(election, count(election, Rule("greedy")))
    >>> group.project, group.n_voters, str(group.deserved), group.at_most
    (2, 3, '30', 0)
    >>> neglected(election, count(election, Rule("equal-shares")))
    ()
    """
    by = supporters_of(election, satisfaction)
    served = served_by(election, outcome, satisfaction)
    funded = set(outcome.funded)
    found = (
        _neglect(project, by, served, satisfaction)
        for project in range(election.n_projects)
        if project not in funded and by.ballots[project].size
    )
    return tuple(each for each in found if each is not None)


def served_by(election: Election, outcome: Outcome, satisfaction: Satisfaction) -> Ints:
    """What the outcome is worth to a voter with each distinct ballot, shape (n_ballots,).

    >>> from folkmoot.methods.budgeting import Rule, count
    >>> election = Election.of(approvals=[[1, 1], [1, 0]], costs=[60, 30], budget=90)
    >>> served_by(election, count(election, Rule("greedy")), "cost").tolist()
    [90, 60]
    """
    worth = np.zeros(election.n_projects, dtype=np.int64)
    won = list(outcome.funded)
    worth[won] = election.costs[won] if satisfaction == "cost" else 1
    each = worth[election.indices]
    each = each * election.scores if satisfaction == "points" else each
    total = np.concatenate(([0], np.cumsum(each, dtype=np.int64)))
    return np.asarray(total[election.indptr[1:]] - total[election.indptr[:-1]], dtype=np.int64)


def _neglect(
    project: int, by: Supporters, served: Ints, satisfaction: Satisfaction
) -> Neglect | None:
    """The largest group of a project's supporters who deserved better, if there is one."""
    election, ballots = by.election, by.ballots[project]
    heads, units = by.heads[project].astype(np.int64), by.units[project].astype(np.int64)
    cost = int(election.costs[project])
    gain = served[ballots] + (cost if satisfaction == "cost" else units)
    price = 1 if satisfaction == "cost" else cost
    order = np.argsort(gain, kind="stable")
    pull = np.cumsum((heads * units)[order])
    needed, had = _products(gain[order], price * election.n_voters, pull, election.budget)
    short = np.flatnonzero(needed <= had)
    if not short.size:
        return None
    group = order[: int(short[-1]) + 1]
    n_voters = int(heads[group].sum())
    return Neglect(
        project=project,
        n_voters=n_voters,
        deserved=Fraction(n_voters * election.budget, election.n_voters),
        at_most=int(served[ballots[group]].max()),
        ballots=np.sort(ballots[group]),
    )


def _products(gain: Ints, price: int, pull: Ints, budget: int) -> tuple[Any, Any]:
    """`gain * price` and `pull * budget`, in Python's whole numbers where 64 bits may not do."""
    if max(int(gain.max()) * price, int(pull.max()) * budget) < 2**62:
        return gain * price, pull * budget
    return gain.astype(object) * price, pull.astype(object) * budget
