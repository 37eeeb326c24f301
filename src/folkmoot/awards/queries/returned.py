"""A return as its page shows it: the money line by line, the measures, and what is to mend."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.timezone import localdate

from folkmoot.awards import rules
from folkmoot.awards.models import Measured, Remark, Reminder, Return, Spending
from folkmoot.awards.queries.answered import AnsweredPart, AnswerRow, answered_in
from folkmoot.awards.queries.recorded import spent_before
from folkmoot.awards.returning.cells import plain_number
from folkmoot.awards.returning.lateness import days_late
from folkmoot.awards.returning.money import LineMoney, total
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.words import money


@dataclass(frozen=True, slots=True)
class FieldOfReturn:
    """Something that can be sent back by itself: its key, and what it is called."""

    key: str
    name: str
    said: str = ""
    part: int = 0  # of the questions; 0 for the figures


@dataclass(frozen=True, slots=True)
class SpendingRow:
    """One line of the budget in a return, with what the funder said of it."""

    row: Spending
    money: LineMoney
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """One measure in a return, with what the funder said of it."""

    row: Measured
    remarks: tuple[Remark, ...]

    @property
    def said(self) -> dict[str, str]:
        """Its numbers as one writes them; "" where nobody has said."""
        row = self.row
        numbers = {
            "baseline": row.indicator.baseline,
            "aim": row.indicator.aim,
            "came_to": row.came_to,
            "expected": row.expected,
            "recorded": row.recorded,
            "changed": self.since_the_beginning,
            "variance": self.variance,
        }
        told = {name: plain_number(number) for name, number in numbers.items()}
        return told | {"variance": _more_or_less(self.variance)}

    @property
    def variance(self) -> Decimal | None:
        """How much more than aimed at is expected by the end; less than nought: less."""
        expected = self.row.expected
        return None if expected is None else expected - self.row.indicator.aim

    @property
    def since_the_beginning(self) -> Decimal | None:
        """What has changed since the award began."""
        came = self.row.came_to
        return None if came is None else came - self.row.indicator.baseline


@dataclass(frozen=True, slots=True)
class ReturnPage:
    """Everything the page of a return shows this reader."""

    returned: Return
    spending: tuple[SpendingRow, ...]
    together: LineMoney
    measured: tuple[MeasuredRow, ...]
    answers: tuple[AnsweredPart, ...]
    missing: tuple[str, ...]
    parts: tuple[str, ...]  # of the questions, to write in
    reminders: tuple[Reminder, ...]
    may: frozenset[Permission]
    is_late: bool
    days_late: int
    is_touched: bool  # something was changed since it was sent back
    why_not_open: str
    why_not_submit: str
    why_not_certify: str
    why_not_accept: str

    @property
    def to_mend(self) -> list[FieldOfReturn]:
        """The fields the funder sent back last."""
        words = [row for part in self.answers for row in part.rows]
        rows: list[Any] = [*self.spending, *self.measured, *words]
        return [
            FieldOfReturn(remark.field, _name_of(row), remark.words, getattr(row, "part", 0))
            for row in rows
            for remark in row.remarks
            if remark.turn == self.returned.n_sent_back
        ]


def return_page(returned: Return, reader: object, *, at: datetime) -> ReturnPage:
    """The page of one return; a steady number of queries, however many lines it has."""
    today, by_pk = localdate(at), getattr(reader, "pk", None)
    remarks = remarks_of(returned)
    spending, measured = spending_of(returned, remarks), measured_of(returned, remarks)
    answers = answered_in(returned, remarks)
    missing = (*_unsaid(spending, measured), *answers.wrong)
    return ReturnPage(
        returned=returned,
        spending=spending,
        together=total([each.money for each in spending]),
        measured=measured,
        answers=answers.parts,
        missing=missing,
        parts=_parts_of(returned),
        reminders=tuple(returned.reminders.select_related("to")),
        may=permissions_of(reader, within=returned.scope, at=at),
        is_late=rules.is_late(returned, today=today),
        days_late=days_late(returned.due_date, today),
        is_touched=_is_touched(returned, remarks),
        why_not_open=rules.why_not_open(returned, today=today),
        why_not_submit=rules.why_not_submit(returned, missing, today=today),
        why_not_certify=rules.why_not_certify_return(returned, by_pk=by_pk),
        why_not_accept=rules.why_not_accept_return(returned, by_pk=by_pk),
    )


def spending_of(
    returned: Return, remarks: dict[str, tuple[Remark, ...]] | None = None
) -> tuple[SpendingRow, ...]:
    """The money of a return, line by line; two queries."""
    before = spent_before(returned)
    return tuple(
        SpendingRow(
            row=row,
            money=LineMoney(
                heading=row.line.heading,
                budget=row.line.pence,
                planned=row.planned_pence,
                before=before.get(row.line_id, 0),
                spent=row.spent_pence,
                expected=row.expected_pence,
            ),
            remarks=(remarks or {}).get(f"spend:{row.line.number}", ()),
        )
        for row in returned.spending.select_related("line").order_by("line__number")
    )


def measured_of(
    returned: Return, remarks: dict[str, tuple[Remark, ...]] | None = None
) -> tuple[MeasuredRow, ...]:
    """The measures of a return; one query."""
    rows = returned.measured.select_related("indicator").order_by("indicator__number")
    return tuple(
        MeasuredRow(row, (remarks or {}).get(f"measure:{row.indicator.number}", ())) for row in rows
    )


def fields_of(returned: Return) -> list[FieldOfReturn]:
    """Everything of a return that can be sent back by itself, in order."""
    lines = [
        FieldOfReturn(f"spend:{each.row.line.number}", each.money.heading, _money_said(each))
        for each in spending_of(returned)
    ]
    measures = [
        FieldOfReturn(
            f"measure:{each.row.indicator.number}",
            each.row.indicator.name,
            f"{each.said['came_to']} now, {each.said['expected']} expected by the end. "
            f"{each.row.words}",
        )
        for each in measured_of(returned)
    ]
    told = [row for part in answered_in(returned, {}).parts for row in part.rows]
    return [*lines, *measures, *(FieldOfReturn(row.field, row.text, row.said) for row in told)]


def figures_missing(returned: Return) -> list[str]:
    """The figures nobody has said yet, by the names people read."""
    return _unsaid(spending_of(returned), measured_of(returned))


def return_before(returned: Return) -> Return | None:
    """The last one that was opened before this one."""
    earlier = Return.objects.filter(award=returned.award_id, number__lt=returned.number)
    opened = earlier.filter(opened_at__isnull=False).select_related("answer_set__question_set")
    return opened.order_by("-number").first()


def later_plans(returned: Return) -> dict[object, int]:
    """What is planned for the periods after this one, in pence, by the key of the line."""
    rows = (
        Spending.objects.filter(of__award=returned.award_id, of__number__gt=returned.number)
        .exclude(of__stage="SKIPPED")
        .values_list("line")
        .annotate(sum=Sum("planned_pence"))
        .order_by()
    )
    return dict(rows)


def _money_said(line: SpendingRow) -> str:
    told = line.money
    return (
        f"{money(told.spent)} spent, {money(told.planned)} planned; "
        f"{money(told.expected)} expected from then on. {line.row.words}"
    )


def _unsaid(spending: Sequence[SpendingRow], measured: Sequence[MeasuredRow]) -> list[str]:
    lines = [each.money.heading for each in spending if each.money.outcome is None]
    measures = [
        each.row.indicator.name
        for each in measured
        if each.row.came_to is None or each.row.expected is None
    ]
    return [*lines, *measures]


def _parts_of(returned: Return) -> tuple[str, ...]:
    if returned.question_set is None:
        return ()
    return tuple(returned.question_set.sections.values_list("title", flat=True))


def _is_touched(returned: Return, remarks: dict[str, tuple[Remark, ...]]) -> bool:
    last = max((each.made_at for several in remarks.values() for each in several), default=None)
    if last is None or returned.changed_at > last:
        return True
    answers = returned.answer_set.answers if returned.answer_set else None
    return bool(answers and answers.filter(changed_at__gt=last).exists())


def remarks_of(returned: Return) -> dict[str, tuple[Remark, ...]]:
    """What the funder said of each field, by its key, every time; one query."""
    found: dict[str, tuple[Remark, ...]] = {}
    for remark in returned.remarks.select_related("made_by").order_by("turn"):
        found[remark.field] = (*found.get(remark.field, ()), remark)
    return found


def _more_or_less(number: Decimal | None) -> str:
    """By how much, as one says it; "" for a number nobody knows."""
    if number is None:
        return ""
    size = plain_number(abs(number))
    return f"{size} more" if number > 0 else f"{size} less" if number else "as aimed at"


def _name_of(row: SpendingRow | MeasuredRow | AnswerRow) -> str:
    match row:
        case SpendingRow():
            return row.money.heading
        case MeasuredRow():
            return row.row.indicator.name
        case _:
            return row.text
