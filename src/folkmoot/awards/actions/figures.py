"""The figures of a return: written by several people, with nothing of anybody's lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from folkmoot.awards import rules
from folkmoot.awards.actions.returned import locked_return
from folkmoot.awards.models import Measured, Return, Spending
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.people.models import Account

NOT_THERE = "One of these lines is not in this return. Open the page again."


@dataclass(frozen=True, slots=True)
class SpentFigure:
    """What somebody wrote beside one line of the budget, in pence; `seen`: over which version."""

    number: int
    spent_pence: int | None
    expected_pence: int | None
    words: str = ""
    seen: int = 0


@dataclass(frozen=True, slots=True)
class MeasuredFigure:
    """What somebody wrote beside one measure; `seen`: over which version."""

    number: int
    came_to: Decimal | None
    expected: Decimal | None
    words: str = ""
    seen: int = 0


class Overtaken(Refused):
    """A colleague wrote at the same place meanwhile; `field` says where."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@transaction.atomic
def save_figures(
    *,
    returned: Return,
    spent: Sequence[SpentFigure] = (),
    measured: Sequence[MeasuredFigure] = (),
    by: Account,
    at: datetime,
) -> int:
    """Keep what was written, all of it or nothing; gives how many rows changed.

    Refused where a colleague changed the same row since it was seen.
    """
    locked = locked_return(returned)
    refuse(rules.why_not_write(locked))
    return kept_in(locked, spent, measured, by=by, at=at)


def kept_in(
    locked: Return,
    spent: Sequence[SpentFigure],
    measured: Sequence[MeasuredFigure],
    *,
    by: Account,
    at: datetime,
) -> int:
    """Keep figures in a return that is locked already; gives how many rows changed."""
    money = {row.line.number: row for row in locked.spending.select_related("line")}
    measures = {row.indicator.number: row for row in locked.measured.select_related("indicator")}
    known = all(each.number in money for each in spent) and all(
        each.number in measures for each in measured
    )
    refuse("" if known else NOT_THERE)
    n_changed = sum(_save_spent(money[each.number], each) for each in spent)
    n_changed += sum(_save_measured(measures[each.number], each) for each in measured)
    if n_changed:
        locked.changed_at, locked.changed_by = at, by
        locked.save(update_fields=["changed_at", "changed_by"])
        record("return_written", about=locked, by=by, at=at, number=n_changed)
    return n_changed


def _save_spent(row: Spending, figure: SpentFigure) -> bool:
    said = (figure.spent_pence, figure.expected_pence, figure.words.strip())
    if said == (row.spent_pence, row.expected_pence, row.words):
        return False
    _not_overtaken(f"spend:{figure.number}", row.line.heading, row.version, figure.seen)
    row.spent_pence, row.expected_pence, row.words = said
    row.version += 1
    row.save(update_fields=["spent_pence", "expected_pence", "words", "version"])
    return True


def _save_measured(row: Measured, figure: MeasuredFigure) -> bool:
    said = (figure.came_to, figure.expected, figure.words.strip())
    if said == (row.came_to, row.expected, row.words):
        return False
    _not_overtaken(f"measure:{figure.number}", row.indicator.name, row.version, figure.seen)
    row.came_to, row.expected, row.words = said
    row.version += 1
    row.save(update_fields=["came_to", "expected", "words", "version"])
    return True


def _not_overtaken(field: str, name: str, version: int, seen: int) -> None:
    if version != seen:
        raise Overtaken(
            field,
            f"“{name}”: a colleague wrote here meanwhile. Theirs stands now, and yours is still "
            "in the boxes. Save again to put yours in its place.",
        )
