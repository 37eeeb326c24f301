"""Sequential Phragmén: when each project's supporters have saved its cost, as fractions."""

from fractions import Fraction
from math import gcd

import numpy as np

from folkmoot.methods.budgeting.core.checking import Saved
from folkmoot.methods.budgeting.kinds import Floats, Ints
from folkmoot.methods.budgeting.outcome import Outcome, Round
from folkmoot.methods.budgeting.proving.bounds import A_FEW_ROUNDINGS, above, within
from folkmoot.methods.budgeting.proving.case import Case
from folkmoot.methods.budgeting.proving.field import Field, Waiting
from folkmoot.methods.budgeting.proving.proof import Tally, Unproved
from folkmoot.methods.budgeting.rule import Rule

NOTHING = Fraction(0)


class ArraySaved:
    """In which round, and when, each ballot's voters last paid (`Saved`, in numpy)."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._last: Ints = np.zeros(field.weights.size, dtype=np.int64)
        self._since: Floats = np.zeros(field.weights.size)  # the nearest float

    def spent(self, project: int) -> float:
        """What its supporters had been given when they last paid, all together. Roughly."""
        field = self._field
        return float(field.heads[project] @ self._since[field.ballots[project]])

    def counts(self, project: int, rounds: int) -> list[int]:
        """How many of its supporters last paid in which round."""
        last, heads = self._last[self._field.ballots[project]], self._field.heads[project]
        counts: list[int] = np.bincount(last, heads, minlength=rounds).astype(np.int64).tolist()
        return counts

    def pay(self, project: int, number: int, time: float) -> None:
        """Its supporters pay in that round."""
        self._last[self._field.ballots[project]] = number
        self._since[self._field.ballots[project]] = time


class Savings:
    """Since when each ballot's voters have been saving.

    A project's moment is (cost + the sum over its supporters of the moment they last paid) /
    votes. Paying only puts moments off, so one that is proven to be after some moment stays
    after it: `safe`. Moments are whole numbers of parts, of which `below` make one unit of money:
    sums of many of them are then quick.
    """

    def __init__(self, field: Field, rule: Rule, tally: Tally) -> None:
        self.field, self.tally = field, tally
        self.waiting = Waiting(field, rule, tally)
        self._below = 1
        self._parts = [0]  # the moment of each round, in parts
        self._saved = ArraySaved(field) if field.turned is None else Saved(field.turned)
        self._safe = [0.0] * len(field.costs)

    def check(self, step: Round, number: int) -> None:
        """Prove one round, and let its supporters pay."""
        name, project = self.tally.name(step.project), step.project
        if project not in self.waiting:
            raise Unproved(f"Round {number} funds {name}, which may not be funded then.", number)
        if step.time * self.field.votes[project] != self._due(project):
            raise Unproved(f"Round {number} is not the moment {name} is paid for.", number)
        if self.waiting.spent + self.field.costs[project] > self.field.budget:
            raise Unproved(f"In round {number}, {name} does not fit the money left.", number)
        self._check_first(project, step.time, number, set(step.tied_with))
        self._check_account(step, number)
        self.waiting.fund(project, number)
        self._add(step.time)
        self._saved.pay(project, len(self._parts) - 1, float(step.time))

    def check_end(self, outcome: Outcome) -> None:
        """Refuse an end before something that fits, or one at another moment."""
        left, ends = self.waiting.now(), Fraction(self._parts[-1], self._below)
        if left:
            moments = {project: self._due(project) / self.field.votes[project] for project in left}
            ends = min(moments.values())
            first = min((j for j in left if moments[j] == ends), key=self.field.order)
            self.tally.exactly += len(left)
            if self.waiting.spent + self.field.costs[first] <= self.field.budget:
                raise Unproved(f"After the last round, {self.tally.name(first)} is paid for.")
        if outcome.endowment != ends:
            raise Unproved(f"It ends when each has been given {ends}, not {outcome.endowment}.")

    def _check_first(self, project: int, time: Fraction, number: int, said: set[int]) -> None:
        reach, tied, order = above(time), set[int](), self.field.order
        for rival in self.waiting.now():
            if rival == project or self._after(rival, reach):
                continue
            self.tally.exactly += 1
            later = self._later(rival, time)
            if later < 0 or (later == 0 and order(rival) < order(project)):
                first, second = self.tally.name(rival), self.tally.name(project)
                raise Unproved(f"In round {number}, {first} is paid for before {second}.", number)
            if later == 0:
                tied.add(rival)
        if tied != said:
            raise Unproved(f"Round {number} does not name the projects that were tied.", number)
        if tied:
            self.tally.ties.append(self.field.tie(number, (project, *tied)))

    def _after(self, project: int, reach: float) -> bool:
        """Whether a project's moment is certainly after this one."""
        if self._safe[project] < reach:
            spent = within(self._saved.spent(project), self.field.votes[project])[0]
            moment = (self.field.costs[project] + spent) / self.field.votes[project]
            self._safe[project] = moment * (1 - A_FEW_ROUNDINGS)
        after = bool(self._safe[project] >= reach)
        self.tally.by_floats += after
        return after

    def _later(self, project: int, time: Fraction) -> int:
        """Above 0 when a project's moment is after this one, 0 when it is this one, exactly."""
        due = (self.field.costs[project] * self._below + self._spent(project)) * time.denominator
        return due - time.numerator * self.field.votes[project] * self._below

    def _due(self, project: int) -> Fraction:
        """All that its supporters must have been given, to have saved its cost."""
        return self.field.costs[project] + Fraction(self._spent(project), self._below)

    def _spent(self, project: int) -> int:
        """What its supporters had been given when they last paid, all together, in parts."""
        return sum(count * part for part, count in self._counts(project))

    def _counts(self, project: int) -> list[tuple[int, int]]:
        """The moments at which its supporters last paid, in parts, and how many of them."""
        counts = self._saved.counts(project, len(self._parts))
        return [(part, count) for part, count in zip(self._parts, counts, strict=True) if count]

    def _add(self, time: Fraction) -> None:
        """Note another moment, and make the parts so small that it is a whole number of them."""
        grow = time.denominator // gcd(time.denominator, self._below)
        self._below *= grow
        self._parts = [part * grow for part in self._parts] if grow != 1 else self._parts
        self._parts.append(time.numerator * (self._below // time.denominator))

    def _check_account(self, step: Round, number: int) -> None:
        """Refuse a round that does not say how much was paid, and by how many."""
        counts, now = self._counts(step.project), step.time * self._below
        first = min(since for since, _ in counts)
        most = step.time - Fraction(first, self._below)
        full = sum(voters for since, voters in counts if since == first)
        rest = sum(voters for since, voters in counts if first < since < now)
        votes = self.field.votes[step.project]
        true = (most, most, self.field.costs[step.project] / most, full, rest, votes)
        amounts = step.cap, step.rate, step.effective_votes
        if (*amounts, step.paid_full, step.paid_rest, step.votes) != true:
            name = self.tally.name(step.project)
            raise Unproved(f"Round {number} does not say rightly who paid for {name}.", number)


def check_savings(case: Case) -> Waiting:
    """Prove an outcome of Phragmén's rule; what was still waiting at its end."""
    savings = Savings(case.field, case.rule, case.tally)
    for number, step in enumerate(case.outcome.rounds, start=1):
        savings.check(step, number)
    savings.check_end(case.outcome)
    return savings.waiting
