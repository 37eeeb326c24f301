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
    rows = _rows(text)
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
    return Contacts(good, wrong, heads, told, is_head)


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that have anything in them, each with its number."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    found, row = [], 0
    try:
        for row, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                found.append((row, cells))
    except csv.Error as error:
        raise Refused(
            f"Row {row + 1} cannot be read: a quotation mark is left open there, or stands inside "
            "a word. Mend that row and send the file again."
        ) from error
    return found


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
