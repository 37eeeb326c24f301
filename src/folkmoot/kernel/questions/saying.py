"""An answer in words: in a letter, in a table, beside what a colleague wrote. Pure."""

from collections.abc import Mapping
from typing import Any

from folkmoot.kernel.questions.asking import Asked, Kind
from folkmoot.kernel.questions.reading import Typed, is_empty, read
from folkmoot.kernel.ui.words import day, money

# For references: names by key, for each meaning, else question's key.
Names = Mapping[str, Mapping[str, str]]


def said(asked: Asked, typed: Typed, names: Names | None = None) -> str:
    """What was typed, as one reads it: choices in their words, a row of a table on each line.

    What cannot be read as it is asked stands as it was typed.

    >>> said(Asked("a", Kind.MANY, "?", choices=[("x", "Ex"), ("y", "Why")]), ["y", "x"])
    'Why, Ex'
    >>> from folkmoot.kernel.questions.asking import Column
    >>> columns = [Column("what", "What"), Column("cost", "Cost", Kind.MONEY)]
    >>> said(Asked("b", Kind.TABLE, "?", columns=columns), [["A worker", "26000"]])
    'A worker: £26,000'
    """
    if is_empty(typed):
        return ""
    if asked.kind is Kind.FILE:
        return str(typed.get("name", "")) if isinstance(typed, dict) else str(typed)
    if asked.kind is Kind.TABLE:
        return "\n".join(_row(asked, row) for row in typed if not is_empty(row))
    if asked.kind is Kind.REFERENCE:
        return names_for(asked, names).get(str(typed), str(typed))
    several = typed if isinstance(typed, list) else [typed]
    return ", ".join(_in_words(asked, each) for each in several)


def names_for(asked: Asked, names: Names | None) -> Mapping[str, str]:
    """What a reference may be, by key."""
    return (names or {}).get(asked.meaning or asked.key, {})


def boxes_of(asked: Asked, row: Typed) -> list[Typed]:
    """A row of a table as one box for each column, empty ones for what was left out."""
    told = [*row] if isinstance(row, list) else [row]
    n_columns = len(asked.columns)
    return [*told, *[""] * n_columns][:n_columns]


def _row(asked: Asked, row: Typed) -> str:
    """The first box, then the others, by name where there are several."""
    boxes = [
        said(Asked(column.key, column.kind, column.text), box)
        for column, box in zip(asked.columns, boxes_of(asked, row), strict=True)
    ]
    others = [
        f"{column.text} {words}" if len(boxes) > 2 else words
        for column, words in zip(asked.columns[1:], boxes[1:], strict=True)
        if words
    ]
    return ": ".join(filter(None, [boxes[0], ", ".join(others)]))


def _in_words(asked: Asked, each: Any) -> str:
    value = read(asked, each).value if asked.kind in (Kind.MONEY, Kind.DATE) else None
    if value is not None:
        return money(value) if asked.kind is Kind.MONEY else day(value)
    if asked.kind is Kind.YES_NO:
        return {"yes": "Yes", "no": "No"}.get(str(each), str(each))
    return dict(asked.choices).get(str(each), str(each))
