"""Rules that go down a list: the strongest first, while it fits the money left."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cmp_to_key

from folkmoot.methods.budgeting.outcome import Round, Stage
from folkmoot.methods.budgeting.proving.case import Case
from folkmoot.methods.budgeting.proving.field import Field, Waiting
from folkmoot.methods.budgeting.proving.grades import grades_of, stronger
from folkmoot.methods.budgeting.proving.proof import Unproved
from folkmoot.methods.budgeting.rule import Rule

Stronger = Callable[[int, int], int]


def stronger_by(field: Field, rule: Rule) -> Stronger:
    """A comparison of two projects: above 0 when the first is stronger, 0 when they are equal."""
    costs, points = field.costs, field.points
    if rule.family == "majority-judgement":
        grades = grades_of(field)
        return lambda one, other: stronger(grades[one], grades[other])
    if rule.family.startswith("greedy-per-cost"):
        return lambda one, other: points[one] * costs[other] - points[other] * costs[one]
    return lambda one, other: points[one] - points[other]


def check_list(case: Case, waiting: Waiting, rounds: Sequence[Round], first: int = 1) -> None:
    """Prove rounds that go down a list, `first` being the number of the first of them.

    Each round must fund the strongest of the projects that wait, keep the limits and fit; where
    the first that does not fit ends the list, it must not be stronger either.
    """
    rule = case.rule
    stage: Stage = "votes"
    if rule.family == "majority-judgement":
        stage = "majority-judgement"
    elif rule.family.startswith("greedy-per-cost"):
        stage = "votes-per-cost"
    case.check_stage(stage, rounds, first)
    check_nothing_held(rounds, first)
    turns = _Turns(case, waiting)
    for number, step in enumerate(rounds, start=first):
        turns.check(step, number)
    turns.check_end()


class _Turns:
    """Projects in the order of their turns, and how far down the list has come.

    What was passed over on the way down did not fit, or was ruled out by a limit, and stays so:
    money only goes, and limits only fill. So each project is looked at once. Time O(n log n)
    comparisons, and one for each tie that is named.
    """

    def __init__(self, case: Case, waiting: Waiting) -> None:
        self._tally, self._field, self._waiting = case.tally, case.field, waiting
        self._compare = stronger_by(case.field, case.rule)
        self._stops = case.rule.family.endswith("no-skip")
        self._list = sorted(waiting.now(), key=cmp_to_key(self._order))
        self._place = {project: place for place, project in enumerate(self._list)}
        self._next = 0

    def check(self, step: Round, number: int) -> None:
        """Prove one round."""
        chosen = step.project
        name = self._tally.name(chosen)
        if chosen not in self._waiting or not self._fits(chosen):
            raise Unproved(f"Round {number} funds {name}, which may not be funded then.", number)
        if step.votes != self._field.votes[chosen]:
            raise Unproved(f"Round {number} does not say how many chose {name}.", number)
        for rival in self._list[self._next : self._place[chosen]]:
            if rival in self._waiting and (self._stops or self._fits(rival)):
                rivals = self._tally.name(rival)
                raise Unproved(f"In round {number}, it is the turn of {rivals}.", number)
        self._next = max(self._next, self._place[chosen] + 1)
        tied = self._equal_after(chosen)
        if tied != set(step.tied_with):
            raise Unproved(f"Round {number} does not name the projects that were tied.", number)
        if tied:
            self._tally.ties.append(self._field.tie(number, (chosen, *tied)))
        self._waiting.fund(chosen, number)

    def check_end(self) -> None:
        """Refuse an end at which there is still a turn to be had."""
        left = [project for project in self._list[self._next :] if project in self._waiting]
        for project in left[: 1 if self._stops else None]:
            self._tally.exactly += 1
            if self._fits(project):
                raise Unproved(f"After the last round, {self._tally.name(project)} still fits.")

    def _equal_after(self, chosen: int) -> set[int]:
        """Those that wait, are exactly as strong, and go after."""
        tied = set[int]()
        for rival in self._list[self._place[chosen] + 1 :]:
            self._tally.exactly += 1
            if self._compare(rival, chosen):
                break
            if rival in self._waiting:
                tied.add(rival)
        return tied

    def _order(self, one: int, other: int) -> int:
        """Below 0 where it is the turn of one before that of the other."""
        self._tally.exactly += 1
        strength = self._compare(other, one)
        if strength:
            return strength
        return -1 if self._field.order(one) < self._field.order(other) else 1

    def _fits(self, project: int) -> bool:
        return self._waiting.spent + self._field.costs[project] <= self._field.budget


def check_nothing_held(rounds: Sequence[Round], first: int) -> None:
    """Refuse rounds of a list that claim payments by voters, who hold no money there."""
    for number, step in enumerate(rounds, start=first):
        held = step.cap, step.rate, step.effective_votes, step.time
        if any(held) or step.paid_full or step.paid_rest or step.covered != Fraction(1):
            raise Unproved(f"Round {number} names payments, but voters hold no money.", number)
