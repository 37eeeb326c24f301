"""What each aim costs in strength, and what each place's being in or out hangs on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from folkmoot.methods.selection.asking import Question, Set
from folkmoot.methods.selection.choosing import Choice, Solver, choose

HAND_IN, HAND_OUT = "places that must be in", "places that must be out"


@dataclass(frozen=True, slots=True)
class Change:
    """One choice beside another: what it gains, and which places come and go."""

    choice: Choice
    strength: int
    come: tuple[int, ...]
    go: tuple[int, ...]

    @classmethod
    def between(cls, asked: Question, one: Iterable[int], other: Iterable[int]) -> "Change":
        """From one choice to the other."""
        before, after = frozenset(one), frozenset(other)
        return cls(
            Choice.of(asked, after),
            asked.strength_of(after) - asked.strength_of(before),
            tuple(sorted(after - before)),
            tuple(sorted(before - after)),
        )


@dataclass(frozen=True, slots=True)
class AimCost:
    """What could be gained in strength if an aim were given up: 0 when it costs nothing."""

    aim: str
    without: Change


@dataclass(frozen=True, slots=True)
class Standing:
    """What a place's being in or out hangs on.

    Attributes
    ----------
    place, chosen : which, and whether it is in the best choice
    by_hand : whether it was put in or out beforehand
    otherwise : the best choice with the place on the other side; None where there is none
    but_for : the aims without which the best choice has it on the other side
    near : whether it changes sides in a choice nearly as strong as the best
    """

    place: int
    chosen: bool
    by_hand: bool
    otherwise: Change | None
    but_for: tuple[str, ...]
    near: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """The best choice explained.

    `always` are the places in every choice within `margin` of the best; `never` those in none.
    """

    best: Choice
    margin: int
    aims: tuple[AimCost, ...]
    places: tuple[Standing, ...]

    @property
    def always(self) -> tuple[int, ...]:
        """The places in every choice nearly as strong."""
        return tuple(each.place for each in self.places if each.chosen and not each.near)

    @property
    def never(self) -> tuple[int, ...]:
        """The places in no choice nearly as strong."""
        return tuple(each.place for each in self.places if not each.chosen and not each.near)


def explained(asked: Question, *, margin: int | None = None) -> Explained:
    """Solve again without each aim, and with each place on the other side.

    `margin` is how much weaker a choice may be and still be nearly as strong: one hundredth of
    the best when none is given. Every answer is proved, as in `choose`, which see for what is
    raised. A search for each place and aim, each begun from what those before it found: a fifth
    of a second for 25 places; for 60 half a second, and one or two where 25 of them are chosen.

    Examples
    --------
    >>> from folkmoot.methods.selection import Aim, Question
    >>> asked = Question(
    ...     places=("Hill", "Dale", "Moor"), strengths=(800, 700, 500), costs=(10, 10, 10),
    ...     budget=25, least=1, most=3, aims=(Aim.of("rural", {"rural": [2]}, least=1),),
    ... )
    >>> found = explained(asked)
    >>> [(cost.aim, cost.without.strength, cost.without.come) for cost in found.aims]
    [('rural', 200, (1,))]
    >>> [place.but_for for place in found.places], found.always
    ([(), ('rural',), ('rural',)], (0, 2))
    """
    best = frozenset(choose(asked, n_next=0).best.places)
    solver = Solver(asked)
    aims = tuple(
        AimCost(name, Change.between(asked, best, Solver(freer).best([best]) or best))
        for name, freer in _freer(asked)
    )
    strength = asked.strength_of(best)
    within = abs(strength) // 100 if margin is None else margin
    places = tuple(
        _standing(solver, place, best, within, aims) for place in range(len(asked.places))
    )
    return Explained(Choice.of(asked, best), within, aims, places)


def _freer(asked: Question) -> Iterable[tuple[str, Question]]:
    """The question without each of its aims, and without what was put in or out by hand."""
    for aim in asked.aims:
        yield aim.name, asked.without(aim.name)
    if asked.inside:
        yield HAND_IN, replace(asked, inside=frozenset())
    if asked.outside:
        yield HAND_OUT, replace(asked, outside=frozenset())


def _standing(
    solver: Solver, place: int, best: Set, within: int, aims: Sequence[AimCost]
) -> Standing:
    """Ask for the best choice with the place on the other side."""
    asked, chosen, only = solver.asked, place in best, frozenset([place])
    hints = [frozenset(each.without.choice.places) for each in aims]
    hints += _swaps(asked, best, place)
    other = solver.best(hints, **{"outside" if chosen else "inside": only})
    otherwise = None if other is None else Change.between(asked, best, other)
    return Standing(
        place,
        chosen,
        place in asked.inside or place in asked.outside,
        otherwise,
        tuple(each.aim for each in aims if place in (*each.without.come, *each.without.go)),
        otherwise is not None and -otherwise.strength <= within,
    )


def _swaps(asked: Question, best: Set, place: int) -> list[Set]:
    """Choices that differ by a place or two from the best, with this one on the other side."""
    turned = best ^ {place}
    others = [j for j in range(len(asked.places)) if (j in best) != (place in best)]
    return [turned, *(turned ^ {j} for j in others if j != place)]
