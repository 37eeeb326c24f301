"""Limits in a file: lines of META that say what may be funded together. Our own extension.

Each is called `limit_1`, `limit_2` and so on, and says how many projects, how much money, or
both, and of which projects: by their ids, or by a label in one of the columns `LABELLED`.

    limit_1;at most 1 project of 3,7,9
    limit_2;at most 250.50 money with district North
    limit_3;at most 2 projects and 300 money with category playgrounds

Other programs read META and pass over keys they do not know.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from folkmoot.methods.budgeting.limits import Limit
from folkmoot.methods.budgeting.pabulib.faults import PabulibError, shown
from folkmoot.methods.budgeting.pabulib.money import (
    AMOUNT,
    LONGEST_AMOUNT,
    MOST_MONEY,
    in_currency,
    in_smallest,
)

LABELLED = ("category", "target", "district")
HEAD = "limit_"
OLDER = {"target": "beneficiaries"}  # as older files call it
Label = tuple[str, str]  # the column, and what stands in it
Labels = Sequence[tuple[str, ...]]  # what each project is labelled with

_KEY = re.compile(rf"{HEAD}([1-9][0-9]{{0,5}})")
_SAID = re.compile(
    r"at most (?:(?P<number>[0-9]{1,9}) projects?)?(?P<both> and )?(?:(?P<money>\S+) money)? "
    r"(?:of (?P<ids>.+)|with (?P<column>\w+) (?P<label>.+))",
    re.DOTALL,
)
_HOW = "write it as “at most 1 project of 3,7” or “at most 250 money with district North”"


class LimitLine(NamedTuple):
    """A limit as it stands in the file: what it allows, and of which projects."""

    line: int
    key: str
    number: int | None
    money: str | None  # as written
    ids: tuple[str, ...]
    label: Label | None  # instead of ids


def limit_lines(told: Mapping[str, tuple[int, str]]) -> list[LimitLine]:
    """The limits of META, in their order. Raises PabulibError.

    `told` has the line and the value of each key.
    """
    found = {key: said for key, said in told.items() if key.startswith(HEAD)}
    for key, (line, _) in found.items():
        if not _KEY.fullmatch(key):
            raise PabulibError(
                line, f"Limits are called {HEAD}1, {HEAD}2 and so on, not {shown(key)}."
            )
    keys = [f"{HEAD}{number}" for number in range(1, len(found) + 1)]
    if missing := [key for key in keys if key not in found]:
        last = max(found, key=lambda key: int(key.removeprefix(HEAD)))
        raise PabulibError(
            found[last][0], f"There is a {last} here but no {missing[0]}: one may have been lost."
        )
    return [_line(key, *found[key]) for key in keys]


def _line(key: str, line: int, text: str) -> LimitLine:
    said = _SAID.fullmatch(text)
    number, money = (said["number"], said["money"]) if said else (None, None)
    halves = bool(number) + bool(money)
    if said is None or not halves or bool(said["both"]) != (halves == 2):
        raise PabulibError(line, f"The {key} {shown(text)} cannot be read: {_HOW}.")
    if money and (not AMOUNT.fullmatch(money) or len(money) > LONGEST_AMOUNT):
        raise PabulibError(line, f"The {key} has {shown(money)}, which is not an amount of money.")
    column, label = said["column"], said["label"]
    if column and column not in LABELLED:
        raise PabulibError(
            line, f"The {key} asks for the column {shown(column)}: use {' or '.join(LABELLED)}."
        )
    ids = tuple(part.strip() for part in said["ids"].split(",")) if said["ids"] else ()
    if twice := next((each for each in ids if ids.count(each) > 1), None):
        raise PabulibError(line, f"The {key} names the project {shown(twice)} twice.")
    named = (column, label.strip()) if column else None
    return LimitLine(line, key, int(number) if number else None, money, ids, named)


def limits_meant(
    lines: Sequence[LimitLine], projects: Sequence[tuple[str, Mapping[str, str]]], scale: int
) -> dict[Limit, Label | None]:
    """The limits these lines mean, each with the label it goes by, if it does.

    `projects` are their ids and columns, in the order of the election; `scale` says how many
    smallest units of money make one of the currency. Raises PabulibError.
    """
    if not lines:
        return {}
    place = {name: j for j, (name, _) in enumerate(projects)}
    labels = labels_by_column([fields for _, fields in projects])
    found: dict[Limit, Label | None] = {}
    for said in lines:
        members = _listed(said, place) if said.label is None else _labelled(said, labels)
        money = None if said.money is None else in_smallest(said.money, scale)
        if money is not None and money >= MOST_MONEY:
            raise PabulibError(said.line, f"The {said.key} is more money than can be counted.")
        found.setdefault(Limit(members, said.number, money), said.label)
    return found


def _listed(said: LimitLine, place: Mapping[str, int]) -> tuple[int, ...]:
    if unknown := next((each for each in said.ids if each not in place), None):
        raise PabulibError(
            said.line, f"There is no project {shown(unknown)}, but {said.key} names it."
        )
    return tuple(place[each] for each in said.ids)


def _labelled(said: LimitLine, labels: Mapping[str, Labels]) -> tuple[int, ...]:
    assert said.label is not None  # it goes by one
    column, label = said.label
    members = tuple(j for j, each in enumerate(labels[column]) if label in each)
    if not members:
        raise PabulibError(
            said.line, f"No project has the {column} {shown(label)} that {said.key} is about."
        )
    return members


def limits_written(
    limits: Sequence[Limit], by: Mapping[Limit, Label], ids: Sequence[str], scale: int
) -> Iterator[tuple[str, str]]:
    """The lines of META for these limits; `by` names those that go by a label."""
    for place, limit in enumerate(limits, start=1):
        number, parts = limit.number, []
        parts += [] if number is None else [f"{number} project{'' if number == 1 else 's'}"]
        parts += [] if limit.money is None else [f"{in_currency(limit.money, scale)} money"]
        label = by.get(limit)
        whose = (
            f"with {' '.join(label)}" if label else "of " + ",".join(ids[j] for j in limit.projects)
        )
        yield f"{HEAD}{place}", f"at most {' and '.join(parts)} {whose}"


def labels_by_column(rows: Sequence[Mapping[str, str]]) -> dict[str, Labels]:
    """What each project is labelled with, in each of the columns `LABELLED`.

    >>> labels_by_column([{"category": "sport, green", "beneficiaries": "children"}])["target"]
    [('children',)]
    """
    from folkmoot.methods.budgeting.label_shares import labels_in

    return {
        column: [
            labels_in(row.get(column, "") or row.get(OLDER.get(column, ""), "")) for row in rows
        ]
        for column in LABELLED
    }
