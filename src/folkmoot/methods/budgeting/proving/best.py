"""The welfare maximum: that no set of projects is worth more, from the prices it brings.

The rule's own account of why this is a proof is in `certificate`; here it is done again from
the election alone, in whole numbers, and nothing is taken from the outcome but its claims.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

from folkmoot.methods.budgeting.certificate import Optimum
from folkmoot.methods.budgeting.outcome import NOTHING
from folkmoot.methods.budgeting.proving.case import Case
from folkmoot.methods.budgeting.proving.field import Waiting
from folkmoot.methods.budgeting.proving.lists import check_nothing_held
from folkmoot.methods.budgeting.proving.proof import Unproved

PARTS = 2**50  # a price is written in so many parts

Walk = Sequence[int | tuple[int, ...]]


def check_best(case: Case) -> Waiting:
    """Prove that the rounds fund the set worth most, and of several such the first.

    A case in which the search was ended early is refused: what it claims is not the rule's.
    """
    case.check_stage("welfare", case.outcome.rounds)
    case.check_endowment(NOTHING, 0)
    check_nothing_held(case.outcome.rounds, 1)
    waiting = Waiting(case.field, case.rule, case.tally)
    sets = Sets.of(case, waiting.now())
    chosen = _funded(case, waiting, sets)
    optimum = case.outcome.optimum
    if not sets.projects:
        return waiting
    if optimum is None:
        raise Unproved("The outcome brings no proof that no set of projects is worth more.")
    _check_worth(case, sets, chosen, optimum)
    _check_first(case, sets, chosen, optimum)
    return waiting


@dataclass(frozen=True, slots=True)
class Sets:
    """What any set of projects is worth and uses up.

    Attributes
    ----------
    projects : tuple of int
        Those that take part, in the tie order; proofs go by the place in this list.
    worth : list of int
        Of each.
    uses : list of (list of int, int)
        For the budget and each limit: what each project uses up, and how much there is.
    """

    projects: tuple[int, ...]
    worth: list[int]
    uses: list[tuple[list[int], int]]

    @classmethod
    def of(cls, case: Case, projects: Sequence[int]) -> "Sets":
        """All that may be funded, worth what the rule says."""
        field, here = case.field, sorted(projects, key=case.field.order)
        costs = [field.costs[j] for j in here]
        worth = [field.votes[j] for j in here]
        if case.rule.satisfaction == "points":
            worth = [field.points[j] for j in here]
        elif case.rule.satisfaction == "cost":
            worth = [votes * cost for votes, cost in zip(worth, costs, strict=True)]
        uses = [(costs, field.budget)]
        for limit in field.limits:
            inside = [j in limit.projects for j in here]
            if limit.number is not None:
                uses.append(([int(member) for member in inside], limit.number))
            if limit.money is not None:
                spent = [c if member else 0 for c, member in zip(costs, inside, strict=True)]
                uses.append((spent, limit.money))
        return cls(tuple(here), worth, [(each, _reached(each, most)) for each, most in uses])

    def at_most(self, prices: Sequence[int], inside: set[int], outside: set[int]) -> int:
        """No set with these and without those is worth more, in parts: true at any prices."""
        total = sum(price * most for price, (_, most) in zip(prices, self.uses, strict=True))
        for place, worth in enumerate(self.worth):
            if place in outside:
                continue
            more = PARTS * worth
            for price, (each, _) in zip(prices, self.uses, strict=True):
                more -= price * each[place]
            total += more if place in inside else max(more, 0)
        return total

    def none_worth(self, least: int, walk: Walk, inside: set[int], outside: set[int]) -> bool:
        """Whether these cases show that no set with these and without those is worth so much.

        A project comes before all cases with it, and then all cases without it; a list of
        prices shows that nothing in its case is worth so much.
        """
        open_cases = [(inside, outside)]
        for each in walk:
            if not open_cases:
                return False
            here, away = open_cases.pop()
            if isinstance(each, int):
                open_cases.append((here, away | {each}))
                open_cases.append((here | {each}, away))
            elif not self._closes(least, each, here, away):
                return False
        return not open_cases

    def _closes(self, least: int, prices: Sequence[int], inside: set[int], out: set[int]) -> bool:
        sound = len(prices) == len(self.uses) and min(prices) >= 0
        return sound and self.at_most(prices, inside, out) < PARTS * least


def _reached(uses: Sequence[int], most: int) -> int:
    """The most that can be used up exactly: a multiple of what divides all the parts."""
    unit = gcd(*uses) or 1
    return most // unit * unit


def _funded(case: Case, waiting: Waiting, sets: Sets) -> set[int]:
    """The places of what is funded; refuse what may not be, or is told in another order."""
    place = {project: at for at, project in enumerate(sets.projects)}
    before = -1, -1
    for number, step in enumerate(case.outcome.rounds, start=1):
        waiting.fund(step.project, number)
        name, at = case.tally.name(step.project), place[step.project]
        if step.votes != case.field.votes[step.project]:
            raise Unproved(f"Round {number} does not say how many chose {name}.", number)
        if step.tied_with:
            raise Unproved(f"Round {number} names a tie, but no round decides anything.", number)
        here = -sets.worth[at], at
        if number > 1 and here < before:
            raise Unproved(
                f"Round {number} funds {name}, which is worth more than another.", number
            )
        before = here
    if waiting.spent > case.field.budget:
        raise Unproved("The projects funded cost more than the budget.")
    return {place[step.project] for step in case.outcome.rounds}


def _check_worth(case: Case, sets: Sets, chosen: set[int], optimum: Optimum) -> None:
    """Refuse a set that another may be worth more than."""
    worth = sum(sets.worth[at] for at in chosen)
    if optimum.value != worth:
        raise Unproved("The outcome does not say rightly what its set of projects is worth.")
    unit = gcd(*sets.worth) or 1  # what any set is worth is a multiple of it
    case.tally.exactly += _n_closed(optimum.cases)
    if not sets.none_worth(optimum.at_most + unit, optimum.cases, set(), set()):
        raise Unproved("Its cases do not show that no set of projects is worth more.")
    if optimum.at_most > worth:
        raise Unproved("The search was ended early: another set may be worth more.")


def _check_first(case: Case, sets: Sets, chosen: set[int], optimum: Optimum) -> None:
    """Refuse a set if another worth as much may come before it in the tie order."""
    proofs = dict(optimum.none_before or ())
    inside, outside = set[int](), set[int]()
    for place in range(len(sets.projects)):
        if place in chosen:
            inside.add(place)
            continue
        cases = proofs.get(place, ())
        case.tally.exactly += _n_closed(cases)
        if not sets.none_worth(optimum.value, cases, inside | {place}, outside):
            name = case.tally.name(sets.projects[place])
            raise Unproved(f"A set with {name} may be worth as much, and would come before it.")
        outside = outside | {place}


def _n_closed(walk: Walk) -> int:
    return sum(not isinstance(each, int) for each in walk)
