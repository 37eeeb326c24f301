"""Reading a list of people who may vote, as someone's spreadsheet has it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

COLUMNS = ("name", "address", "postcode", "number")
MOST_PEOPLE = 50_000  # in one file: while it is loaded, everyone else waits


class BadRoll(Exception):
    """A list that cannot be read; the message names the line."""


@dataclass(frozen=True, slots=True)
class RollLine:
    """One person on the list."""

    name: str
    postcode: str
    roll_number: str = ""
    address: str = ""


def read_roll(data: bytes) -> list[RollLine]:
    """Read a CSV file with the columns name and postcode, and if you like address and number.

    Raises BadRoll naming the first line that is wrong; nothing is half read.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadRoll(f"Line {line}: save the file as CSV in UTF-8 and try again.") from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise BadRoll(f"Line {line}: this is not a CSV file. Save the sheet as CSV and try again.")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        heads = {(head or "").strip().casefold(): head for head in rows.fieldnames or []}
        if not {"name", "postcode"} <= heads.keys():
            raise BadRoll("Line 1: the first line must name the columns “name” and “postcode”.")
        lines = list(islice(_lines(rows, heads), MOST_PEOPLE + 1))
    except csv.Error as error:
        number = rows.line_num
        raise BadRoll(f"Line {number}: this line cannot be read. Is a quote left open?") from error
    if len(lines) > MOST_PEOPLE:
        raise BadRoll(
            f"There are more than {MOST_PEOPLE:,} people in this file. Cut it into smaller files "
            "and load them one after another."
        )
    return lines


def _lines(rows: "csv.DictReader[str]", heads: dict[str, str]) -> Iterator[RollLine]:
    for row in rows:
        number = rows.line_num
        told = {name: (row.get(heads.get(name, "")) or "").strip() for name in COLUMNS}
        if not any(told.values()):
            continue
        if not told["name"] or not told["postcode"]:
            missing = "name" if not told["name"] else "postcode"
            raise BadRoll(f"Line {number}: the {missing} is missing.")
        if len(told["name"]) > 200 or len(told["address"]) > 300 or len(told["postcode"]) > 10:
            raise BadRoll(f"Line {number}: a name, address or postcode is far too long.")
        yield RollLine(told["name"], told["postcode"], told["number"], told["address"])
