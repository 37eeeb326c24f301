"""Tables as files: CSV for everything, a workbook for people who fill it in.

Nothing in a workbook is locked, every text wraps, and a text is a text however it begins.
"""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import chain, islice
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from folkmoot.kernel.sheets.cells import Value, harmless

MARK = b"\xef\xbb\xbf"  # by which spreadsheets know that it is UTF-8
NARROW, WIDE = 10, 50
WIDE_AS_THE_FIRST = 200  # rows that are looked at for how wide a column is
TO_FILL = PatternFill("solid", fgColor="FFF7DD")


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet to be written: its name, its heads, and its rows, which are read once.

    `to_fill` are the columns (from nought) that somebody is asked to fill in: they are tinted.
    """

    name: str
    heads: tuple[str, ...]
    rows: Iterable[tuple[Value, ...]]
    to_fill: frozenset[int] = frozenset()


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A table as CSV (RFC 4180) in UTF-8; what would be taken for a formula is shown as text."""
    text = io.StringIO(newline="")
    write = csv.writer(text).writerow
    write([harmless(head) for head in heads])
    for row in rows:
        write([_plain(value) for value in row])
    return MARK + text.getvalue().encode()


def csv_lines(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """The same line by line, for a long table that is sent as it is read."""
    yield MARK + _line([harmless(head) for head in heads])
    for row in rows:
        yield _line([_plain(value) for value in row])


def _line(cells: Sequence[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()


def _plain(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return harmless(value)
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


def as_workbook(tables: Sequence[Table], *, at: datetime) -> bytes:
    """Tables as one workbook (.xlsx), a sheet each; sums are numbers, days are days."""
    with workbook_file(tables, at=at) as file:
        return file.read()


def workbook_file(tables: Sequence[Table], *, at: datetime) -> BinaryIO:
    """The same as a file, for long tables: no row stays in memory once it is written.

    The file is open at its beginning, and gone when it is closed.
    """
    book = Workbook(write_only=True)
    book.properties.creator = "Folkmoot"
    book.properties.created = book.properties.modified = at.replace(tzinfo=None)
    for table in tables:
        _write(book, table)
    packed = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked for it closes it
    book.save(packed)
    packed.seek(0)
    return packed


def _write(book: Workbook, table: Table) -> None:
    sheet = book.create_sheet(table.name[:31])
    sheet.freeze_panes = "A2"
    rows = iter(table.rows)
    first = list(islice(rows, WIDE_AS_THE_FIRST))
    for at, width in enumerate(_widths(table.heads, first)):
        sheet.column_dimensions[get_column_letter(at + 1)].width = width
    sheet.append([_cell(sheet, head, bold=True) for head in table.heads])
    for row in chain(first, rows):
        sheet.append(
            [_cell(sheet, value, tinted=at in table.to_fill) for at, value in enumerate(row)]
        )


def _cell(sheet: object, value: Value, *, bold: bool = False, tinted: bool = False) -> object:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"  # however it begins
    if bold:
        cell.font = Font(bold=True)
    if tinted:
        cell.fill = TO_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _widths(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> list[int]:
    widest = [len(head) for head in heads]
    for row in rows:
        widest = [
            max(so_far, len(str(value or ""))) for so_far, value in zip(widest, row, strict=True)
        ]
    return [min(max(width + 2, NARROW), WIDE) for width in widest]
