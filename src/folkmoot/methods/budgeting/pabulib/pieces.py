"""Pieces of the VOTES section, cut at every semicolon, comma and end of line."""

from collections.abc import Iterator
from copy import copy
from typing import Self

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.kinds import Ints
from folkmoot.methods.budgeting.pabulib.lines import LONGEST_FIELD
from folkmoot.methods.budgeting.pabulib.sections import Section

PIECE = 2**18  # bytes cut at once
WORD = 8  # bytes compared at once
LONGEST = 8 * WORD  # bytes of a text between two cuts
_NEWLINE, _COMMA, _SEMICOLON = b"\n,;"

Words = NDArray[np.uint64]


class Unusual(Exception):
    """Something to be read row by row."""


def pieces(section: Section) -> Iterator[bytes]:
    """The votes in pieces of whole lines that end by LF."""
    data, rest = section.data, b""
    for at in range(section.start, len(data), PIECE):
        piece = rest + bytes(data[at : at + PIECE])
        if at + PIECE >= len(data):
            piece, rest = piece.rstrip(b"\r\n") + b"\n", b""
        else:
            whole = piece.rfind(b"\n") + 1
            piece, rest = piece[:whole], piece[whole:]
        if b"\r" in piece:
            piece = piece.replace(b"\r\n", b"\n")
        if b"\r" in piece or b'"' in piece or len(rest) > PIECE:
            raise Unusual
        if piece.strip(b"\n"):
            yield piece


class Texts:
    """Texts between cuts, each as words of eight bytes, filled up with zeros."""

    def __init__(self, piece: bytes, begins: Ints, lengths: Ints) -> None:
        longest = int(lengths.max(initial=0))
        if longest > LONGEST:
            raise Unusual
        room = np.frombuffer(piece + bytes(LONGEST), dtype=np.uint8)
        # every place of the piece as the beginning of a word, whether aligned or not
        words = np.ndarray(room.size - WORD + 1, "<u8", room, strides=(1,))
        self.lengths = lengths
        self.words: list[Words] = [
            words[begins + at] & _MASKS[at // WORD][lengths]
            for at in range(0, max(longest, 1), WORD)
        ]

    def only(self, which: NDArray[np.bool_]) -> Self:
        """Some of the texts."""
        some = copy(self)
        some.lengths = self.lengths[which]
        some.words = [word[which] for word in self.words]
        return some

    def are(self, which: Ints, others: Self) -> bool:
        """Whether those texts are the others, one by one, to the byte."""
        if not np.array_equal(self.lengths[which], others.lengths):
            return False
        pairs = zip(self.words, others.words, strict=False)  # equal lengths: the rest is zeros
        return all(np.array_equal(word[which], other) for word, other in pairs)

    def marks(self) -> Words:
        """A number for each text: equal for equal texts, and almost never for others."""
        marks = self.lengths.astype(np.uint64)
        for word, factor in zip(self.words, _FACTORS, strict=False):
            marks += word * factor
        return marks


# for every word of a text, by the length of the text: the bytes that belong to it
_MASKS: Words = np.array(
    [
        [(1 << 8 * min(max(length - at, 0), WORD)) - 1 for length in range(LONGEST + 1)]
        for at in range(0, LONGEST, WORD)
    ],
    dtype=np.uint64,
)
# odd, so that no two texts of one word and of one length have one mark
_FACTORS: Words = np.cumprod(
    np.full(LONGEST // WORD, 0x9E3779B97F4A7C15, dtype=np.uint64), dtype=np.uint64
)


class Cut:
    """One piece, every row of which has as many fields as there are columns."""

    def __init__(self, piece: bytes, n_columns: int) -> None:
        codes = np.frombuffer(piece, dtype=np.uint8)
        self._piece = piece
        self._cuts = np.flatnonzero((codes == _SEMICOLON) | (codes == _COMMA) | (codes == _NEWLINE))
        kinds = codes[self._cuts]
        ends = np.flatnonzero(kinds != _COMMA)
        self.n_rows, over = divmod(ends.size, n_columns)
        lines = kinds[ends] == _NEWLINE
        if over or lines.sum() != self.n_rows or not lines[n_columns - 1 :: n_columns].all():
            raise Unusual
        at_line_ends = self._cuts[ends[n_columns - 1 :: n_columns]]
        if np.diff(at_line_ends, prepend=-1).max() > LONGEST_FIELD:
            raise Unusual
        self._ends = ends  # which cuts end fields, row after row

    def column(self, number: int) -> tuple[Ints, Texts]:
        """The row of each text of a column, ascending, and the texts."""
        n_columns = self._ends.size // self.n_rows
        last = self._ends[number::n_columns]
        before = np.concatenate(([-1], self._ends))[number::n_columns][: self.n_rows]
        n_texts = last - before
        row, here = np.arange(self.n_rows), last
        if last.size and n_texts.max() > 1:
            row = np.repeat(row, n_texts)
            here = np.arange(row.size) + (last + 1 - np.cumsum(n_texts))[row]
        begins = np.concatenate(([-1], self._cuts))[here] + 1
        return row, Texts(self._piece, begins, self._cuts[here] - begins)
