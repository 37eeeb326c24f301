"""Answers as a page shows them: sentences as words, tables as tables, sums added up. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.kernel.questions.asking import Asked, Form, Kind, Part
from folkmoot.kernel.questions.reading import Typed, is_empty, read
from folkmoot.kernel.questions.saying import Names, boxes_of, said
from folkmoot.kernel.questions.whole import Answers, is_asked, turns_used
from folkmoot.kernel.ui.words import money

FIGURES = (Kind.MONEY, Kind.NUMBER)
# Answered in one short line: several turns of such questions make a table.
IN_ONE_LINE = frozenset(
    {Kind.SHORT, Kind.NUMBER, Kind.MONEY, Kind.DATE, Kind.YES_NO, Kind.ONE, Kind.REFERENCE}
)
MOST_ACROSS = 5  # columns; more of them are read better one below another


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a table: its words, and whether they are a figure."""

    words: str
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to read: heads, rows, and under the columns of money what they add up to.

    `together` is empty when there is nothing to add up, or a box of it is not a sum of money.
    """

    heads: tuple[Box, ...]
    rows: tuple[tuple[Box, ...], ...]
    together: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer to read: its words, or a table; both empty when nothing was answered."""

    words: str = ""
    grid: Grid | None = None

    def __bool__(self) -> bool:
        """Whether anything was answered."""
        return bool(self.words or self.grid)


@dataclass(frozen=True, slots=True)
class LineRead:
    """One question and its answer, to read."""

    text: str
    shown: Shown


@dataclass(frozen=True, slots=True)
class TurnRead:
    """What was answered in one turn of a part; `name` is empty where there is but one."""

    name: str
    lines: tuple[LineRead, ...]


@dataclass(frozen=True, slots=True)
class PartRead:
    """A part to read: its turns one by one, or as one table where every answer is short."""

    title: str
    turns: tuple[TurnRead, ...]
    grid: Grid | None = None
    together: tuple[tuple[str, str], ...] = ()  # what is asked in money, and all turns of it


def shown(asked: Asked, typed: Typed, names: Names | None = None) -> Shown:
    """One answer as a page shows it.

    >>> from folkmoot.kernel.questions.asking import Column
    >>> columns = [Column("what", "What"), Column("cost", "Cost", Kind.MONEY)]
    >>> costs = Asked("costs", Kind.TABLE, "What is it for?", columns=columns)
    >>> [box.words for box in shown(costs, [["Pans", "400.5"], ["Food", "2,000"]]).grid.together]
    ['Together', '£2,400.50']
    """
    if asked.kind is not Kind.TABLE or is_empty(typed):
        return Shown(said(asked, typed, names))
    columns = [Asked(each.key, each.kind, each.text) for each in asked.columns]
    rows = [boxes_of(asked, row) for row in typed if not is_empty(row)]
    words = [[said(*pair) for pair in zip(columns, row, strict=True)] for row in rows]
    return Shown(grid=_grid(columns, rows, words))


def parts_read(form: Form, answers: Answers, names: Names | None = None) -> list[PartRead]:
    """Every part of a form with what was answered, in order."""
    return [_part(form, part, answers, names) for part in form.parts]


def _part(form: Form, part: Part, answers: Answers, names: Names | None) -> PartRead:
    used = turns_used(part, answers)
    turns = tuple(_turn(form, part, turn, answers, names) for turn in used)
    several = part.most_turns > 1
    empty = len(used) == 1 and not any(line.shown for line in turns[0].lines)
    if not several or empty:
        return PartRead(part.title, turns)
    across = len(part.questions) <= MOST_ACROSS
    if across and all(asked.kind in IN_ONE_LINE for asked in part.questions):
        return PartRead(part.title, turns, _of_turns(form, part, used, answers, names))
    return PartRead(part.title, turns, together=_sums_of(form, part, used, answers))


def _turn(form: Form, part: Part, turn: int, answers: Answers, names: Names | None) -> TurnRead:
    lines = tuple(
        LineRead(asked.text, shown(asked, answers.get((asked.key, turn)), names))
        for asked in part.questions
        if is_asked(form, part, asked, turn, answers)
    )
    return TurnRead(f"{part.title} {turn + 1}" if part.most_turns > 1 else "", lines)


def _of_turns(
    form: Form, part: Part, turns: Sequence[int], answers: Answers, names: Names | None
) -> Grid:
    """Turns of short answers as a table, a row each; what is not asked of one is left empty."""
    typed = [
        [
            answers.get((asked.key, turn)) if is_asked(form, part, asked, turn, answers) else None
            for asked in part.questions
        ]
        for turn in turns
    ]
    words = [
        [said(asked, box, names) for asked, box in zip(part.questions, row, strict=True)]
        for row in typed
    ]
    return _grid(part.questions, typed, words)


def _sums_of(
    form: Form, part: Part, turns: Sequence[int], answers: Answers
) -> tuple[tuple[str, str], ...]:
    found = []
    for asked in part.questions:
        if asked.kind is not Kind.MONEY:
            continue
        told = [
            answers.get((asked.key, turn))
            for turn in turns
            if is_asked(form, part, asked, turn, answers)
        ]
        if sum_ := _added_up(told):
            found.append((asked.text, sum_))
    return tuple(found)


def _grid(
    columns: Sequence[Asked], typed: Sequence[Sequence[Typed]], words: Sequence[Sequence[str]]
) -> Grid:
    kinds = [each.kind in FIGURES for each in columns]
    together = [
        _added_up([row[at] for row in typed]) if asked.kind is Kind.MONEY else ""
        for at, asked in enumerate(columns)
    ]
    boxes = tuple(map(Box, together, kinds))
    if any(together) and not together[0]:
        boxes = (Box("Together"), *boxes[1:])
    return Grid(
        heads=tuple(Box(each.text, figure) for each, figure in zip(columns, kinds, strict=True)),
        rows=tuple(tuple(map(Box, row, kinds)) for row in words),
        together=boxes if any(together) else (),
    )


def _added_up(boxes: Sequence[Typed]) -> str:
    """What several sums of money come to; "" when there is one alone, or one cannot be read."""
    told = [box for box in boxes if not is_empty(box)]
    found = [read(Asked("sum", Kind.MONEY, "Sum"), box) for box in told]
    if len(told) < 2 or any(each.wrong for each in found):
        return ""
    return money(sum(each.value for each in found))
