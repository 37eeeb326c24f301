"""From lines of a file to postcodes with a position."""

import csv
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from folkmoot.geodata.rules import normal_postcode, why_not_postcode

# The names a column goes by: our own, then those of the ONS Postcode Directory.
COLUMNS = {
    "code": ("postcode", "pcds", "pcd", "pcd2", "pcd7", "pcd8"),
    "lat": ("latitude", "lat"),
    "lon": ("longitude", "long", "lon", "lng"),
}
NO_POSITION = 99.999999  # the ONS writes this latitude where a postcode has no position


class Unreadable(Exception):
    """The file is not a list of postcodes; the message says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file: either a postcode with its position, or why not."""

    line: int
    code: str
    lon: float
    lat: float
    why_not: str = ""


def read_rows(lines: Iterable[str]) -> Iterator[Row]:
    """Each postcode of the file that has a position, one at a time.

    Raises
    ------
    Unreadable
        When the heading does not name the three columns, or the file is not CSV.
    """
    reader = csv.reader(lines)
    try:
        where = _columns(next(reader, []))
        for cells in reader:
            if any(cell.strip() for cell in cells):
                row = _row(reader.line_num, cells, where)
                if row is not None:
                    yield row
    except csv.Error as error:
        raise Unreadable(f"Line {reader.line_num}: this is not CSV ({error}).") from error


def _columns(heading: list[str]) -> dict[str, int]:
    names = [name.strip().lower() for name in heading]
    found = {
        key: names.index(next(alias for alias in aliases if alias in names))
        for key, aliases in COLUMNS.items()
        if any(alias in names for alias in aliases)
    }
    if missing := [COLUMNS[key][0] for key in COLUMNS if key not in found]:
        raise Unreadable(
            f"Line 1: the heading needs a column for {' and '.join(missing)}. "
            f"It has: {', '.join(name for name in names if name)[:200] or 'nothing'}."
        )
    return found


def _row(line: int, cells: list[str], where: dict[str, int]) -> Row | None:
    """The row, or nothing for a postcode that has no position."""
    if len(cells) <= max(where.values()):
        return Row(line, "", 0, 0, f"Line {line}: there are too few columns.")
    code = normal_postcode(cells[where["code"]])
    if why_not_postcode(code):
        shown = cells[where["code"]].strip()[:40]
        return Row(line, "", 0, 0, f"Line {line}: “{shown}” is not a postcode.")
    try:
        lon, lat = float(cells[where["lon"]] or "nan"), float(cells[where["lat"]] or "nan")
    except ValueError:
        return Row(line, code, 0, 0, f"Line {line}: the position of {code} is not two numbers.")
    if lat == NO_POSITION or (math.isnan(lat) and math.isnan(lon)):
        return None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        return Row(line, code, 0, 0, f"Line {line}: the position of {code} is not on the map.")
    return Row(line, code, lon, lat)
