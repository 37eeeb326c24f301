"""A panel's question: the candidates with what is known of each, the money, and the aims."""

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.methods.selection import MONEY, NUMBER, Aim, Question

EACH = ""  # an aim for every one of a kind: for each region, for each district
# How one of a kind is called after a number, and every one of it.
KINDS = {
    "region": ("in {}", "in each region"),
    "settlement": ("{}", "of each kind of settlement"),
    "theme": ("about “{}”", "about each theme"),
    "need": ("of {} need", "of each degree of need"),
    "district": ("in {}", "in each council area"),
}
# Regions as one speaks of them.
WITH_ARTICLE = ("North ", "South ", "East ", "West ")
A_PART = ("third", "quarter", "fifth", "tenth", "half", "areas", "places")


def called(kind: str, value: str) -> str:
    """One group as it is called after a number: “2 in the North West”, “3 of high need”.

    >>> called("region", "North West"), called("region", "Wales"), called("need", "high")
    ('in the North West', 'in Wales', 'of high need')
    >>> called("need", "most deprived third"), called("need", "4 of 10")
    ('in the most deprived third', 'where need is “4 of 10”')
    """
    if kind == "region" and value.startswith(WITH_ARTICLE):
        return f"in the {value}"
    if kind == "need" and value.endswith(A_PART):
        return f"in the {value}"
    if kind == "need" and not value.isalpha():
        return f"where need is “{value}”"
    return KINDS[kind][0].format(value)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One application that could be chosen. `strength` in thousandths of a point."""

    ref: str
    name: str
    strength: int
    cost_pence: int
    region: str = ""
    settlement: str = ""
    theme: str = ""
    need: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True)
class AimWanted:
    """At least and at most so many of one group, or of each group of a kind."""

    kind: str
    value: str = EACH
    least: int | None = None
    most: int | None = None

    @property
    def name(self) -> str:
        """What it is called after a number, in sentences and in the list.

        >>> AimWanted("region", "Wales").name, AimWanted("district").name
        ('in Wales', 'in each council area')
        """
        return called(self.kind, self.value) if self.value else KINDS[self.kind][1]

    def group_in(self, candidates: Sequence[Candidate]) -> dict[str, list[int]]:
        """Which candidates are in which of its groups, by number."""
        groups: dict[str, list[int]] = {self.value: []} if self.value else {}
        for number, each in enumerate(candidates):
            named = str(getattr(each, self.kind))
            if named and self.value in (EACH, named):
                groups.setdefault(named, []).append(number)
        return groups


@dataclass(frozen=True, slots=True)
class Terms:
    """The money, how many, the aims, and what must be in or out, by reference."""

    budget_pence: int
    least: int
    most: int
    aims: tuple[AimWanted, ...] = ()
    inside: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()


def question_of(candidates: Sequence[Candidate], terms: Terms) -> Question:
    """The question as the methods library asks it. Raises InvalidInput."""
    at = {each.ref: number for number, each in enumerate(candidates)}
    return Question(
        places=tuple(each.name for each in candidates),
        strengths=tuple(each.strength for each in candidates),
        costs=tuple(each.cost_pence for each in candidates),
        budget=terms.budget_pence,
        least=terms.least,
        most=terms.most,
        aims=tuple(_aim(each, candidates) for each in terms.aims),
        inside=frozenset(at[ref] for ref in terms.inside if ref in at),
        outside=frozenset(at[ref] for ref in terms.outside if ref in at),
    )


def _aim(wanted: AimWanted, candidates: Sequence[Candidate]) -> Aim:
    named = {called(wanted.kind, v): g for v, g in wanted.group_in(candidates).items()}
    return Aim.of(wanted.name, named, least=wanted.least, most=wanted.most)


__all__ = [
    "EACH",
    "MONEY",
    "NUMBER",
    "AimWanted",
    "Candidate",
    "Terms",
    "called",
    "question_of",
]
