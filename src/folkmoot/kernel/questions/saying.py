"""An answer in words: on paper, in a table, beside what a colleague wrote. Pure."""

from collections.abc import Mapping
from typing import Any

from folkmoot.kernel.questions.asking import Asked, Kind
from folkmoot.kernel.questions.reading import Typed, is_empty

# For references: names by key, for each meaning, else question's key.
Names = Mapping[str, Mapping[str, str]]


def said(asked: Asked, typed: Typed, names: Names | None = None) -> str:
    """What was typed, as one reads it: choices in their words, rows one a line.

    >>> said(Asked("a", Kind.MANY, "?", choices=[("x", "Ex"), ("y", "Why")]), ["y", "x"])
    'Why, Ex'
    """
    if is_empty(typed):
        return ""
    if asked.kind is Kind.FILE:
        return str(typed.get("name", "")) if isinstance(typed, dict) else str(typed)
    if asked.kind is Kind.TABLE:
        return "\n".join(" | ".join(str(box) for box in row) for row in typed if not is_empty(row))
    if asked.kind is Kind.REFERENCE:
        return names_for(asked, names).get(str(typed), str(typed))
    several = typed if isinstance(typed, list) else [typed]
    return ", ".join(_in_words(asked, each) for each in several)


def names_for(asked: Asked, names: Names | None) -> Mapping[str, str]:
    """What a reference may be, by key."""
    return (names or {}).get(asked.meaning or asked.key, {})


def _in_words(asked: Asked, each: Any) -> str:
    if asked.kind is Kind.YES_NO:
        return {"yes": "Yes", "no": "No"}.get(str(each), str(each))
    return dict(asked.choices).get(str(each), str(each))
