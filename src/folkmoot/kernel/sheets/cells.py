"""What stands in a cell, and what the cell is called."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | Decimal | date | bool | None
FORMULA = "=+-@\t\r\n"  # how a text begins that a spreadsheet would work out
IS_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?\Z")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it was read: where it stands, as people say it, and what is in it."""

    name: str
    value: Value

    @property
    def text(self) -> str:
        """What is in it as words, without the blanks around; "" for an empty cell."""
        if self.value is None:
            return ""
        if isinstance(self.value, Decimal):
            return f"{self.value:f}"
        return str(self.value).strip()


def cell_name(row: int, column: int) -> str:
    """What people call a cell; rows and columns are counted from nought.

    >>> cell_name(6, 2), cell_name(0, 26)
    ('C7', 'AA1')
    """
    letters, column = "", column + 1
    while column:
        column, at = divmod(column - 1, 26)
        letters = chr(ord("A") + at) + letters
    return f"{letters}{row + 1}"


def harmless(text: str) -> str:
    """A text as it may stand in a CSV file, with a mark before what would be worked out.

    Numbers stay as they are, below nought too.

    >>> harmless("=1+1"), harmless("-3"), harmless("@home"), harmless("Ann")
    ("'=1+1", '-3', "'@home", 'Ann')
    """
    return f"'{text}" if text[:1] in FORMULA and text and not IS_NUMBER.match(text) else text


def without_mark(text: str) -> str:
    """The text as it was before `harmless`.

    >>> without_mark("'=1+1"), without_mark("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in FORMULA else text
