"""What a line of the code book must say, and when it may be retired."""

from collections.abc import Sequence

from folkmoot.organising.models import Theme

MOST_THEMES = 30  # nobody holds more in mind; and each has a key on the keyboard
LONGEST_NAME = 80
LONGEST_WORDS = 500


def why_not_theme(name: str, belongs: str, belongs_not: str) -> str:
    """A theme has a short name and says what belongs to it."""
    if not name.strip():
        return "Give the theme a name, such as “Things to do for young people”."
    if len(name.strip()) > LONGEST_NAME:
        return f"Keep the name to {LONGEST_NAME} letters; this has {len(name.strip())}."
    if not belongs.strip():
        return "Say what belongs to it, so that two people read it alike."
    for what, words in (("What belongs", belongs), ("What does not belong", belongs_not)):
        if len(words) > LONGEST_WORDS:
            return f"{what} has {len(words):,} letters; keep it to {LONGEST_WORDS}."
    return ""


def why_not_add_theme(open_now: Sequence[Theme], name: str) -> str:
    """A code book is short, and names a thing once."""
    if any(each.name.lower() == name.strip().lower() for each in open_now):
        return f"“{name.strip()}” is in the code book already."
    if len(open_now) >= MOST_THEMES:
        return (
            f"There are {MOST_THEMES} themes already, and nobody holds more in mind. "
            "Retire one, or make one of two."
        )
    return ""


def why_not_retire(theme: Theme) -> str:
    """A theme is retired once; what was coded with it stays."""
    return "It is retired already." if theme.retired_at else ""


def why_not_reopen(theme: Theme) -> str:
    """Only what is retired comes back."""
    return "" if theme.retired_at else "It is in use already."
