"""A result somebody published: JSON, with as much in it as they chose to say."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NoReturn, Self

from folkmoot.counting import packs
from folkmoot.counting.opening import contents, shown_name
from folkmoot.counting.refusals import Refused

LARGEST = 2**26  # bytes: a result is a few thousand lines


@dataclass(frozen=True, slots=True)
class Published:
    """What a result says. Whatever else stands in it is not looked at.

    Attributes
    ----------
    rule : str
    winners : tuple of str
        The ids of the projects funded.
    rounds : tuple of dict, or None
        With at least `project`, in the order funded.
    told : dict
        All of it, for the sums and numbers beside.
    """

    rule: str
    winners: tuple[str, ...]
    rounds: tuple[dict[str, Any], ...] | None
    told: dict[str, Any]

    @classmethod
    def read(cls, name: str, ids: Sequence[str]) -> Self:
        """Read a file, or say in one sentence why it is no result.

        `ids` are those of the projects: an outcome from a recount pack has numbers instead.
        """
        told = _object(name)
        if told.get("format") == packs.FORMAT:
            told = packs.in_the_files_words(told, ids)
        rule, winners, rounds = told.get("rule"), told.get("winners"), told.get("rounds")
        if not isinstance(rule, str) or not rule.strip():
            _refuse(name, "does not say the rule it was counted by")
        if not isinstance(winners, list) or not all(map(_is_id, winners)):
            _refuse(name, "has no list of winners, by their ids")
        if rounds is not None and not _are_rounds(rounds):
            _refuse(name, "has rounds that do not each name a project")
        steps = (
            None
            if rounds is None
            else tuple(each | {"project": str(each["project"])} for each in rounds)
        )
        return cls(rule, tuple(map(str, winners)), steps, told)


def number(value: object) -> Fraction | None:
    """A number, an amount or a fraction as JSON may hold it; None for anything else.

    >>> number(12), number("12.50"), number("22/7"), number("twelve")
    (Fraction(12, 1), Fraction(25, 2), Fraction(22, 7), None)
    """
    if isinstance(value, bool) or not isinstance(value, int | str | Fraction):
        return None
    if isinstance(value, str) and len(value) > 10_000:
        return None
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        return None


def _object(name: str) -> dict[str, Any]:
    with contents(name) as data:
        if len(data) > LARGEST:
            _refuse(name, "is larger than any result")
        text = bytes(data)
    try:
        told = json.loads(text.decode("utf-8-sig"), parse_float=_decimal, parse_constant=_constant)
    except json.JSONDecodeError as fault:
        _refuse(name, f"is not JSON: line {fault.lineno}, column {fault.colno} cannot be read")
    except UnicodeDecodeError:
        _refuse(name, "is not text in UTF-8, and so not JSON")
    except (ValueError, RecursionError):
        _refuse(name, "holds what no result does")
    if not isinstance(told, dict):
        _refuse(name, "is JSON, but not one object with a rule and winners")
    return told


def _decimal(text: str) -> Fraction:
    if len(text) > 60 or "e" in text.lower():
        raise ValueError(text)
    return Fraction(text)


def _constant(text: str) -> NoReturn:
    raise ValueError(text)


def _is_id(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _are_rounds(rounds: object) -> bool:
    return isinstance(rounds, list) and all(
        isinstance(each, dict) and _is_id(each.get("project")) for each in rounds
    )


def _refuse(name: str, why: str) -> NoReturn:
    raise Refused(f"{shown_name(name)} {why}.")
