"""Text for a terminal: paragraphs, headings and tables no wider than it is."""

import shutil
import textwrap
import unicodedata
from collections.abc import Sequence
from itertools import accumulate

NARROWEST, WIDEST = 60, 100


def width() -> int:
    """How many characters a line may have here."""
    return min(max(shutil.get_terminal_size((88, 24)).columns, NARROWEST), WIDEST)


def printable(text: str) -> str:
    """Text from a file without anything that would command a terminal.

    >>> printable("Elm\\x1b[31m Park\\n")
    'Elm [31m Park'
    """
    return "".join(each if each.isprintable() else " " for each in text).rstrip()


def paragraph(text: str, indent: int = 0) -> str:
    """A paragraph, broken where the line ends."""
    space = " " * indent
    return textwrap.fill(
        printable(text),
        width(),
        initial_indent=space,
        subsequent_indent=space,
        break_on_hyphens=False,
    )


def heading(text: str) -> str:
    """A line with a rule under it."""
    shown = fitted(text, width()).rstrip()
    return f"{shown}\n{'─' * columns(shown)}"


def columns(text: str) -> int:
    """How many columns of a terminal a text takes.

    >>> columns("Łódź"), columns("水"), columns("e\\u0301")
    (4, 2, 1)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in text
    )


def fitted(text: str, room: int) -> str:
    """A text in exactly so many columns: cut with an ellipsis, or filled up with spaces.

    >>> fitted("Rose garden", 6), fitted("Hall", 6)
    ('Rose …', 'Hall  ')
    """
    shown = " ".join(printable(text).split())
    if columns(shown) > room:
        ends = accumulate(map(columns, shown))
        shown = shown[: sum(end < room for end in ends)] + "…"
    return shown + " " * (room - columns(shown))


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, wide: int) -> str:
    """Rows under heads; column `wide` takes the room the others leave, figures stand right.

    The columns after the wide one are figures; it, and those before it, are words.
    """
    room = [
        max([columns(head), *(columns(printable(row[at])) for row in rows)])
        for at, head in enumerate(heads)
    ]
    others = sum(room) - room[wide] + 2 * len(heads)
    room[wide] = max(min(room[wide], width() - others), 12)
    return "\n".join(_line(row, room, wide) for row in [heads, *rows])


def _line(cells: Sequence[str], room: Sequence[int], wide: int) -> str:
    parts = [
        " " * (room[at] - columns(cell)) + cell if at > wide else fitted(cell, room[at])
        for at, cell in enumerate(cells)
    ]
    return ("  " + "  ".join(parts)).rstrip()
