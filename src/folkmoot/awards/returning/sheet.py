"""A return as a workbook: written for people to fill in, and read back cell by cell.

Nothing in it is locked; rows and columns may be moved. A formula counts as the value it had when
the workbook was saved.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from folkmoot.awards.returning.cells import a_number, a_sum, in_pounds
from folkmoot.kernel.questions.asking import Asked, Kind
from folkmoot.kernel.questions.reading import is_empty, read
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.sheets.cells import Cell
from folkmoot.kernel.sheets.reading import Sheet
from folkmoot.kernel.sheets.writing import Table

ABOUT, SPENDING, MEASURES, ANSWERS = "Return", "Spending", "Measures", "Answers"
SPENT_HEADS = ("Line", "What for", "Budget", "Planned in this period", "Spent before",
               "Spent in this period", "Expected from then to the end", "Words")  # fmt: skip
MEASURE_HEADS = ("Measure", "What is measured", "At the beginning", "Aim",
                 "Where it stands now", "Expected by the end", "Words")  # fmt: skip
ANSWER_HEADS = ("Key", "Turn", "Question", "Answer")
ON_PAPER = {Kind.SHORT, Kind.LONG, Kind.NUMBER, Kind.MONEY, Kind.DATE, Kind.YES_NO, Kind.ONE}
MOST_WORDS = 300


@dataclass(frozen=True, slots=True)
class SpentCells:
    """One line of the budget as the workbook shows it; sums in pence."""

    number: int
    heading: str
    budget: int
    planned: int
    before: int
    spent: int | None
    expected: int | None
    words: str


@dataclass(frozen=True, slots=True)
class MeasureCells:
    """One measure as the workbook shows it."""

    number: int
    name: str
    baseline: Decimal
    aim: Decimal
    came_to: Decimal | None
    expected: Decimal | None
    words: str


@dataclass(frozen=True, slots=True)
class AnswerCells:
    """One question as the workbook shows it."""

    asked: Asked
    turn: int
    typed: str


@dataclass(frozen=True, slots=True)
class Stands:
    """What stands in a return now."""

    ref: str
    title: str
    period: str
    spending: tuple[SpentCells, ...]
    measures: tuple[MeasureCells, ...]
    answers: tuple[AnswerCells, ...]

    @property
    def edition(self) -> str:
        """Ten characters that change with anything somebody wrote."""
        told = [
            [[each.number, each.spent, each.expected, each.words] for each in self.spending],
            [[m.number, str(m.came_to), str(m.expected), m.words] for m in self.measures],
            [[each.asked.key, each.turn, each.typed] for each in self.answers],
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Filled:
    """What a workbook says: rows by number, each with the cells they stood in, and what is wrong.

    A row of money is (spent, expected, words), one of a measure (came to, expected, words).
    """

    edition: str = ""
    spending: dict[int, tuple[int | None, int | None, str]] = field(default_factory=dict)
    measures: dict[int, tuple[Decimal | None, Decimal | None, str]] = field(default_factory=dict)
    answers: dict[tuple[str, int], str] = field(default_factory=dict)
    differs: tuple[str, ...] = ()  # cells that say something else than stands now
    wrong: tuple[str, ...] = ()


def tables_of(stands: Stands) -> list[Table]:
    """The sheets, in order; the columns to fill in are tinted."""
    about = [("Return", stands.ref), ("Award", stands.title), ("Period", stands.period)]
    about += [("Edition", stands.edition), ("To fill in", "The yellow columns of each sheet")]
    sheets = [Table(ABOUT, ("What", "Which"), tuple(about))]
    money = tuple(
        (each.number, each.heading, in_pounds(each.budget), in_pounds(each.planned),
         in_pounds(each.before), in_pounds(each.spent), in_pounds(each.expected), each.words)
        for each in stands.spending
    )  # fmt: skip
    sheets.append(Table(SPENDING, SPENT_HEADS, money, frozenset({5, 6, 7})))
    measures = tuple(
        (m.number, m.name, m.baseline, m.aim, m.came_to, m.expected, m.words)
        for m in stands.measures
    )
    if measures:
        sheets.append(Table(MEASURES, MEASURE_HEADS, measures, frozenset({4, 5, 6})))
    answers = tuple((a.asked.key, a.turn + 1, a.asked.text, a.typed) for a in stands.answers)
    if answers:
        sheets.append(Table(ANSWERS, ANSWER_HEADS, answers, frozenset({3})))
    return sheets


def read_tables(sheets: Sequence[Sheet], stands: Stands) -> Filled:
    """What somebody filled in, or what is wrong with it, each by its cell."""
    reader = _Reader(sheets)
    edition = _edition(reader, stands)
    spending = _spending(reader, stands)
    measures = _measures(reader, stands)
    answers = _answers(reader, stands)
    return Filled(edition, spending, measures, answers, tuple(reader.differs), tuple(reader.wrong))


class _Reader:
    """The sheets of a workbook, and what was found wrong in them so far."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.by_name = {sheet.name.casefold(): sheet for sheet in sheets}
        self.shown = ", ".join(f"“{sheet.name}”" for sheet in sheets)
        self.wrong: list[str] = []
        self.differs: list[str] = []

    def rows(self, name: str, heads: Sequence[str]) -> Iterator[dict[str, Cell]]:
        """The rows of a sheet under these heads; none, and a sentence, when it is not there."""
        sheet = self.by_name.get(name.casefold())
        if sheet is None:
            self.wrong.append(f"There is no sheet “{name}”. The workbook has {self.shown}.")
            return
        try:
            yield from sheet.by_head(heads)
        except Refused as refusal:
            self.wrong.append(str(refusal))

    def say(self, sheet: str, cell: Cell, sentence: str) -> None:
        self.wrong.append(f"Sheet “{sheet}”, cell {cell.name}: {sentence}")

    def value(self, sheet: str, cell: Cell, reading: Callable[[Cell], tuple[Any, str]]) -> Any:
        """What a cell says; a sentence is kept when it cannot be read."""
        value, wrong = reading(cell)
        if wrong:
            self.say(sheet, cell, wrong)
        return value

    def beside(self, sheet: str, cell: Cell, value: object, now: object) -> None:
        """Note a cell that says something else than stands now."""
        if value != now:
            self.differs.append(f"Sheet “{sheet}”, cell {cell.name}")


def _edition(reader: _Reader, stands: Stands) -> str:
    told = {
        row["What"].text.casefold(): row["Which"] for row in reader.rows(ABOUT, ("What", "Which"))
    }
    ref = told.get("return")
    if ref and ref.text != stands.ref:
        reader.say(ABOUT, ref, f"This is the workbook of another return, {ref.text}.")
    edition = told.get("edition")
    if ref and edition is None:
        reader.wrong.append(f"Sheet “{ABOUT}”: the row “Edition” is missing.")
    return edition.text if edition else ""


def _spending(reader: _Reader, stands: Stands) -> dict[int, tuple[int | None, int | None, str]]:
    known = {each.number: each for each in stands.spending}
    found: dict[int, tuple[int | None, int | None, str]] = {}
    line, spent, expected, words = SPENT_HEADS[0], *SPENT_HEADS[5:]
    for row in reader.rows(SPENDING, (line, spent, expected, words)):
        number = _which(reader, SPENDING, row[line], known, found, "line of the budget")
        if number is None:
            continue
        said = (
            reader.value(SPENDING, row[spent], a_sum),
            reader.value(SPENDING, row[expected], a_sum),
            reader.value(SPENDING, row[words], _words),
        )
        now = known[number]
        reader.beside(SPENDING, row[spent], said[0], now.spent)
        reader.beside(SPENDING, row[expected], said[1], now.expected)
        found[number] = said
    _all_there(reader, SPENDING, {n: each.heading for n, each in known.items()}, found)
    return found


def _measures(
    reader: _Reader, stands: Stands
) -> dict[int, tuple[Decimal | None, Decimal | None, str]]:
    known = {each.number: each for each in stands.measures}
    found: dict[int, tuple[Decimal | None, Decimal | None, str]] = {}
    measure, came, expected, words = MEASURE_HEADS[0], *MEASURE_HEADS[4:]
    rows = reader.rows(MEASURES, (measure, came, expected, words)) if known else iter(())
    for row in rows:
        number = _which(reader, MEASURES, row[measure], known, found, "measure")
        if number is None:
            continue
        said = (
            reader.value(MEASURES, row[came], a_number),
            reader.value(MEASURES, row[expected], a_number),
            reader.value(MEASURES, row[words], _words),
        )
        reader.beside(MEASURES, row[came], said[0], known[number].came_to)
        reader.beside(MEASURES, row[expected], said[1], known[number].expected)
        found[number] = said
    _all_there(reader, MEASURES, {n: each.name for n, each in known.items()}, found)
    return found


def _answers(reader: _Reader, stands: Stands) -> dict[tuple[str, int], str]:
    known = {(each.asked.key, each.turn): each for each in stands.answers}
    found: dict[tuple[str, int], str] = {}
    rows = reader.rows(ANSWERS, ("Key", "Turn", "Answer")) if known else iter(())
    for row in rows:
        turn = row["Turn"].text or "1"
        key = (row["Key"].text, int(turn) - 1 if turn.isdecimal() and len(turn) < 6 else -1)
        if key not in known:
            reader.say(ANSWERS, row["Key"], f"“{row['Key'].text}” is not asked in this return.")
            continue
        if key in found:
            reader.say(ANSWERS, row["Key"], "This question stands there twice.")
            continue
        cell, asked = row["Answer"], known[key].asked
        said = {True: "yes", False: "no"}[cell.value] if isinstance(cell.value, bool) else cell.text
        wrong = "" if is_empty(said) else read(asked, said).wrong
        if wrong:
            reader.say(ANSWERS, cell, wrong)
        reader.beside(ANSWERS, cell, said, known[key].typed.strip())
        found[key] = said
    return found


def _which(
    reader: _Reader,
    sheet: str,
    cell: Cell,
    known: dict[int, Any],
    found: dict[int, Any],
    called: str,
) -> int | None:
    """The number of a row, if it is one of this return and stands there for the first time."""
    if not cell.text:
        reader.say(sheet, cell, f"Say which {called} this row is, by its number.")
        return None
    number = int(cell.text) if cell.text.isdecimal() and len(cell.text) < 6 else -1
    if number not in known:
        hint = " A new line comes by a variation." if sheet == SPENDING else ""
        reader.say(sheet, cell, f"This award has no {called} “{cell.text}”.{hint}")
        return None
    if number in found:
        reader.say(sheet, cell, f"The {called} {number} stands there twice.")
        return None
    return number


def _all_there(reader: _Reader, sheet: str, known: dict[int, str], found: dict[int, Any]) -> None:
    """A row that was taken out is named, unless the sheet could not be read at all."""
    if not found:
        return
    for number, name in known.items():
        if number not in found and not reader.wrong:
            reader.wrong.append(f"Sheet “{sheet}”: the row {number}, “{name}”, is missing.")


def _words(cell: Cell) -> tuple[str, str]:
    text = cell.text
    long = f"Keep it to {MOST_WORDS} letters; there are {len(text)}."
    return text[:MOST_WORDS], long if len(text) > MOST_WORDS else ""
