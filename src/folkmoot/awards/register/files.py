"""An extract of the register as a stream of rows: JSON, CSV or tab-separated text, zipped or not.

Nothing is read whole: the real one has some 390,000 rows.
"""

import csv
import io
import json
import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from folkmoot.awards.register.rows import NEEDED
from folkmoot.kernel.rules import Refused

PIECE = 1 << 16
LARGEST_ROW = 1 << 20
MOST_UNPACKED = 4 * 1024**3
BETWEEN = " \t\r\n,[]"  # what may stand between two rows
ENDINGS = (".json", ".csv", ".txt", ".tsv")
Rows = Generator[tuple[int, dict[str, Any]], None, None]


@contextmanager
def opened(path: Path) -> Iterator[tuple[str, IO[bytes], int]]:
    """The table in a file, or in the zip that the file is: its name, its bytes, how many.

    Raises
    ------
    Refused
        A zip without one table in it, or one far larger unpacked than any register.
    """
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            yield path.name, file, path.stat().st_size
        return
    with zipfile.ZipFile(path) as packed:
        tables = [each for each in packed.infolist() if each.filename.lower().endswith(ENDINGS)]
        if len(tables) != 1:
            raise Refused(f"{path.name} holds {len(tables)} tables; it should hold one.")
        if tables[0].file_size > MOST_UNPACKED:
            raise Refused(f"{path.name} is larger unpacked than any register. It was not read.")
        with packed.open(tables[0]) as inside:
            yield tables[0].filename, inside, tables[0].file_size


def rows_of(name: str, file: Any) -> Rows:
    """Each row with its number (the line of a table, the place in a JSON list, from 1).

    Raises
    ------
    Refused
        It is no such table, or a column that is needed is not there.
    """
    begins = file.peek(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
    try:
        yield from (_of_json if begins in (b"[", b"{") else _of_table)(text, name)
    finally:
        text.detach()  # whoever opened the file closes it


def _of_table(text: io.TextIOWrapper, name: str) -> Rows:
    head = text.readline()
    separator = "\t" if head.count("\t") > head.count(",") else ","
    columns = [each.strip().lower() for each in next(csv.reader([head], delimiter=separator), [])]
    missing = [each for each in NEEDED if each not in columns]
    if missing:
        raise Refused(f"{name}: there is no column {missing[0]}. It is no extract of the register.")
    rows = csv.reader(text, delimiter=separator)
    try:
        for row in rows:
            if row:
                yield rows.line_num + 1, dict(zip(columns, row, strict=False))
    except csv.Error as error:
        raise Refused(f"{name}, line {rows.line_num + 1}: it cannot be read ({error}).") from error


def _of_json(text: io.TextIOWrapper, name: str) -> Rows:
    """Objects of a list one after the other, or a line each; only one is held at a time."""
    rest, number = "", 0
    while piece := text.read(PIECE):
        rest += piece
        found, rest = _whole_ones(rest)
        for row in found:
            number += 1
            if not isinstance(row, dict):
                raise Refused(f"{name}, row {number}: this is no row of the register.")
            yield number, row
        if len(rest) > LARGEST_ROW:
            raise Refused(f"{name}, row {number + 1}: it cannot be read.")
    if rest.strip(BETWEEN):
        raise Refused(f"{name} breaks off after row {number}. Get it again.")


def _whole_ones(text: str) -> tuple[list[Any], str]:
    """The values that stand there whole, and what is left of the next one."""
    decoder, found, at = json.JSONDecoder(), [], 0
    while at < len(text):
        if text[at] in BETWEEN:
            at += 1
            continue
        try:
            value, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError:
            break
        found.append(value)
    return found, text[at:]
