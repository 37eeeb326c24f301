"""Themes that share words with a note: the theme's own, and those of notes already coded.

A word counts for a theme by how much more often it stands there than anywhere: log of the one
share over the other, as in naive Bayes, and only what speaks *for* a theme. So each suggestion
has words that can be shown, and a note that shares none gets none.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import log

from folkmoot.methods.suggesting.stems import stems_of

SHARED_WORDS = "shared-words/1"
OWN_WORDS = 3  # what the code book says of a theme weighs as much as three notes of it
CAUTION = 1.0  # as if each theme had one more note, in which words are as common as anywhere
MOST = 3
MOST_REASONS = 2


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """A theme and its own words: its name, and what the code book says belongs to it."""

    theme: Hashable
    words: str


@dataclass(frozen=True, slots=True)
class Example:
    """A note that was coded, and the themes people found in it."""

    words: str
    themes: frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme a note may be about, and the words of the note that say so."""

    theme: Hashable
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Suggester:
    """What is known of the words of each theme. Made once, asked for any number of notes."""

    themes: tuple[Hashable, ...]
    counts: tuple[Counter[str], ...]
    n_notes: tuple[int, ...]
    everywhere: Counter[str]

    @classmethod
    def of(cls, themes: Sequence[ThemeWords], examples: Iterable[Example]) -> "Suggester":
        """Read the code book and the notes coded so far; time in proportion to their words."""
        counts = [Counter(dict.fromkeys(stems_of(each.words), OWN_WORDS)) for each in themes]
        n_notes = [OWN_WORDS] * len(themes)
        for example in examples:
            said = list(stems_of(example.words))
            for number, each in enumerate(themes):
                if each.theme in example.themes:
                    counts[number].update(said)
                    n_notes[number] += 1
        everywhere: Counter[str] = sum(counts, Counter())
        names = tuple(each.theme for each in themes)
        return cls(names, tuple(counts), tuple(n_notes), everywhere)

    def suggest(self, words: str, *, most: int = MOST) -> tuple[Suggestion, ...]:
        """At most so many themes, likeliest first; of equal ones, the first in the book.

        Examples
        --------
        >>> book = [ThemeWords("play", "swings, slides"), ThemeWords("dogs", "dogs and their mess")]
        >>> coded = [Example("The roundabout squeaks", frozenset({"play"}))]
        >>> for each in Suggester.of(book, coded).suggest("Dog mess under every swing!"):
        ...     print(each.theme, each.because)
        dogs ('Dog', 'mess')
        play ('swing',)
        >>> Suggester.of(book, coded).suggest("It is lovely here")
        ()
        """
        said = stems_of(words)
        scored = []
        for number, theme in enumerate(self.themes):
            weights = {each: self._weight(number, each) for each in said}
            telling = sorted((w for w in weights if weights[w] > 0), key=lambda w: -weights[w])
            if telling:
                because = tuple(said[each] for each in telling[:MOST_REASONS])
                score = sum(weights[each] for each in telling)
                scored.append((-score, number, Suggestion(theme, because)))
        return tuple(suggestion for _, _, suggestion in sorted(scored, key=lambda s: s[:2])[:most])

    def _weight(self, number: int, word: str) -> float:
        """How much a word speaks for a theme: above nought where it is commoner than elsewhere."""
        here = self.counts[number][word]
        if not here:
            return 0.0
        usual = self.everywhere[word] / sum(self.n_notes)
        share = (here + CAUTION * usual) / (self.n_notes[number] + CAUTION)
        return max(log(share / usual), 0.0)
