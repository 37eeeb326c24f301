"""What is on a ballot: option numbers and what was given to each, and how that is written down.

`Choices` maps an option's number to 1 (ticked), to points, or to a rank (1 is first).
"""

import hashlib
import struct
from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

Choices = Mapping[int, int]


class Choosable(NamedTuple):
    """What checking a ballot needs to know of an option."""

    number: int
    title: str
    cost_pence: int
    is_struck_out: bool


FORMAT = 1
_HEAD = struct.Struct(">B16sH")  # format, decision, number of options


class NotABallot(Exception):
    """These bytes or this text are not a ballot of this decision."""


def as_text(choices: Choices) -> str:
    """One way only to write the same choices, for piles and for people who check.

    >>> as_text({7: 1, 3: 1})
    '3:1 7:1'
    """
    return " ".join(f"{number}:{choices[number]}" for number in sorted(choices) if choices[number])


def from_text(text: str) -> dict[int, int]:
    """The choices that `as_text` wrote.

    >>> from_text("3:1 7:1")
    {3: 1, 7: 1}
    """
    pairs = (pair.split(":") for pair in text.split())
    return {int(number): int(given) for number, given in pairs}


def as_bytes(choices: Choices, *, decision: UUID, n_options: int) -> bytes:
    """A ballot ready for its envelope. Every ballot of a decision has the same length, so an
    envelope's size says nothing about what is in it.
    """
    given = [choices.get(number, 0) for number in range(1, n_options + 1)]
    return _HEAD.pack(FORMAT, decision.bytes, n_options) + struct.pack(f">{n_options}H", *given)


def from_bytes(plain: bytes, *, decision: UUID, n_options: int) -> dict[int, int]:
    """The choices in an opened envelope. Raises NotABallot for another decision's."""
    expected = (FORMAT, decision.bytes, n_options)
    if len(plain) != _HEAD.size + 2 * n_options or _HEAD.unpack_from(plain) != expected:
        raise NotABallot
    given = struct.unpack_from(f">{n_options}H", plain, _HEAD.size)
    return {number: value for number, value in enumerate(given, start=1) if value}


def mark_of(sealed: bytes) -> str:
    """The mark of an envelope: what the voter's receipt shows and the published list holds."""
    return hashlib.sha256(sealed).hexdigest()


def shown_mark(mark: str) -> str:
    """The first sixteen figures of a mark, as printed on a receipt.

    >>> shown_mark("0123456789abcdef0123")
    '0123 4567 89ab cdef'
    """
    return " ".join(mark[start : start + 4] for start in range(0, 16, 4))
