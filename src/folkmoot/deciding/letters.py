"""Letters, vouchers and slips: a code as it is printed. Made, handed over, and forgotten."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import segno

from folkmoot.deciding.codes import printed
from folkmoot.kernel.sheets.cells import harmless

MOST_LINES = 5  # of an address: what the window of an envelope shows, wherever the sheet slips


@dataclass(frozen=True, slots=True)
class Picture:
    """A QR code as one path of an SVG drawing."""

    size: int
    path: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One code, ready to be read by a person, typed, or pointed at with a telephone."""

    number: int | None
    code: str  # four groups of four
    picture: Picture
    to: str = ""  # the lines of its envelope; "" where nobody is named

    @property
    def groups(self) -> list[str]:
        """The four groups."""
        return self.code.split("-")

    @classmethod
    def of(cls, number: int | None, code: str, *, address: str, to: str = "") -> "Letter":
        """A letter to whoever has this code; `address` is where codes are typed."""
        return cls(number, printed(code), picture_of(with_code(address, code)), to)


def with_code(address: str, code: str) -> str:
    """The address with the code behind a #, which browsers keep to themselves: no server and
    no log ever sees what stands there.

    >>> with_code("https://example.org/vote/", "0123456789ABCDEF")
    'https://example.org/vote/#0123-4567-89AB-CDEF'
    """
    return f"{address}#{printed(code)}"


def picture_of(text: str) -> Picture:
    """A QR code of the text, with the white edge it needs."""
    rows = list(segno.make(text, error="m", boost_error=False).matrix_iter(border=4))
    parts = [
        f"M{left} {top}h{length}v1h-{length}z"
        for top, row in enumerate(rows)
        for left, length in _runs(row)
    ]
    return Picture(len(rows), "".join(parts))


Made = Iterable[tuple[int, str, Sequence[str]]]  # number, code, lines of the envelope


def printers_lines(made: Made, *, address: str) -> Iterator[bytes]:
    """The codes as a CSV file, a line at a time; nothing of it is kept."""
    yield _line(["number", "code", "address", "qr_code"])
    for number, code, _ in made:
        yield _line([str(number), printed(code), address, with_code(address, code)])


def addressed_lines(made: Made, *, address: str) -> Iterator[bytes]:
    """The same with up to `MOST_LINES` lines for the envelope: names and streets are words of
    others, so none of them can be a formula of a spreadsheet.
    """
    envelope = [f"line_{number}" for number in range(1, MOST_LINES + 1)]
    yield _line(["number", "code", "address", "qr_code", *envelope])
    for number, code, to in made:
        lines = [harmless(line) for line in to] + [""] * (MOST_LINES - len(to))
        yield _line([str(number), printed(code), address, with_code(address, code), *lines])


def envelope_lines(name: str, address: str, postcode: str) -> tuple[str, ...]:
    """Name, address and postcode as on an envelope, in at most `MOST_LINES` lines.

    >>> envelope_lines("Siân O'Neil", "12, Mill Street, Wren's Cross", "ab1 2cd")
    ("Siân O'Neil", '12 Mill Street', "Wren's Cross", 'AB1 2CD')
    >>> envelope_lines("Tom", "Flat 2, The Mill, 5 Canal Row, Mill End, Ayton", "AB1 2CD")
    ('Tom', 'Flat 2, The Mill', '5 Canal Row', 'Mill End, Ayton', 'AB1 2CD')
    """
    parts = [part.strip() for part in re.split(r"[\r\n,]+", address) if part.strip()]
    if len(parts) > 1 and re.fullmatch(r"\d+ ?[A-Za-z]?", parts[0]):  # the number of a house
        parts[:2] = [" ".join(parts[:2])]
    while len(parts) > MOST_LINES - 2:
        lengths = [len(one) + len(next_) for one, next_ in pairwise(parts)]
        at = lengths.index(min(lengths))
        parts[at : at + 2] = [", ".join(parts[at : at + 2])]
    return (name.strip(), *parts, postcode.strip().upper())


def _runs(row: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where dark modules stand together: from which, how many."""
    start, length = 0, 0
    for place, dark in enumerate(row):
        if dark:
            start, length = (start, length + 1) if length else (place, 1)
        elif length:
            yield start, length
            length = 0


def _line(cells: list[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()
