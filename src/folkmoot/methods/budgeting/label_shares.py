"""Where the money went beside where the votes went: by theme, by district, by any label.

Source: for the distance, Lackner and Skowron (2023), *Multi-Winner Voting with Approval
Preferences*, and equalshares.net ("over-spending on categories"): the L1 distance between
shares of votes and shares of money.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.outcome import Outcome
from folkmoot.methods.errors import InvalidInput

Weighing = Literal["voters", "votes"]


@dataclass(frozen=True, slots=True)
class LabelShare:
    """One label: its part of the votes and of the money, each exact and from 0 to 1.

    `n_projects` and `n_funded` count the projects that carry it, in whole or in part;
    `money` is what was spent on it, in the smallest unit.
    """

    label: str
    n_projects: int
    n_funded: int
    votes_share: Fraction
    money_share: Fraction
    money: Fraction


@dataclass(frozen=True, slots=True)
class Proportions:
    """Every label's shares, and how far the money is from the votes.

    `distance` is the sum of what the shares differ by, from 0 (money as the votes) to 2
    (none of it). Half of it is the part of the money that would have to move. Exact.
    """

    labels: tuple[LabelShare, ...]
    distance: Fraction

    @property
    def misplaced_share(self) -> float:
        """The part of the money spent that would have to go to other labels."""
        return float(self.distance) / 2


def labels_in(text: str) -> tuple[str, ...]:
    """The labels in a column of a Pabulib file: separated by commas, each once, in order.

    >>> labels_in("environmental protection,sport, sport")
    ('environmental protection', 'sport')
    """
    return tuple(dict.fromkeys(part for each in text.split(",") if (part := each.strip())))


def proportions(
    election: Election,
    outcome: Outcome,
    labels: Sequence[Collection[str]],
    *,
    weighing: Weighing = "voters",
) -> Proportions:
    """Compare each label's part of the votes with its part of the money spent.

    A project with several labels counts in equal parts for each; one without any counts for
    the label "". Labels come in alphabetical order.

    Parameters
    ----------
    election : Election
    outcome : Outcome
    labels : one collection of labels a project, in the order of the election
        For a Pabulib file: `[labels_in(each.category) for each in file.projects]`.
    weighing : "voters" or "votes"
        "voters": every voter who chose anything counts the same, in equal parts (with points:
        in proportion) for what they chose; "votes": every vote (every point) counts the same.

    Notes
    -----
    Exact. Time O(entries) and one fraction for each length of ballot.

    Examples
    --------
    >>> from folkmoot.methods.budgeting import Rule, count
    >>> ballots = [[1, 1, 0]] * 6 + [[0, 0, 1]] * 3
    >>> election = Election.of(approvals=ballots, costs=[45, 45, 30], budget=90)
    >>> found = proportions(election, count(election, Rule("greedy")), [["N"], ["N"], ["S"]])
    >>> [(each.label, str(each.votes_share), str(each.money_share)) for each in found.labels]
    [('N', '2/3', '1'), ('S', '1/3', '0')]
    >>> str(found.distance)
    '2/3'
    """
    if len(labels) != election.n_projects:
        raise InvalidInput("Each project needs its own collection of labels, empty or not.")
    of = [tuple(dict.fromkeys(each)) or ("",) for each in labels]
    won = set(outcome.funded)
    weight = _by_voters(election) if weighing == "voters" else _by_votes(election)
    cost = [Fraction(int(each) if j in won else 0) for j, each in enumerate(election.costs)]
    votes, money = _per_label(of, weight), _per_label(of, cost)
    all_votes, all_money = sum(votes.values()) or 1, sum(money.values()) or 1
    found = tuple(
        LabelShare(
            label=label,
            n_projects=sum(label in each for each in of),
            n_funded=sum(label in of[j] for j in won),
            votes_share=votes[label] / all_votes,
            money_share=money[label] / all_money,
            money=money[label],
        )
        for label in sorted(votes)
    )
    apart = (abs(each.votes_share - each.money_share) for each in found)
    return Proportions(found, sum(apart, start=Fraction(0)))


def _by_votes(election: Election) -> list[Fraction]:
    return [Fraction(points) for points in election.points.tolist()]


def _by_voters(election: Election) -> list[Fraction]:
    """How many voters' worth of choice each project has. Their sum is who chose anything."""
    given = np.concatenate(([0], np.cumsum(election.scores, dtype=np.int64)))
    each = given[election.indptr[1:]] - given[election.indptr[:-1]]
    per_entry = np.repeat(each, np.diff(election.indptr))
    heads = np.repeat(election.weights.astype(np.int64), np.diff(election.indptr)) * election.scores
    worth = [Fraction(0)] * election.n_projects
    for total in np.unique(per_entry).tolist():
        here = per_entry == total
        part = np.bincount(
            election.indices[here], weights=heads[here], minlength=election.n_projects
        )
        for project in np.flatnonzero(part).tolist():
            worth[project] += Fraction(int(part[project]), total)
    return worth


def _per_label(of: list[tuple[str, ...]], amounts: list[Fraction]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for labels, amount in zip(of, amounts, strict=True):
        for label in labels:
            found[label] = found.get(label, Fraction(0)) + amount / len(labels)
    return found
