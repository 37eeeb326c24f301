"""Rules that go down a list: the strongest first, while it fits the money left."""

from collections.abc import Callable, Sequence
from fractions import Fraction

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
    the first that does not fit ends the list, it must not be stronger either. Whatever is
    stronger than what is funded was therefore passed over, and stays so: what is left of the
    money only shrinks.
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
    """Projects that wait for their turn."""

    def __init__(self, case: Case, waiting: Waiting) -> None:
        self._tally, self._field, self._waiting = case.tally, case.field, waiting
        self._compare = stronger_by(case.field, case.rule)
        self._stops = case.rule.family.endswith("no-skip")

    def check(self, step: Round, number: int) -> None:
        """Prove one round."""
        chosen, tied = step.project, set[int]()
        name = self._tally.name(chosen)
        if chosen not in self._waiting or not self._fits(chosen):
            raise Unproved(f"Round {number} funds {name}, which may not be funded then.", number)
        if step.votes != self._field.votes[chosen]:
            raise Unproved(f"Round {number} does not say how many chose {name}.", number)
        for rival in self._waiting.now():
            if rival != chosen and self._equal_after(rival, chosen, number):
                tied.add(rival)
        if tied != set(step.tied_with):
            raise Unproved(f"Round {number} does not name the projects that were tied.", number)
        if tied:
            self._tally.ties.append(self._field.tie(number, (chosen, *tied)))
        self._waiting.fund(chosen, number)

    def check_end(self) -> None:
        """Refuse an end at which there is still a turn to be had."""
        left = self._waiting.now()
        if self._stops and left:
            first = left[0]
            for other in left:
                first = other if self._ahead(other, first) else first
            left = [first]
        for project in left:
            self._tally.exactly += 1
            if self._fits(project):
                raise Unproved(f"After the last round, {self._tally.name(project)} still fits.")

    def _equal_after(self, rival: int, chosen: int, number: int) -> bool:
        """Refuse a rival whose turn it is; else whether it is as strong, and goes after."""
        self._tally.exactly += 1
        if not self._ahead(rival, chosen):
            return self._compare(rival, chosen) == 0
        if self._stops or self._fits(rival):
            raise Unproved(
                f"In round {number}, it is the turn of {self._tally.name(rival)}.", number
            )
        return False

    def _ahead(self, one: int, other: int) -> bool:
        order = self._field.order
        strength = self._compare(one, other)
        return strength > 0 or (strength == 0 and order(one) < order(other))

    def _fits(self, project: int) -> bool:
        return self._waiting.spent + self._field.costs[project] <= self._field.budget


def check_nothing_held(rounds: Sequence[Round], first: int) -> None:
    """Refuse rounds of a list that claim payments by voters, who hold no money there."""
    for number, step in enumerate(rounds, start=first):
        held = step.cap, step.rate, step.effective_votes, step.time
        if any(held) or step.paid_full or step.paid_rest or step.covered != Fraction(1):
            raise Unproved(f"Round {number} names payments, but voters hold no money.", number)
