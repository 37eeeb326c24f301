"""Themes a note may be about, because of the words it shares with them."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from folkmoot.methods.suggesting import Example, Suggester, ThemeWords
from folkmoot.organising.models import Theme


def suggestions_for(
    words: str, themes: Sequence[Theme], coded: Iterable[tuple[str, Iterable[UUID]]]
) -> Mapping[UUID, tuple[str, ...]]:
    """For at most three themes, by key, the words of the note that suggest it.

    `coded` are notes that were coded before: their words, and the keys of the themes found.
    """
    book = [ThemeWords(each.pk, f"{each.name} {each.belongs}") for each in themes]
    examples = [Example(said, frozenset(found)) for said, found in coded]
    found = Suggester.of(book, examples).suggest(words)
    return {one.theme: one.because for one in found if isinstance(one.theme, UUID)}
