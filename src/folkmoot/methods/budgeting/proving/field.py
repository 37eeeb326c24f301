"""The election as a proof sees it: its own sums, its own tie order, who may still be funded.

Nothing here uses what the election or the count has worked out; only the numbers that were
given: costs, ballots, lots, limits.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from folkmoot.methods.budgeting.core.checking import Turned
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.kinds import Ints
from folkmoot.methods.budgeting.proving.proof import Criterion, Tally, Tie, Unproved
from folkmoot.methods.budgeting.rule import Rule


class Field:
    """Projects, and for each the ballots that chose it.

    Attributes
    ----------
    costs, votes, points : list of int, one a project
    budget, n_voters : int
    turned : Turned or None
        The ballots by project, where there is a core.
    weights : int64 array, shape (n_ballots,)
    ballots, heads, scores : lists of int64 arrays, one a project
        The same to numpy: the ballots that chose it, the voters who cast each, the points each
        of them gave.
    """

    def __init__(self, election: Election) -> None:
        self._election = election
        self.costs, self.lots = list(election.each_cost), list(election.each_lot)
        self.budget = int(election.budget)
        self.limits = election.limits
        self.votes: list[int]
        self.points: list[int]
        if (turned := Turned.of(election)) is not None:
            self.votes, self.points, self.n_voters = turned.votes, turned.points, turned.n_voters
        else:
            self.n_voters = sum(election.weights.tolist())
            self.votes = [int(heads.sum()) for heads in self.heads]
            # Sums stay below 2^53: an election with more points than that cannot be made.
            pairs = zip(self.heads, self.scores, strict=True)
            self.points = [int(heads @ scores) for heads, scores in pairs]
        self.turned = turned

    @property
    def weights(self) -> Ints:
        """How many voters cast each distinct ballot."""
        return self._election.weights

    @property
    def ballots(self) -> list[Ints]:
        """The ballots that chose each project."""
        return self._by_project[0]

    @property
    def heads(self) -> list[Ints]:
        """The voters who cast each of them."""
        return self._by_project[1]

    @property
    def scores(self) -> list[Ints]:
        """The points each of those gave."""
        return self._by_project[2]

    @cached_property
    def _by_project(self) -> tuple[list[Ints], list[Ints], list[Ints]]:
        election, n_projects = self._election, len(self.costs)
        # A stable sort of small numbers is one of digits, and takes a quarter of the time.
        keys = election.indices.astype(np.int16) if n_projects < 2**15 else election.indices
        order = np.argsort(keys, kind="stable")
        rows = np.repeat(np.arange(election.weights.size), np.diff(election.indptr))[order]
        cuts = np.cumsum(np.bincount(election.indices, minlength=n_projects))[:-1]
        scores = election.scores[order].astype(np.int64)
        return (
            np.split(rows, cuts),
            np.split(election.weights[rows], cuts),
            np.split(scores, cuts),
        )

    @property
    def projects(self) -> range:
        """All projects."""
        return range(len(self.costs))

    def order(self, project: int) -> tuple[int, int, int]:
        """Where a project stands among its equals, the lowest first: as stated before the vote."""
        return self.costs[project], -self.votes[project], self.lots[project]

    def tie(self, number: int, projects: Sequence[int]) -> Tie:
        """A tie among these, the first of them funded, and what set it apart from the next."""
        first, *others = sorted(projects, key=self.order)
        mine, next_ = self.order(first), self.order(others[0])
        at = next(at for at in range(3) if mine[at] != next_[at])
        words: tuple[Criterion, ...] = ("cheaper", "more votes", "lot")
        return Tie(number, (first, *others), words[at])

    def takes_part(self, project: int, rule: Rule) -> bool:
        """Whether a project was chosen by anyone, and meets what the rule asks of it."""
        votes, cost = self.votes[project], self.costs[project]
        return (
            votes > 0
            and cost <= self.budget
            and self.points[project] >= rule.minimum_votes
            and 100 * votes >= rule.minimum_percent * self.n_voters
            and (not rule.eligibility_cut or 3 * votes * self.budget >= cost * self.n_voters)
        )


class Waiting:
    """Which projects may still be funded as others are: not yet funded, and within limits."""

    def __init__(self, field: Field, rule: Rule, tally: Tally) -> None:
        self.spent = 0
        self._field, self._tally = field, tally
        self._left = [field.takes_part(j, rule) for j in field.projects]
        self._number = [0] * len(field.limits)
        self._money = [0] * len(field.limits)
        self._of = [[k for k, L in enumerate(field.limits) if j in L.projects] for j in self.all]

    @property
    def all(self) -> range:
        """Every project, waiting or not."""
        return self._field.projects

    def __contains__(self, project: int) -> bool:
        known = 0 <= project < len(self._left)
        return known and self._left[project] and self._within(project)

    def now(self) -> list[int]:
        """Those that may still be funded, ascending."""
        waiting = [j for j in self.all if self._left[j]]
        return [j for j in waiting if self._within(j)] if self._number else waiting

    def fund(self, project: int, number: int) -> None:
        """Note a purchase in that round, or refuse it."""
        if project not in self:
            name = self._tally.name(project)
            raise Unproved(f"Round {number} funds {name}, which may not be funded then.", number)
        cost = self._field.costs[project]
        self._left[project] = False
        self.spent += cost
        for k in self._of[project]:
            self._number[k] += 1
            self._money[k] += cost

    def _within(self, project: int) -> bool:
        cost = self._field.costs[project]
        for k in self._of[project]:
            limit = self._field.limits[k]
            if limit.number is not None and self._number[k] >= limit.number:
                return False
            if limit.money is not None and self._money[k] + cost > limit.money:
                return False
        return True
