"""Limits on what may be funded together: projects that exclude each other, money ceilings.

A limit names some projects and says how many of them, or how much money together, at most.
Everything cities ask for is of that form: two plans for one square are a limit of one
project; a ceiling for a district or a theme is a limit of money.

Source: Rey, Endriss and de Haan (2021), *Designing Participatory Budgeting Mechanisms
Grounded in Judgment Aggregation*, Section 2, where such limits stand beside the budget.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from folkmoot.methods.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many, or so much money, of some projects.

    Attributes
    ----------
    projects : tuple of int
        The projects it is about, ascending, each once, at least one.
    number : int or None
        How many of them may be funded. None: any number.
    money : int or None
        What those funded may cost together, in the smallest unit. None: any sum.

    Examples
    --------
    >>> Limit((2, 0), number=1)
    Limit(projects=(0, 2), number=1, money=None)
    """

    projects: tuple[int, ...]
    number: int | None = None
    money: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "projects", tuple(sorted({int(j) for j in self.projects})))
        if not self.projects:
            raise InvalidInput("A limit must name the projects it is about.")
        if self.number is None and self.money is None:
            raise InvalidInput("A limit must say how many projects, or how much money, at most.")
        if any(most is not None and most < 0 for most in (self.number, self.money)):
            raise InvalidInput("A limit cannot be below nothing.")

    @classmethod
    def one_of(cls, *projects: int) -> Self:
        """Projects that exclude each other: at most one of them is funded.

        >>> Limit.one_of(3, 1).number
        1
        """
        return cls(projects, number=1)

    @classmethod
    def by_group(cls, groups: Sequence[str], ceilings: dict[str, int]) -> tuple[Self, ...]:
        """A money ceiling for each named group; `groups` names that of every project.

        >>> [limit.money for limit in Limit.by_group(["north", "south"], {"south": 90})]
        [90]
        """
        members = {name: [j for j, group in enumerate(groups) if group == name] for name in groups}
        if unknown := [name for name in ceilings if name not in members]:
            raise InvalidInput(f"No project belongs to “{unknown[0]}”.", group=unknown[0])
        return tuple(cls(tuple(members[name]), money=most) for name, most in ceilings.items())


def checked(limits: Iterable[Limit], n_projects: int) -> tuple[Limit, ...]:
    """The limits, each once, in one order whatever order they came in."""
    found = sorted(set(limits), key=_key)
    if any(limit.projects[0] < 0 or limit.projects[-1] >= n_projects for limit in found):
        raise InvalidInput("A limit names a project which is not in this election.")
    return tuple(found)


def _key(limit: Limit) -> tuple[tuple[int, ...], int, int]:
    number = -1 if limit.number is None else limit.number
    return limit.projects, number, -1 if limit.money is None else limit.money
