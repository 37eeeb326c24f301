"""The strongest choice, the next strongest, and the proof that none is stronger."""

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from folkmoot.methods.errors import Infeasible
from folkmoot.methods.selection.asking import Question, Set
from folkmoot.methods.selection.nearing import Nearby
from folkmoot.methods.selection.pricing import Table
from folkmoot.methods.selection.settling import MOST_WAYS, Search, Unsettled

RULE = "selection/strength/1"
NONE_FITS = "No choice of places meets every aim."
NONE: Set = frozenset()
QUICK = 1_000  # ways looked at before a better choice is looked for to begin with
A_FEW = 8  # cases looked at before HiGHS is asked for one


@dataclass(frozen=True, slots=True)
class Choice:
    """Some places, in the order asked, with what they come to."""

    places: tuple[int, ...]
    strength: int
    cost: int

    @classmethod
    def of(cls, asked: Question, chosen: Iterable[int]) -> Self:
        """What a choice comes to."""
        places = tuple(sorted(chosen))
        return cls(places, asked.strength_of(places), asked.cost_of(places))


@dataclass(frozen=True, slots=True)
class Chosen:
    """The best choice and those that follow.

    Attributes
    ----------
    best : no choice that meets the aims is stronger; of those as strong it is the cheapest, and
        of these the first as listed
    next_best : those that follow, in the same order
    complete : whether those that follow are proved to; the best one always is
    n_ways, n_cases : how much the proof looked at
    """

    rule: str
    best: Choice
    next_best: tuple[Choice, ...]
    complete: bool
    n_ways: int
    n_cases: int


class Kept:
    """The first few choices met, in order."""

    def __init__(self, asked: Question, most: int, floor: int, sets: Iterable[Set] = ()) -> None:
        self.asked, self.most, self.floor = asked, most, floor
        self.sets = list(sets)

    def __call__(self, chosen: Set) -> int:
        """Keep a choice if it is among the first; how strong the next must be."""
        if chosen not in self.sets:
            insort(self.sets, chosen, key=self.asked.key)
            del self.sets[self.most :]
        full = len(self.sets) == self.most
        return self.asked.strength_of(self.sets[-1]) if full else self.floor


class Solver:
    """Answers for one question, asked many times with some places put in or out.

    What was found once is where the next answer is looked for first: so HiGHS, which takes most
    of the time, is asked for a choice only where nothing known is close.
    """

    def __init__(self, asked: Question, table: Table | None = None) -> None:
        self.asked = asked
        self.table = table or Table(asked.rows)
        self.search = Search(asked.rows, asked.strengths, self.table)
        self.known: list[Set] = []
        self._nearby: Nearby | None = None

    def best(
        self, hints: Iterable[Set] = (), inside: Set = NONE, outside: Set = NONE
    ) -> Set | None:
        """The best choice with these in and those out besides; None when there is none.

        `hints` are choices that may do; the closer to the best, the less there is to look at.
        Raises Unsettled.
        """
        inside, outside = inside | self.asked.inside, outside | self.asked.outside
        if inside & outside:
            return None
        best = self._from_hints([*hints, *self.known], inside, outside)
        if best is None and (found := self._start(inside, outside)) is not None:
            kept = Kept(self.asked, 1, self.asked.strength_of(found), [found])
            self.search.settle(kept.floor, kept, inside, outside)
            best = kept.sets[0]
        if best is not None:
            self.known.append(best)
        return best

    def _from_hints(self, hints: Sequence[Set], inside: Set, outside: Set) -> Set | None:
        """The best choice where one is close to what is known; None when nothing is close."""
        fitting = [each for each in hints if self._fits(each, inside, outside)]
        start = min(fitting, key=self.asked.key) if fitting else None
        if start is not None and (best := self._near(start, inside, outside, QUICK, 1)):
            return best
        if start is None and hints:
            start = (hints[0] | inside) - outside
        if start is None:
            return None
        self._nearby = self._nearby or Nearby(self.asked)
        closer = self._nearby.climbed(start, inside, outside)
        if closer is None or not self._fits(closer, inside, outside):
            return None
        return self._near(closer, inside, outside, MOST_WAYS, A_FEW)

    def _near(
        self, start: Set, inside: Set, outside: Set, most_ways: int, most_cases: int
    ) -> Set | None:
        """The best choice, where one close to it is known; None when it was not close."""
        kept = Kept(self.asked, 1, self.asked.strength_of(start), [start])
        search = Search(self.asked.rows, self.asked.strengths, self.table)
        search.most_ways, search.most_cases = most_ways, most_cases
        try:
            search.settle(kept.floor, kept, inside, outside)
        except Unsettled:
            return None
        return kept.sets[0]

    def _fits(self, chosen: Set, inside: Set, outside: Set) -> bool:
        return inside <= chosen and not chosen & outside and self.asked.keeps(chosen)

    def first(self, most: int, at_least: int) -> list[Set]:
        """The first few choices at least so strong. Raises Unsettled."""
        kept = Kept(self.asked, most, at_least)
        self.search.settle(at_least, kept, self.asked.inside, self.asked.outside)
        return kept.sets

    def _start(self, inside: Set, outside: Set) -> Set | None:
        """A good choice to begin with, checked in whole numbers; None is proved."""
        found = self.table.choice(self.asked.strengths, inside, outside)
        if found is not None and self._fits(found, inside, outside):
            return found
        return self._any(inside, outside)

    def _any(self, inside: Set, outside: Set) -> Set | None:
        """Any choice at all, or the proof that there is none."""
        met: list[Set] = []

        def enough(chosen: Set) -> int:
            met.append(chosen)
            return 1  # and no choice is worth that here, so the search ends

        nothing = [0] * len(self.asked.places)
        Search(self.asked.rows, nothing, self.table).settle(0, enough, inside, outside)
        return met[0] if met else None


def choose(asked: Question, *, n_next: int = 4) -> Chosen:
    """Choose the places whose strengths have the greatest sum and that meet every aim.

    HiGHS finds a choice in floats. Then whole numbers prove that none is stronger: see
    `settling`. 60 places with thirty bounds take some hundredths of a second.

    Raises Infeasible where no choice meets all aims (`freed` says what would), and where the
    search would take too long.

    Examples
    --------
    Money for two; one at least is to be rural. Hill and Dale are strongest, Moor is rural:

    >>> from folkmoot.methods.selection import Aim, Question
    >>> asked = Question(
    ...     places=("Hill", "Dale", "Moor"), strengths=(800, 700, 500), costs=(10, 10, 10),
    ...     budget=25, least=1, most=3, aims=(Aim.of("rural", {"rural": [2]}, least=1),),
    ... )
    >>> found = choose(asked)
    >>> found.best, [each.places for each in found.next_best]
    (Choice(places=(0, 2), strength=1300, cost=20), [(1, 2), (2,)])
    """
    solver = Solver(asked)
    try:
        best = solver.best()
    except Unsettled as fault:
        raise Infeasible("The best choice could not be settled in time.", reason="time") from fault
    if best is None:
        raise Infeasible(NONE_FITS, reason="aims")
    others, complete = _others(solver, best, n_next)
    return Chosen(
        RULE,
        Choice.of(asked, best),
        tuple(Choice.of(asked, each) for each in others),
        complete,
        solver.search.n_ways,
        solver.search.n_cases,
    )


def _others(solver: Solver, best: Set, n_next: int) -> tuple[Sequence[Set], bool]:
    """The choices that follow the best; the margin grows until there are enough."""
    strength = solver.asked.strength_of(best)
    lowest = sum(min(each, 0) for each in solver.asked.strengths)
    margin = max(1, abs(strength) // 200)
    found = [best]
    try:
        while len(found) <= n_next:
            at_least = max(strength - margin, lowest)
            found = solver.first(n_next + 1, at_least)
            if at_least == lowest:
                break
            margin *= 4
    except Unsettled:
        return [each for each in found if each != best], False
    return [each for each in found if each != best], True
