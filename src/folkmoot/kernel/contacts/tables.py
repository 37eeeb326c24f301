"""Contacts in a table: CSV with commas, semicolons or tabs, as any spreadsheet saves it."""

import csv
import io
from collections.abc import Mapping, Sequence

from folkmoot.kernel.contacts.checking import wrong_with
from folkmoot.kernel.contacts.columns import guessed
from folkmoot.kernel.contacts.values import MOST_PEOPLE, Contact, Contacts, Part, Wrong
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.sheets.cells import without_mark

SEPARATORS = ",;\t"
MOST_COLUMNS = 60
MOST_BROKEN = 20  # rows with a quotation mark too many: more, and it is no table
MISQUOTED = "a quotation mark is left open, or stands inside a word."


def read_table(
    text: str, parts: Mapping[int, Part] | None = None, *, heads_first: bool | None = None
) -> Contacts:
    """Contacts of a table. `parts` says what each column holds, and `heads_first` whether the
    first row is what they are called; else both are guessed.

    Rows are counted as a spreadsheet counts them, a cell with several lines being one. Empty
    rows are passed over.

    Raises
    ------
    Refused
        It is no table at all, or too long; the sentence says which row.
    """
    rows, broken = _rows(text)
    if not rows:
        raise Refused("There is nobody in that file.")
    first = [cell.strip() for cell in rows[0][1]]
    if len(first) > MOST_COLUMNS:
        raise Refused(f"Row 1: there are more than {MOST_COLUMNS} columns.")
    found, is_head = guessed(first)
    is_head = is_head if heads_first is None else heads_first
    told = dict(parts) if parts is not None else found
    people = rows[1:] if is_head else rows
    if len(people) > MOST_PEOPLE:
        raise Refused(f"Take at most {MOST_PEOPLE} people at a time; there are {len(people):,}.")
    heads = tuple(first) if is_head else tuple(f"Column {n + 1}" for n in range(len(first)))
    good, wrong = _sorted_out(people, heads, told)
    unread = [Wrong(row, _called(heads, column), f"Here {MISQUOTED}") for row, column in broken]
    wrong = tuple(sorted((*wrong, *unread), key=lambda each: each.row))
    return Contacts(good, wrong, heads, told, is_head)


def _called(heads: Sequence[str], column: int) -> str:
    return heads[column] if column < len(heads) else f"Column {column + 1}"


def _rows(text: str) -> tuple[list[tuple[int, list[str]]], list[tuple[int, int]]]:
    """The rows that have anything in them, each with its number; and of those that cannot be read
    the number, and in which column a quotation mark stands wrong. A row is begun anew behind one.
    """
    separator = _separator(text)
    lines = io.StringIO(text, newline="").readlines()
    found, broken, row, begins = list[tuple[int, list[str]]](), list[tuple[int, int]](), 1, 0
    while begins < len(lines):
        reader, from_line = csv.reader(lines[begins:], delimiter=separator, strict=True), begins
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    found.append((row, cells))
                row, begins = row + 1, from_line + reader.line_num
        except csv.Error:
            broken.append((row, _misquoted(lines[begins], separator)))
            if len(broken) > MOST_BROKEN:
                break
            row, begins = row + 1, begins + 1
    if broken and (len(broken) > MOST_BROKEN or len(found) < 2 or broken[0][0] == 1):
        raise Refused(
            f"Row {broken[0][0]} cannot be read: {MISQUOTED} Mend that row and send the file again."
        )
    return found, broken


def _misquoted(line: str, separator: str) -> int:
    """The column, from 0, of the quotation mark that was opened last."""
    column, opened, quoted = 0, 0, False
    for letter in line:
        if letter == '"':
            quoted = not quoted
            opened = column
        elif letter == separator and not quoted:
            column += 1
    return opened


def _separator(text: str) -> str:
    """Whichever stands most often outside quotation marks in the first row."""
    counted, quoted = dict.fromkeys(SEPARATORS, 0), False
    for letter in text:
        quoted ^= letter == '"'
        if letter == "\n" and not quoted and any(counted.values()):
            break
        if letter in counted and not quoted:
            counted[letter] += 1
    return max(SEPARATORS, key=lambda mark: counted[mark])


def _sorted_out(
    rows: Sequence[tuple[int, list[str]]], heads: tuple[str, ...], parts: Mapping[int, Part]
) -> tuple[tuple[Contact, ...], tuple[Wrong, ...]]:
    called = {part.value: heads[n] for n, part in reversed(list(parts.items())) if n < len(heads)}
    names = [called[each] for each in ("name", "first", "last") if each in called]
    called["name"] = names[0] if names else "Name"
    good, wrong = [], []
    for number, cells in rows:
        if len(cells) > len(heads) and any(cell.strip() for cell in cells[len(heads) :]):
            many = f"There are {len(cells)} cells, and only {len(heads)} columns."
            wrong.append(Wrong(number, f"Column {len(heads) + 1}", many))
            continue
        contact = _contact(number, cells, parts)
        mistake = wrong_with(contact, called)
        if mistake is None:
            good.append(contact)
        else:
            wrong.append(mistake)
    return tuple(good), tuple(wrong)


def _contact(row: int, cells: Sequence[str], parts: Mapping[int, Part]) -> Contact:
    told: dict[Part, list[str]] = {}
    for place, cell in enumerate(cells):
        if words := without_mark(cell.strip()):
            told.setdefault(parts.get(place, Part.NOTHING), []).append(words)
    names = [*told.get(Part.NAME, []), *told.get(Part.FIRST, []), *told.get(Part.LAST, [])]
    return Contact(
        row=row,
        name=" ".join(" ".join(names).split()),
        email=_first(told, Part.EMAIL),
        phone=_first(told, Part.PHONE),
        address="\n".join(told.get(Part.ADDRESS, [])),
        street=_first(told, Part.STREET),
    )


def _first(told: Mapping[Part, list[str]], part: Part) -> str:
    return next(iter(told.get(part, [])), "")
