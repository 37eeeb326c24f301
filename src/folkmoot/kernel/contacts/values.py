"""One contact as it was read, what is wrong with a row, and all of a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MOST_PEOPLE = 500  # in one file: while they are noted, everyone else waits


class Part(StrEnum):
    """What a column holds."""

    NOTHING = ""
    NAME = "name"
    FIRST = "first"
    LAST = "last"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    STREET = "street"


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact: its row (of a table, the first is 1) or the number of its card."""

    row: int
    name: str
    email: str = ""
    phone: str = ""
    address: str = ""
    street: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why one row cannot be taken: which row, which column, one sentence."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Contacts:
    """All that was read.

    Attributes
    ----------
    good, wrong
        The rows that can be taken, and those that cannot.
    heads
        What the columns are called; none in a file of cards.
    parts
        What each column was taken to hold.
    heads_first
        Whether the first row was taken for what the columns are called.
    each
        What people call one: "Row" or "Card".
    """

    good: tuple[Contact, ...]
    wrong: tuple[Wrong, ...]
    heads: tuple[str, ...] = ()
    parts: Mapping[int, Part] = field(default_factory=dict)
    heads_first: bool = False
    each: str = "Row"
