"""What would have to give where no choice of places meets every aim."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from folkmoot.methods.selection.asking import Question, Row, Set
from folkmoot.methods.selection.pricing import Table
from folkmoot.methods.selection.settling import Search, Unsettled


@dataclass(frozen=True, slots=True)
class Give:
    """One bound, and what it would have to become. Money in pence, else a number of places."""

    aim: str
    group: str
    at_least: bool
    now: int
    becomes: int


@dataclass(frozen=True, slots=True)
class Freed:
    """Changes that together allow a choice, and one that they allow.

    `smallest` says that it is proved that no smaller change of this bound alone is enough.
    """

    gives: tuple[Give, ...]
    allows: tuple[int, ...]
    smallest: bool


def freed(asked: Question) -> tuple[Freed, ...]:
    """All bounds that could give alone, each by as little as is enough; else a few together.

    Where no bound alone is enough, the fewest that are together, as HiGHS finds them: then it is
    checked that the change is enough, and not proved that none is smaller.
    Nothing where a choice is possible as it is, or not even so.

    Examples
    --------
    Both rural places together cost more than there is:

    >>> from folkmoot.methods.selection import Aim, Question
    >>> asked = Question(
    ...     places=("Hill", "Dale", "Moor"), strengths=(8, 7, 5), costs=(10, 20, 20),
    ...     budget=30, least=1, most=2, aims=(Aim.of("rural", {"rural": [1, 2]}, least=2),),
    ... )
    >>> [(give.aim, give.now, give.becomes) for each in freed(asked) for give in each.gives]
    [('the money', 30, 40), ('rural', 2, 1)]
    """
    if _any(asked, asked.rows) is not None:
        return ()
    alone = [found for at in range(len(asked.rows)) if (found := _alone(asked, at))]
    if alone:
        return tuple(alone)
    together = _together(asked)
    return (together,) if together else ()


def _alone(asked: Question, at: int) -> Freed | None:
    """The least that one bound would have to give, the others as they are."""
    row, others = asked.rows[at], [*asked.rows[:at], *asked.rows[at + 1 :]]
    uses = [-each for each in row.uses]  # the choice that goes least beyond this bound
    start = _any(asked, others)
    if start is None:
        return None
    best = [start]

    def nearer(chosen: Set) -> int:
        best[0] = chosen
        return sum(uses[j] for j in chosen) + 1

    search = Search(others, uses, Table(others))
    try:
        search.settle(sum(uses[j] for j in start) + 1, nearer, asked.inside, asked.outside)
        smallest = True
    except Unsettled:
        smallest = False
    return _freed(asked, (row,), best[0], smallest)


def _together(asked: Question) -> Freed | None:
    """What the fewest bounds would have to give together, for one choice that then may be made."""
    table = Table(asked.rows)
    changed = table.fewest(asked.inside, asked.outside)
    others = [row for at, row in enumerate(asked.rows) if at not in changed]
    beyond = [0] * len(asked.places)
    for at in changed:
        uses = asked.rows[at].uses
        size = max(map(abs, uses)) or 1
        beyond = [b - 1000 * use // size for b, use in zip(beyond, uses, strict=True)]
    found = Table(others).choice(beyond, asked.inside, asked.outside) if others else None
    if found is None or any(row.left(found) < 0 for row in others):
        return None
    broken = asked.broken_by(found)
    return _freed(asked, broken, found, smallest=False) if broken else None


def _freed(asked: Question, broken: Sequence[Row], met: Set, smallest: bool) -> Freed:
    """What these bounds give for one choice, and the strongest that they then allow."""
    eased = [replace(row, most=row.most - min(row.left(met), 0)) for row in asked.rows]
    found = Table(eased).choice(asked.strengths, asked.inside, asked.outside)
    allowed = found is not None and all(row.left(found) >= 0 for row in eased)
    best = found if found is not None and allowed else met
    return Freed(tuple(_give(row, met) for row in broken), tuple(sorted(best)), smallest)


def _any(asked: Question, rows: Sequence[Row]) -> Set | None:
    """A choice that keeps these rows, or None where that is proved (or takes too long)."""
    table = Table(rows)
    nothing = [0] * len(asked.places)
    found = table.choice(nothing, asked.inside, asked.outside)
    if found is not None and all(row.left(found) >= 0 for row in rows):
        return found | asked.inside
    met: list[Set] = []

    def enough(chosen: Set) -> int:
        met.append(chosen)
        return 1

    try:
        Search(rows, nothing, table).settle(0, enough, asked.inside, asked.outside)
    except Unsettled:
        return None
    return met[0] if met else None


def _give(row: Row, chosen: Set) -> Give:
    """What a bound must become for a choice."""
    used = sum(row.uses[j] for j in chosen)
    sign = -1 if row.at_least else 1
    return Give(row.aim, row.group, row.at_least, sign * row.most, sign * used)
