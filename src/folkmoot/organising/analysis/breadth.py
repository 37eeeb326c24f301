"""How broadly each theme is raised: in how many streets and groups, never how loudly."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from folkmoot.methods.disclosure import SMALL_COUNTS, Shown, Standing, guarded

BREADTH = f"breadth/1 {SMALL_COUNTS}"
LEAST = 5


@dataclass(frozen=True, slots=True)
class Raised:
    """One note as it stands: the themes found in it, where, and among whom."""

    themes: frozenset[UUID]
    street: UUID | None
    groups: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class ThemeBreadth:
    """How broadly one theme was raised, as far as it may be told.

    Where conversations are few, nothing is told of streets and groups either: there are never
    more streets than conversations, so that one would give the other away.
    """

    theme: UUID
    name: str
    belongs: str
    conversations: str  # "12", "fewer than 5", "not shown", "none"
    n_conversations: int | None
    n_streets: int | None
    n_groups: int | None


WORDS = {
    Standing.FEW: f"fewer than {LEAST}",
    Standing.KEPT: "not shown",
    Standing.EITHER: "not shown",
}


def themes_of(found: Iterable[tuple[bool, frozenset[UUID]]]) -> frozenset[UUID]:
    """The themes of a note, of what its readers found: whether it was settled, and which.

    What was settled stands. Of two who have not settled it, what both found stands, and no more.
    """
    alone = []
    for is_settled, themes in found:
        if is_settled:
            return themes
        alone.append(themes)
    return frozenset.intersection(*alone) if alone else frozenset()


def breadths(notes: Sequence[Raised], themes: Mapping[UUID, tuple[str, str]]) -> list[ThemeBreadth]:
    """Each theme (by key: name, and what belongs to it), the most broadly raised first.

    Those of which nothing may be told come after them by name, so that their order tells
    nothing either; then those that nobody raised.
    """
    with_it = {key: [note for note in notes if key in note.themes] for key in themes}
    shown = guarded([len(found) for found in with_it.values()], least=LEAST)
    each = [
        _told(key, themes[key], found, one)
        for (key, found), one in zip(with_it.items(), shown, strict=True)
    ]
    return sorted(each, key=_order)


def _told(key: UUID, words: tuple[str, str], found: Sequence[Raised], shown: Shown) -> ThemeBreadth:
    name, belongs = words
    if shown.count is None:
        return ThemeBreadth(key, name, belongs, WORDS[shown.standing], None, None, None)
    return ThemeBreadth(
        theme=key,
        name=name,
        belongs=belongs,
        conversations=f"{shown.count:,}" if shown.count else "none",
        n_conversations=shown.count,
        n_streets=len({note.street for note in found if note.street}),
        n_groups=len({group for note in found for group in note.groups}),
    )


def _order(each: ThemeBreadth) -> tuple[int, int, int, int, str]:
    if each.n_conversations is None:
        return (1, 0, 0, 0, each.name)
    if not each.n_conversations:
        return (2, 0, 0, 0, each.name)
    return (0, -(each.n_streets or 0), -(each.n_groups or 0), -each.n_conversations, each.name)
