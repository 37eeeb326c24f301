"""The question every budgeting rule answers: ballots over projects that cost money."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Self

import numpy as np

from folkmoot.methods.arrays import frozen
from folkmoot.methods.budgeting import grouping
from folkmoot.methods.budgeting.election_numbers import (
    MOST_MONEY,
    check_choices,
    check_money,
    check_rows,
    per_project,
    places,
    whole,
)
from folkmoot.methods.budgeting.kinds import ArrayLike, Ints, Shorts
from folkmoot.methods.budgeting.laid import Laid
from folkmoot.methods.budgeting.limits import Limit, checked
from folkmoot.methods.errors import InvalidInput

EXACT_FLOAT = 2**53  # sums of whole numbers below this are exact in a float
ARRAYS = ("weights", "indptr", "indices", "scores", "costs", "lots")
OWN_LOT = "Each project needs its own lot, from 0 upwards."
TOO_MANY_POINTS = "There are more points in this election than can be counted."


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
        rows = whole(indptr, "row ends")
        chosen = whole(indices, "choices")
        points = np.ones_like(chosen) if scores is None else whole(scores, "points")
        heads = np.ones(rows.size - 1, dtype=np.int64)
        heads = heads if weights is None else whole(weights, "weights")
        prices = whole(costs, "costs")
        check_money(prices, budget)
        check_rows(rows, chosen, points, heads)
        check_choices(chosen, points, prices.size)
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
        prices = whole(costs, "costs")
        check_money(prices, budget)
        drawn = whole(np.arange(prices.size) if lots is None else lots, "lots")
        if not np.array_equal(np.sort(drawn), np.arange(prices.size)):
            raise InvalidInput(OWN_LOT)
        if int(weights.sum()) * max(1, int(scores.max(initial=1))) >= EXACT_FLOAT:
            raise InvalidInput(TOO_MANY_POINTS)
        for part in (weights, indptr, indices, scores):
            part.setflags(write=False)
        return cls(prices, int(budget), weights, indptr, indices, scores, drawn)

    @classmethod
    def of_laid(
        cls, laid: Laid, *, costs: Sequence[int], budget: int, lots: Sequence[int] | None = None
    ) -> Self:
        """As `of_piles`, of ballots the core laid down; arrays are made when first asked for."""
        if min(costs) <= 0 or budget <= 0 or max(budget, *costs) * len(costs) >= MOST_MONEY:
            return cls.of_piles(*laid.arrays, costs=costs, budget=budget, lots=lots)  # says why
        if laid.n_voters * max(1, laid.most) >= EXACT_FLOAT:
            raise InvalidInput(TOO_MANY_POINTS)
        drawn = range(len(costs)) if lots is None else lots
        if sorted(drawn) != list(range(len(costs))):
            raise InvalidInput(OWN_LOT)
        made = cls.__new__(cls)
        known = {"each_cost": tuple(costs), "each_lot": tuple(drawn), "n_voters": laid.n_voters}
        vars(made).update(known, budget=budget, limits=(), laid=laid)
        return made

    if not TYPE_CHECKING:

        def __getattr__(self, name):
            """An array of an election that was laid down by the core."""
            if name not in ARRAYS or "laid" not in vars(self):
                raise AttributeError(f"an election has no {name}")
            made = dict(zip(ARRAYS[:4], self.laid.arrays, strict=True))
            for each, numbers in (("costs", self.each_cost), ("lots", self.each_lot)):
                made[each] = whole(numbers, each)
            vars(self).update(made)
            return made[name]

    def __getstate__(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def with_limits(self, limits: Iterable[Limit]) -> Self:
        """The same election, where what is funded must also keep these limits.

        >>> election = Election.of(approvals=[[1, 1]], costs=[60, 30], budget=90)
        >>> election.with_limits([Limit.one_of(0, 1)]).limits
        (Limit(projects=(0, 1), number=1, money=None),)
        """
        made = type(self).__new__(type(self))
        vars(made).update(vars(self), limits=checked(limits, self.n_projects))
        return made

    @cached_property
    def n_voters(self) -> int:
        """How many voters cast a ballot, empty ballots included."""
        return int(self.weights.sum())

    @property
    def n_projects(self) -> int:
        """How many projects there are."""
        return len(self.each_cost)

    @property
    def n_ballots(self) -> int:
        """How many distinct ballots there are."""
        return int(self.weights.size) if self.as_laid is None else len(self.as_laid.heads)

    @property
    def as_laid(self) -> Laid | None:
        """The ballots as the core laid them down, if it did."""
        return vars(self).get("laid")

    @cached_property
    def each_cost(self) -> tuple[int, ...]:
        """The cost of each project, as Python's numbers."""
        return tuple(self.costs.tolist())

    @cached_property
    def each_lot(self) -> tuple[int, ...]:
        """The lot of each project."""
        return tuple(self.lots.tolist())

    @cached_property
    def each_vote(self) -> tuple[int, ...]:
        """The votes of each project."""
        return tuple(self.votes.tolist())

    @cached_property
    def each_place(self) -> tuple[int, ...]:
        """The place of each project in the tie order."""
        return tuple(self.tie_order.tolist())

    @cached_property
    def each_point(self) -> tuple[int, ...]:
        """The points of each project."""
        return self.each_vote if self.marks == "votes" else tuple(self.points.tolist())

    @cached_property
    def votes(self) -> Ints:
        """Voters who gave each project something, shape (n_projects,)."""
        known = vars(self).get("each_vote")
        return self._sums(None) if known is None else whole(known, "votes")

    @cached_property
    def points(self) -> Ints:
        """All the points each project was given, shape (n_projects,); votes for ticks."""
        return self.votes if self.marks == "votes" else self._sums(self.scores)

    @property
    def marks(self) -> Literal["votes", "points"]:
        """What a rule that adds up ballots adds up here: points, if any ballot gives more than one.

        >>> Election.of_ballots([{0: 3}, [1]], costs=[5, 5], budget=5).marks
        'points'
        """
        laid = self.as_laid
        return "points" if ((self.scores > 1).any() if laid is None else laid.most > 1) else "votes"

    @cached_property
    def tie_order(self) -> Ints:
        """The place of every project in the tie order, shape (n_projects,): the lower first.

        The cheaper project goes first; then the one with more votes; then the lower lot.
        """
        known = vars(self).get("each_place")
        return places(self.costs, self.votes, self.lots) if known is None else whole(known, "place")

    def learn(self, **found: tuple[int, ...]) -> None:
        """Keep what was found out beside other work: `each_vote`, `each_place`, `each_point`."""
        vars(self).update(found | vars(self))

    def _sums(self, each: Shorts | None) -> Ints:
        rows = self.weights, self.indptr, self.indices
        return per_project(self.n_projects, rows, each)
