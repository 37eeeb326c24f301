"""What a panel asks: the places, the money, how many, and the aims a choice should meet."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from folkmoot.methods.errors import InvalidInput

Set = frozenset[int]
MONEY, NUMBER = "the money", "the number of places"


def thousandths(strengths: Iterable[float]) -> tuple[int, ...]:
    """Strengths in whole thousandths of a mark: what is exact below starts from these.

    >>> thousandths([6.5842, 5.4566])
    (6584, 5457)
    """
    return tuple(round(each * 1000) for each in strengths)


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the places, by name: a region, the rural ones, those of one district."""

    name: str
    places: Set


@dataclass(frozen=True, slots=True)
class Aim:
    """At least so many and at most so many places of each of its groups.

    >>> Aim.of("rural", {"rural": [0, 3]}, least=1).groups[0].name
    'rural'
    """

    name: str
    groups: tuple[Group, ...]
    least: int | None = None
    most: int | None = None

    @classmethod
    def of(
        cls,
        name: str,
        groups: Mapping[str, Collection[int]],
        *,
        least: int | None = None,
        most: int | None = None,
    ) -> Self:
        """An aim from the places of each group, by number."""
        return cls(name, tuple(Group(g, frozenset(p)) for g, p in groups.items()), least, most)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing a choice must keep: the uses of its places together are at most `most`.

    Of a least number the uses are −1 and `most` is minus it. `aim` and `group` say where it is
    from, `at_least` which of the two.
    """

    aim: str
    group: str
    uses: tuple[int, ...]
    most: int
    at_least: bool = False

    def left(self, chosen: Iterable[int]) -> int:
        """How far within it a choice is; below 0, how far beyond."""
        return self.most - sum(self.uses[j] for j in chosen)


@dataclass(frozen=True, slots=True)
class Question:
    """Which places to choose.

    Attributes
    ----------
    places : their names
    strengths : in whole thousandths of a mark (or any whole unit); what is chosen should have
        the greatest sum
    costs, budget : in pence
    least, most : how many places
    aims : what else is to hold
    inside, outside : places that must be in, and must not
    """

    places: tuple[str, ...]
    strengths: tuple[int, ...]
    costs: tuple[int, ...]
    budget: int
    least: int
    most: int
    aims: tuple[Aim, ...] = ()
    inside: Set = frozenset()
    outside: Set = frozenset()
    rows: tuple[Row, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        _refuse(self)
        object.__setattr__(self, "rows", tuple(_rows(self)))

    def without(self, aim: str) -> "Question":
        """The same with one aim given up; the money and the number cannot be."""
        return replace(self, aims=tuple(each for each in self.aims if each.name != aim))

    def with_changed(self, *, strengths: Sequence[int]) -> "Question":
        """The same with other strengths."""
        return replace(self, strengths=tuple(strengths))

    def strength_of(self, chosen: Iterable[int]) -> int:
        """The sum of the strengths."""
        return sum(self.strengths[j] for j in chosen)

    def cost_of(self, chosen: Iterable[int]) -> int:
        """The sum of the costs, in pence."""
        return sum(self.costs[j] for j in chosen)

    def broken_by(self, chosen: Collection[int]) -> tuple[Row, ...]:
        """What a choice does not keep, places that must be in or out aside."""
        return tuple(row for row in self.rows if row.left(chosen) < 0)

    def keeps(self, chosen: Collection[int]) -> bool:
        """Whether a choice may be made."""
        met = frozenset(chosen)
        return self.inside <= met and not met & self.outside and not self.broken_by(met)

    def key(self, chosen: Collection[int]) -> tuple[int, int, tuple[int, ...]]:
        """The order of choices: the strongest first, then the cheapest, then as listed."""
        return (-self.strength_of(chosen), self.cost_of(chosen), tuple(sorted(chosen)))


def _rows(asked: Question) -> Iterable[Row]:
    """The money, the number, and each bound of each group of each aim."""
    n = len(asked.places)
    yield Row(MONEY, MONEY, asked.costs, asked.budget)
    yield Row(NUMBER, NUMBER, (1,) * n, asked.most)
    yield Row(NUMBER, NUMBER, (-1,) * n, -asked.least, at_least=True)
    for aim in asked.aims:
        for group in aim.groups:
            uses = tuple(int(j in group.places) for j in range(n))
            if aim.most is not None and aim.most < sum(uses):
                yield Row(aim.name, group.name, uses, aim.most)
            if aim.least:
                less = tuple(-each for each in uses)
                yield Row(aim.name, group.name, less, -aim.least, at_least=True)


def _refuse(asked: Question) -> None:
    """Say what is wrong with a question that cannot be read."""
    n = len(asked.places)
    if not n or len(asked.strengths) != n or len(asked.costs) != n:
        raise InvalidInput("Each place needs one strength and one cost.")
    if min(asked.costs) < 0 or asked.budget < 0:
        raise InvalidInput("Costs and money cannot be below nothing.")
    if not 0 <= asked.least <= asked.most:
        raise InvalidInput(
            f"At least {asked.least} and at most {asked.most} places cannot be.", number=n
        )
    both = asked.inside & asked.outside
    if both:
        names = ", ".join(asked.places[j] for j in sorted(both))
        raise InvalidInput(f"{names} cannot be both in and out.", places=tuple(both))
    for aim in asked.aims:
        if aim.least is not None and aim.most is not None and aim.least > aim.most:
            raise InvalidInput(f"{aim.name}: at least {aim.least}, at most {aim.most} cannot be.")
    named = [aim.name for aim in asked.aims]
    if len({*named, MONEY, NUMBER}) < len(named) + 2:
        raise InvalidInput("Two aims have one name.")
