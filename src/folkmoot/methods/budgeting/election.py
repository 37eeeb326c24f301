"""The question every budgeting rule answers: ballots over projects that cost money."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from folkmoot.methods.arrays import frozen
from folkmoot.methods.budgeting import grouping
from folkmoot.methods.budgeting.limits import Limit, checked
from folkmoot.methods.errors import InvalidInput

Ints = NDArray[np.int64]
Shorts = NDArray[np.int32]

EXACT_FLOAT = 2**53  # sums of whole numbers below this are exact in a float
MOST_POINTS = 2**31 - 1  # that one ballot can give to one project
AT_ONCE = 2**18  # ballots summed at once, so that a large count needs little beside itself


@dataclass(frozen=True, eq=False)
class Election:
    """Ballots over projects that cost money, identical ballots kept once.

    Attributes
    ----------
    costs : int64 array, shape (n_projects,)
        Cost of each project, in the smallest unit of money (pence). All positive.
    budget : int
        Money to share, in the same unit. Positive.
    weights : int64 array, shape (n_ballots,)
        How many voters cast each distinct ballot. Empty ballots count too.
    indptr : int64 array, shape (n_ballots + 1,)
    indices, scores : int32 arrays, shape (n_choices,)
        Ballot `k` chose the projects `indices[indptr[k]:indptr[k + 1]]` (ascending, each
        once) and gave them `scores` of the same positions: points above 0, 1 for a tick.
    lots : int64 array, shape (n_projects,)
        The lot each project drew before the count, 0 to n_projects - 1: the last
        tie-break, the lower wins.
    limits : tuple of Limit
        What may be funded together, beside the budget: see `with_limits`. Usually none.

    Examples
    --------
    >>> election = Election.of(approvals=[[1, 0], [1, 0], [0, 0]], costs=[60, 30], budget=90)
    >>> election.n_voters, election.votes.tolist(), election.weights.tolist()
    (3, [2, 0], [2, 1])
    """

    costs: Ints
    budget: int
    weights: Ints
    indptr: Ints
    indices: Shorts
    scores: Shorts
    lots: Ints
    limits: tuple[Limit, ...] = ()

    @classmethod
    def of(
        cls, *, approvals: ArrayLike, costs: ArrayLike, budget: int, lots: ArrayLike | None = None
    ) -> Self:
        """Read a table of ticks: one row a voter, one column a project."""
        ticks = frozen(approvals, dtype=np.int64, ndim=2, name="approvals")
        if ((ticks != 0) & (ticks != 1)).any():
            raise InvalidInput("A tick is 1 or 0; for points, use ballots with points.")
        prices = frozen(costs, dtype=np.int64, ndim=1, name="costs")
        if ticks.shape[1] != prices.size:
            raise InvalidInput("Each project needs exactly one cost.")
        indptr = np.concatenate(([0], np.cumsum(ticks.sum(axis=1))))
        return cls.of_arrays(
            indptr=indptr, indices=np.nonzero(ticks)[1], costs=prices, budget=budget, lots=lots
        )

    @classmethod
    def of_ballots(
        cls,
        ballots: Sequence[Mapping[int, int] | Collection[int]],
        weights: ArrayLike | None = None,
        *,
        costs: ArrayLike,
        budget: int,
        lots: ArrayLike | None = None,
    ) -> Self:
        """Read ballots one by one: the projects ticked, or the points given to each.

        >>> Election.of_ballots([{0: 3, 1: 1}, [1], []], costs=[5, 5], budget=5).points.tolist()
        [3, 2]
        """
        ends = np.cumsum([0, *(len(ballot) for ballot in ballots)])
        indices = [project for ballot in ballots for project in ballot]
        points = [
            score
            for ballot in ballots
            for score in (ballot.values() if isinstance(ballot, Mapping) else [1] * len(ballot))
        ]
        return cls.of_arrays(
            indptr=ends,
            indices=indices,
            scores=points,
            weights=weights,
            costs=costs,
            budget=budget,
            lots=lots,
        )

    @classmethod
    def of_arrays(
        cls,
        *,
        indptr: ArrayLike,
        indices: ArrayLike,
        scores: ArrayLike | None = None,
        weights: ArrayLike | None = None,
        costs: ArrayLike,
        budget: int,
        lots: ArrayLike | None = None,
    ) -> Self:
        """Check compressed rows, put each ballot in order, and keep identical ones once.

        A project named twice on one ballot counts once; points of 0 are no choice.
        """
        rows = _whole(indptr, "row ends")
        chosen = _whole(indices, "choices")
        points = np.ones_like(chosen) if scores is None else _whole(scores, "points")
        heads = np.ones(rows.size - 1, dtype=np.int64)
        heads = heads if weights is None else _whole(weights, "weights")
        prices = _whole(costs, "costs")
        _check_money(prices, budget)
        _check_rows(rows, chosen, points, heads)
        _check_choices(chosen, points, prices.size)
        short = chosen.astype(np.int32), points.astype(np.int32)
        piles = grouping.grouped(rows, *short, heads)
        return cls.of_piles(*piles, costs=prices, budget=budget, lots=lots)

    @classmethod
    def of_piles(
        cls,
        weights: Ints,
        indptr: Ints,
        indices: Shorts,
        scores: Shorts,
        *,
        costs: ArrayLike,
        budget: int,
        lots: ArrayLike | None = None,
    ) -> Self:
        """Take ballots as they are: rows in order, no two alike, as `grouped` gives them.

        The arrays are kept, not copied, and cannot be written to afterwards. That no two
        rows are alike is the caller's promise; only money and lots are checked.
        """
        prices = _whole(costs, "costs")
        _check_money(prices, budget)
        drawn = _whole(np.arange(prices.size) if lots is None else lots, "lots")
        if not np.array_equal(np.sort(drawn), np.arange(prices.size)):
            raise InvalidInput("Each project needs its own lot, from 0 upwards.")
        if int(weights.sum()) * max(1, int(scores.max(initial=1))) >= EXACT_FLOAT:
            raise InvalidInput("There are more points in this election than can be counted.")
        for part in (weights, indptr, indices, scores):
            part.setflags(write=False)
        return cls(prices, int(budget), weights, indptr, indices, scores, drawn)

    def with_limits(self, limits: Iterable[Limit]) -> Self:
        """The same election, where what is funded must also keep these limits.

        >>> election = Election.of(approvals=[[1, 1]], costs=[60, 30], budget=90)
        >>> election.with_limits([Limit.one_of(0, 1)]).limits
        (Limit(projects=(0, 1), number=1, money=None),)
        """
        return replace(self, limits=checked(limits, self.n_projects))

    @cached_property
    def n_voters(self) -> int:
        """How many voters cast a ballot, empty ballots included."""
        return int(self.weights.sum())

    @property
    def n_projects(self) -> int:
        """How many projects there are."""
        return int(self.costs.size)

    @cached_property
    def votes(self) -> Ints:
        """Voters who gave each project something, shape (n_projects,)."""
        return self._per_project(None)

    @cached_property
    def points(self) -> Ints:
        """All the points each project was given, shape (n_projects,); votes for ticks."""
        return self.votes if self.marks == "votes" else self._per_project(self.scores)

    @property
    def marks(self) -> Literal["votes", "points"]:
        """What a rule that adds up ballots adds up here: points, if any ballot gives more than one.

        >>> Election.of_ballots([{0: 3}, [1]], costs=[5, 5], budget=5).marks
        'points'
        """
        return "points" if (self.scores > 1).any() else "votes"

    @cached_property
    def tie_order(self) -> Ints:
        """The place of every project in the tie order, shape (n_projects,): the lower first.

        The cheaper project goes first; then the one with more votes; then the lower lot.
        """
        place = np.empty(self.n_projects, dtype=np.int64)
        place[np.lexsort((self.lots, -self.votes, self.costs))] = np.arange(place.size)
        place.setflags(write=False)
        return place

    def learn(self, votes: Ints, tie_order: Ints) -> None:
        """Keep what was found out beside other work, where it is not known yet.

        The arrays are kept, not copied, and cannot be written to afterwards.
        """
        for name, found in (("votes", votes), ("tie_order", tie_order)):
            found.setflags(write=False)
            vars(self).setdefault(name, found)

    def _per_project(self, each: Shorts | None) -> Ints:
        """Voters, or what they gave, summed by project; exact, as sums stay below 2^53."""
        total = np.zeros(self.n_projects)
        for first in range(0, self.weights.size, AT_ONCE):
            ends = self.indptr[first : first + AT_ONCE + 1]
            heads = np.repeat(self.weights[first : first + AT_ONCE], np.diff(ends))
            here = slice(int(ends[0]), int(ends[-1]))
            given = heads if each is None else heads * each[here]
            total += np.bincount(self.indices[here], weights=given, minlength=total.size)
        summed = total.astype(np.int64)
        summed.setflags(write=False)
        return summed


def _whole(values: ArrayLike, name: str) -> Any:
    return frozen(values, dtype=np.int64, ndim=1, name=name)


def _check_money(costs: Ints, budget: int) -> None:
    if not costs.size:
        raise InvalidInput("There are no projects to choose from.")
    if (costs <= 0).any():
        raise InvalidInput(
            "Every project must cost more than nothing.", projects=np.flatnonzero(costs <= 0)
        )
    if budget != int(budget) or budget <= 0:
        raise InvalidInput("The budget must be a whole amount above nothing.", budget=budget)
    if max(int(budget), int(costs.max())) * costs.size >= 2**62:
        raise InvalidInput("The sums of money are too large to be counted exactly.")


def _check_rows(rows: Ints, chosen: Ints, points: Ints, heads: Ints) -> None:
    if rows.size < 2:
        raise InvalidInput("Nobody has voted.")
    if rows[0] != 0 or rows[-1] != chosen.size or (np.diff(rows) < 0).any():
        raise InvalidInput("The ballots do not add up to the choices given.")
    if points.size != chosen.size:
        raise InvalidInput("Each choice needs its own points.")
    if heads.size != rows.size - 1 or (heads <= 0).any():
        raise InvalidInput("Each ballot must have been cast by at least one voter.")


def _check_choices(chosen: Ints, points: Ints, n_projects: int) -> None:
    if chosen.size and (chosen.min() < 0 or chosen.max() >= n_projects):
        raise InvalidInput("A ballot names a project which is not in this election.")
    if (points < 0).any():
        raise InvalidInput("Points cannot be below nothing.")
    if points.size and points.max() > MOST_POINTS:
        raise InvalidInput("A ballot gives a project more points than can be counted.")
