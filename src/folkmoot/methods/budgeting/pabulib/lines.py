"""The bytes of a file as lines of text, with their numbers, and as rows of fields.

A file may be larger than memory likes: nothing here copies more than a piece of it at once.
"""

import codecs
import csv
import re
from collections.abc import Iterator

from folkmoot.methods.budgeting.pabulib.faults import PabulibError

LONGEST_FIELD = 131_072  # characters; what Python's csv allows, too
PIECE = 2**20  # bytes looked at together
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_LINE = re.compile(rb"([^\r\n]*)(\r\n?|\n|\Z)")


class Lines:
    """Lines one after another, however they end: by CR, LF or both.

    Attributes
    ----------
    number : int
        Of the line last given; the first line of the file is 1.
    at : int
        Where the next line begins.
    cut : bool
        Whether the line last given has no end, as where a file was cut off.
    """

    def __init__(self, data: memoryview, *, at: int = 0, number: int = 0) -> None:
        self._data = data
        self.at = at
        self.number = number
        self.cut = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.at >= len(self._data):
            raise StopIteration
        found = _LINE.match(self._data, self.at)
        assert found is not None  # the pattern fits everything
        self.at = found.end()
        self.number += 1
        self.cut = not found[2]
        return found[1].decode() + "\n"


class Rows:
    """Rows of fields with the line each begins on; blank lines are left out.

    Fields are parted by semicolons. One that begins with a quotation mark ends with the next
    that is not doubled, and may hold semicolons and ends of lines.

    >>> list(Rows(Lines(memoryview(b'a;"b;c"\\n\\nd'))))
    [(1, ['a', 'b;c']), (3, ['d'])]
    """

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self._fields = csv.reader(lines, delimiter=";", strict=True)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        return self

    def __next__(self) -> tuple[int, list[str]]:
        while True:
            line = self.lines.number + 1
            try:
                row = next(self._fields)
            except csv.Error as fault:
                raise PabulibError(line, _sentence(str(fault))) from None
            if len(row) > 1 or (row and row[0].strip()):
                return line, row


def text_of(data: memoryview) -> int:
    """Where the text of a file begins, once all of it is known to be text in UTF-8."""
    if bytes(data[:2]) in UTF_16:
        raise PabulibError(1, "This file is in UTF-16: save it again in UTF-8.")
    begins = len(codecs.BOM_UTF8) if bytes(data[:3]) == codecs.BOM_UTF8 else 0
    decoder = codecs.getincrementaldecoder("utf-8")()
    blank = True
    for start in range(0, len(data), PIECE):
        piece = data[start : start + PIECE]
        before = start - len(decoder.getstate()[0])
        try:
            text = decoder.decode(piece, start + PIECE >= len(data))
        except UnicodeDecodeError as fault:
            sentence = "This is not text in UTF-8: save the file again with that encoding."
            raise PabulibError(line_at(data, before + fault.start), sentence) from None
        if "\0" in text:
            at = start + bytes(piece).index(b"\0")
            raise PabulibError(line_at(data, at), "This is not text: it holds a zero byte.")
        blank = blank and not text.strip("\ufeff \t\r\n")
    if blank:
        raise PabulibError(1, "The file is empty.")
    return begins


def line_at(data: memoryview, at: int) -> int:
    """The number of the line on which a byte stands."""
    number, last = 1, b""
    for start in range(0, at, PIECE):
        piece = bytes(data[start : min(start + PIECE, at)])
        number += piece.count(b"\n") + piece.count(b"\r") - piece.count(b"\r\n")
        number -= last == b"\r" and piece[:1] == b"\n"
        last = piece[-1:]
    return number


def _sentence(fault: str) -> str:
    if "field limit" in fault:
        return (
            f"A field has more than {LONGEST_FIELD:,} characters: "
            "a quotation mark may be opened and not closed."
        )
    return "A quotation mark is opened and not closed, or something follows a closed one."
