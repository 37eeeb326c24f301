"""The code book of a place."""

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.organising.models import Theme
from folkmoot.places.models import Place

# One key each, without those that do something else: 0 none of these, s skip, u undo.
KEYS = "123456789abcdefghijklmnopqrtvwxyz"


@dataclass(frozen=True, slots=True)
class KeyedTheme:
    """A theme in use, and the key that ticks it."""

    theme: Theme
    key: str


@dataclass(frozen=True, slots=True)
class CodeBook:
    """The themes of a place, those in use and those retired."""

    themes: Sequence[KeyedTheme]
    retired: Sequence[Theme]


def code_book(place: Place) -> CodeBook:
    """The themes of a place; one query."""
    every = list(Theme.objects.filter(place=place))
    return CodeBook(
        themes=keyed([each for each in every if each.retired_at is None]),
        retired=[each for each in every if each.retired_at is not None],
    )


def themes_in_use(place: Place) -> list[Theme]:
    """What can be found in a note today, in the order of the book; one query."""
    return list(Theme.objects.filter(place=place, retired_at__isnull=True))


def keyed(themes: Sequence[Theme]) -> list[KeyedTheme]:
    """Each with its key: the same theme keeps its key while the book stays as it is."""
    return [KeyedTheme(theme, key) for theme, key in zip(themes, KEYS, strict=False)]
