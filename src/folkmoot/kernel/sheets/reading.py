"""Tables that come back: a workbook or a CSV file, as cells that know what they are called."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import BinaryIO

from openpyxl import load_workbook

from folkmoot.kernel.files.checking import Checked, checked
from folkmoot.kernel.files.kinds import CSV, XLSX
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.sheets.cells import Cell, Value, cell_name, without_mark

MOST_ROWS, MOST_COLUMNS = 50_000, 200
SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it was read: its name ("" in a CSV file), and its rows with anything in them."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]

    def by_head(self, heads: Iterable[str]) -> "Iterator[dict[str, Cell]]":
        """Each row below the first as the cells under these heads.

        Raises
        ------
        Refused
            A head is missing or stands there twice; the sentence says which were found.
        """
        wanted = tuple(heads)
        at = _columns(self, wanted)
        for row in self.rows[1:]:
            line = int("".join(letter for letter in row[0].name if letter.isdigit())) - 1
            yield {
                head: row[column] if column < len(row) else Cell(cell_name(line, column), None)
                for head, column in at.items()
            }


def read_sheets(file: BinaryIO, name: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook, or the one of a CSV file.

    Raises
    ------
    Refused
        It is not what it is called, holds programs, is too large, or cannot be read.
    """
    return sheets_of(checked(file, name, kinds=(XLSX, CSV)))


def sheets_of(handed_in: Checked) -> tuple[Sheet, ...]:
    """The sheets of a file that was checked.

    Raises
    ------
    Refused
        It cannot be read, or has more rows or columns than we take.
    """
    if handed_in.kind is CSV:
        return (Sheet("", _rows(handed_in.name, _lines_of(handed_in), without_mark)),)
    return tuple(_sheets_of_workbook(handed_in))


def formulas_without_value(handed_in: Checked) -> tuple[tuple[str, str], ...]:
    """Cells with a formula that no program has worked out: the sheet's name and the cell's.

    Elsewhere a formula is read as the value it had when the workbook was saved; these have none,
    and would be read as empty.
    """
    if handed_in.kind is CSV:
        return ()
    handed_in.file.seek(0)
    told = load_workbook(handed_in.file, read_only=True, data_only=False, keep_links=False)
    handed_in.file.seek(0)
    worked = load_workbook(handed_in.file, read_only=True, data_only=True, keep_links=False)
    found = []
    for written, value in zip(told.worksheets, worked.worksheets, strict=True):
        pairs = zip(written.iter_rows(max_row=MOST_ROWS), value.iter_rows(), strict=False)
        found += [
            (written.title, cell_name(line, column))
            for line, rows in enumerate(pairs)
            for column, (before, after) in enumerate(zip(*rows, strict=False))
            if before.data_type == "f" and after.value is None
        ]
    handed_in.file.seek(0)
    return tuple(found)


def _columns(sheet: Sheet, wanted: tuple[str, ...]) -> dict[str, int]:
    found = [cell.text.casefold() for cell in sheet.rows[0]] if sheet.rows else []
    shown = ", ".join(f"“{cell.text}”" for cell in sheet.rows[0] if cell.text) if found else ""
    for head in wanted:
        times = found.count(head.casefold())
        where = f" in the sheet “{sheet.name}”" if sheet.name else ""
        if not times:
            there = f"The first row has {shown}." if shown else "The first row is empty."
            raise Refused(f"There is no column “{head}”{where}. {there}")
        if times > 1:
            raise Refused(f"The column “{head}” stands there {times} times{where}.")
    return {head: found.index(head.casefold()) for head in wanted}


def _lines_of(handed_in: Checked) -> Iterator[tuple[Value, ...]]:
    text = io.TextIOWrapper(handed_in.file, encoding="utf-8", newline="")
    text.seek(0)
    first = text.readline()
    text.seek(0)
    counted = {mark: first.count(mark) for mark in SEPARATORS}
    rows = csv.reader(text, delimiter=max(SEPARATORS, key=lambda mark: counted[mark]), strict=True)
    try:
        for row in rows:
            yield tuple(row)
    except csv.Error as error:
        raise Refused(
            f"“{handed_in.name}”, line {rows.line_num}: this line cannot be read. "
            "Is a quotation mark left open?"
        ) from error
    finally:
        text.detach()


def _sheets_of_workbook(handed_in: Checked) -> Iterator[Sheet]:
    try:
        # Values, not formulas: what the spreadsheet had worked out when it was saved.
        book = load_workbook(handed_in.file, read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            rows = _rows(
                handed_in.name, sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1), _as_is
            )
            yield Sheet(sheet.title, rows)
    except (KeyError, ValueError, TypeError, IndexError, SyntaxError, zipfile.BadZipFile) as error:
        raise Refused(
            f"“{handed_in.name}” cannot be read. Open it in your spreadsheet program, save it "
            "once more as .xlsx, and send that."
        ) from error


def _as_is(text: str) -> str:
    return text


def _rows(
    name: str, rows: Iterable[tuple[object, ...]], text_of: Callable[[str], str]
) -> tuple[tuple[Cell, ...], ...]:
    """The rows that have anything in them; each cell keeps the name it had in the file."""
    kept: list[tuple[Cell, ...]] = []
    for line, whole in enumerate(rows):
        row = _without_the_empty_end(whole)
        if line >= MOST_ROWS:
            raise Refused(f"“{name}” has more than {MOST_ROWS:,} rows. Cut it into smaller files.")
        if len(row) > MOST_COLUMNS:
            raise Refused(f"“{name}”, row {line + 1}: there are more than {MOST_COLUMNS} columns.")
        cells = tuple(
            Cell(cell_name(line, column), _value(value, text_of))
            for column, value in enumerate(row)
        )
        if any(cell.text for cell in cells):
            kept.append(cells)
    return tuple(kept)


def _without_the_empty_end(row: tuple[object, ...]) -> tuple[object, ...]:
    last = max((at for at, value in enumerate(row) if value not in (None, "")), default=-1)
    return row[: last + 1]


def _value(value: object, text_of: Callable[[str], str]) -> Value:
    match value:
        case None | bool() | int() | Decimal():
            return value
        case float() if not isfinite(value):
            return str(value)  # such as 1e400: larger than any number we know
        case float():
            # The shortest number that reads back the same is what was typed.
            exact = Decimal(repr(value))
            return int(exact) if exact == exact.to_integral_value() else exact
        case datetime():
            return value.date()
        case date():
            return value
        case _:
            return text_of(str(value)) or None
