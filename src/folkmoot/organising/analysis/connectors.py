"""From rows about who was named to a ranking, by way of the methods library."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from uuid import UUID

from folkmoot.methods.networks import Nomination, nominations

CLOSE = 0.72  # how alike two names are before one is shown as perhaps the other
MOST_CLOSE = 8


@dataclass(frozen=True, slots=True)
class Tie:
    """One conversation, in one street or none known, naming one person."""

    naming: UUID
    street: UUID | None
    person: UUID


@dataclass(frozen=True, slots=True)
class Standing:
    """How one named person stands: named from so many streets, by so many of those heard."""

    person: UUID
    n_streets: int
    n_heard: int


def roots_of(same_as: Mapping[UUID, UUID | None]) -> dict[UUID, UUID]:
    """For each person, whom they are taken for in the end: mostly themselves."""
    roots: dict[UUID, UUID] = {}
    for key in same_as:
        here, seen = key, {key}
        while (above := same_as.get(here)) is not None and above not in seen:
            here = above
            seen.add(here)
        roots[key] = here
    return roots


def standings(ties: Iterable[Tie], roots: Mapping[UUID, UUID]) -> list[Standing]:
    """Most streets first, then most conversations. Names taken for one count as one."""
    given = [
        Nomination(str(tie.naming), str(tie.street or ""), str(roots.get(tie.person, tie.person)))
        for tie in ties
    ]
    return [Standing(UUID(one.name), one.n_streets, one.n_heard) for one in nominations(given)]


def alike(name: str, others: Sequence[tuple[UUID, str]]) -> list[UUID]:
    """Those whose matched name is close to this one, or holds all its words; closest first."""
    words = set(name.split())
    found: list[tuple[float, str, UUID]] = []
    for key, other in others:
        theirs = set(other.split())
        holds = words <= theirs or theirs <= words
        close = SequenceMatcher(None, name, other).ratio()
        if holds or close >= CLOSE:
            found.append((-max(close, CLOSE if holds else 0.0), other, key))
    return [key for _, _, key in sorted(found)[:MOST_CLOSE]]
