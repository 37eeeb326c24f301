"""Sequential Phragmén: voters save up at the same pace, and buy as soon as they can.

Source: Los, Christoff and Grossi (2022), *Proportional Budget Allocations: Towards a
Systematization*, IJCAI, Section 3; after Phragmén (1894).
"""

from fractions import Fraction
from functools import cached_property
from math import prod
from operator import mul

import numpy as np

from folkmoot.methods.budgeting.core.phragmen import Purchases, purchases
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.greedy import ALL_FUNDED, ALL_OR_RULED_OUT
from folkmoot.methods.budgeting.kinds import Allowed, Ints
from folkmoot.methods.budgeting.later import LaterFraction
from folkmoot.methods.budgeting.outcome import LaterRounds, Outcome, Round
from folkmoot.methods.budgeting.ruled_out import RuledOut
from folkmoot.methods.budgeting.supporters import Supporters, supporters_of
from folkmoot.methods.budgeting.ties import tie_order

MISFIT = "The next project its supporters could pay for no longer fits the money left."


def phragmen(election: Election, allowed: Allowed | None = None) -> Outcome:
    """Give every voter money at the same pace; buy whatever its supporters can first pay for.

    Those who chose the project pay all they have saved and start again from nothing. Points
    count as a tick. It ends when the next project to be bought does not fit the money left,
    or nothing is left to buy. A project that a limit rules out can no longer be bought; its
    supporters go on saving for others.

    Notes
    -----
    Exact throughout: a project is bought when each voter has been given
    `(cost + sum of what its supporters have spent) / votes`, and what supporters have spent
    is a whole-number sum of earlier times. Time O(n_funded · entries) at worst.

    Examples
    --------
    >>> ballots = [[1, 1, 0]] * 2 + [[0, 0, 1]]
    >>> election = Election.of(approvals=ballots, costs=[30, 30, 30], budget=90)
    >>> outcome = phragmen(election)
    >>> outcome.funded, [str(step.time) for step in outcome.rounds]
    ((0, 1, 2), ['15', '30', '30'])
    """
    takes_part = b"\1" * election.n_projects if allowed is None else bytes(allowed)
    if found := purchases(election, takes_part):
        return _outcome(election, found)
    return _plainly(election, takes_part)


def _outcome(election: Election, found: Purchases) -> Outcome:
    exact = _Account(election, found)
    return Outcome(
        rule="phragmen/1",
        rounds=LaterRounds(found.order, exact.rounds),
        spent=found.spent,
        unspent=election.budget - found.spent,
        endowment=LaterFraction(exact.last),
        stopped_because=_everything(election) if found.misfit is None else MISFIT,
        n_exact=found.n_exact,
    )


def _everything(election: Election) -> str:
    return ALL_OR_RULED_OUT if election.limits else ALL_FUNDED


class _Account:
    """The exact moments, from how many supporters had last paid in which purchase: if asked for."""

    def __init__(self, election: Election, found: Purchases) -> None:
        self._election, self._found = election, found

    @cached_property
    def _moments(self) -> tuple[list[int], int]:
        """Nothing, and the moment of every purchase and of the misfit, as parts of one unit.

        A moment is a whole number divided by the votes of the purchases so far, so that all are
        whole numbers of parts where a unit has as many of them as all those votes multiplied.
        """
        found, votes, costs = self._found, self._election.each_vote, self._election.each_cost
        projects = [*found.order, *([] if found.misfit is None else [found.misfit])]
        below, moments = prod(map(votes.__getitem__, projects)), [0]
        for t, project in enumerate(projects):
            spent = sum(map(mul, found.counts(t), moments))
            moments.append((costs[project] * below + spent) // votes[project])
        return moments, below

    def last(self) -> Fraction:
        """What each had been given when it ended."""
        moments, below = self._moments
        return Fraction(moments[-1], below)

    def rounds(self) -> tuple[Round, ...]:
        moments, below = self._moments
        times = [Fraction(moment, below) for moment in moments]
        found = self._found
        return tuple(
            _round(
                self._election,
                project,
                times[t + 1],
                found.counts(t),
                times[: t + 1],
                found.tied(t),
            )
            for t, project in enumerate(found.order)
        )


def _round(
    election: Election,
    project: int,
    now: Fraction,
    counts: list[int],
    times: list[Fraction],
    tied: tuple[int, ...],
) -> Round:
    """One purchase, from how many supporters had last paid at each of `times`."""
    cost, votes = election.each_cost[project], election.each_vote[project]
    paid = [(n, time) for n, time in zip(counts, times, strict=True) if n]
    longest = paid[0][1]
    cap = now - longest
    n_full = sum(n for n, time in paid if time == longest)
    n_none = sum(n for n, time in paid if time == now)
    return Round(
        project=project,
        votes=votes,
        by="phragmen",
        cap=cap,
        rate=cap,
        effective_votes=cost / cap,
        paid_full=n_full,
        paid_rest=votes - n_full - n_none,
        tied_with=tied,
        time=now,
    )


def _plainly(election: Election, allowed: Allowed) -> Outcome:
    """The same in numpy and fractions: the readable way."""
    savers = _Savers(election)
    place = tie_order(election)
    waiting = {j for j in range(election.n_projects) if election.votes[j] and allowed[j]}
    ruled_out = RuledOut(election)
    left, reason = election.budget, _everything(election)
    rounds: list[Round] = []
    while waiting:
        now, tied = savers.next_of(waiting)
        tied.sort(key=place.__getitem__)
        if election.costs[tied[0]] > left:
            reason = MISFIT
            break
        rounds.append(savers.buy(tied[0], now, tuple(tied[1:])))
        left -= int(election.costs[tied[0]])
        waiting -= {tied[0], *ruled_out.fund(tied[0]).tolist()}
    return Outcome(
        rule="phragmen/1",
        rounds=tuple(rounds),
        spent=election.budget - left,
        unspent=left,
        endowment=now if waiting else rounds[-1].time if rounds else Fraction(0),
        stopped_because=reason,
    )


class _Savers:
    """Since when each ballot's voters have been saving, as the round they last paid in."""

    def __init__(self, election: Election) -> None:
        self._election = election
        self._votes = election.votes
        self._by: Supporters = supporters_of(election, "count")
        self._since: Ints = np.zeros(election.weights.size, dtype=np.int64)
        self._times = [Fraction(0)]
        votes, costs = election.votes, election.costs
        chosen = np.flatnonzero(votes).tolist()
        self._known = {j: Fraction(int(costs[j]), int(votes[j])) for j in chosen}
        self._stale: set[int] = set()

    def next_of(self, waiting: set[int]) -> tuple[Fraction, list[int]]:
        """The moment when the first of these can be bought, and all that can be then.

        Purchases only ever put a project off, so an old moment is one it cannot be before.
        """
        while True:
            now = min(self._known[project] for project in waiting)
            first = [project for project in waiting if self._known[project] == now]
            stale = [project for project in first if project in self._stale]
            if not stale:
                return now, first
            for project in stale:
                self._known[project] = self._time(project)
                self._stale.remove(project)

    def _time(self, project: int) -> Fraction:
        """How much each voter must have been given when supporters can pay."""
        since = self._since[self._by.ballots[project]]
        counts = np.bincount(since, weights=self._by.heads[project])
        spent = sum(int(counts[k]) * self._times[k] for k in np.flatnonzero(counts))
        due = int(self._election.costs[project]) + spent
        return Fraction(due) / int(self._votes[project])

    def buy(self, project: int, now: Fraction, tied: tuple[int, ...]) -> Round:
        """Supporters pay what they have saved and begin again."""
        ballots, heads = self._by.ballots[project], self._by.heads[project]
        counts = np.bincount(self._since[ballots], weights=heads, minlength=len(self._times))
        bought = _round(
            self._election, project, now, counts.astype(np.int64).tolist(), self._times, tied
        )
        self._times.append(now)
        self._since[ballots] = len(self._times) - 1
        self._stale.update(self._known)
        return bought
