"""Letters, vouchers and slips: a code as it is printed. Made, handed over, and forgotten."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import segno

from folkmoot.deciding.codes import printed


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

    @property
    def groups(self) -> list[str]:
        """The four groups."""
        return self.code.split("-")

    @classmethod
    def of(cls, number: int | None, code: str, *, address: str) -> "Letter":
        """A letter to whoever has this code; `address` is where codes are typed."""
        return cls(number, printed(code), picture_of(with_code(address, code)))


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


def printers_lines(made: Iterable[tuple[int, str]], *, address: str) -> Iterator[bytes]:
    """The codes as a CSV file, a line at a time; nothing of it is kept."""
    yield _line(["number", "code", "address", "qr_code"])
    for number, code in made:
        yield _line([str(number), printed(code), address, with_code(address, code)])


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
