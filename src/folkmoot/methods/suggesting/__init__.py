"""Which themes a note may be about, because of words it shares with them. People decide."""

from folkmoot.methods.suggesting.shared_words import (
    SHARED_WORDS,
    Example,
    Suggester,
    Suggestion,
    ThemeWords,
)
from folkmoot.methods.suggesting.stems import stem, stems_of

__all__ = [
    "SHARED_WORDS",
    "Example",
    "Suggester",
    "Suggestion",
    "ThemeWords",
    "stem",
    "stems_of",
]
