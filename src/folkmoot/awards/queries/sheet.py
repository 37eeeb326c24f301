"""A return as its workbook shows it, and whether a workbook is of what stands now."""

from datetime import datetime

from folkmoot.awards.models import Return
from folkmoot.awards.queries.returned import measured_of, spending_of
from folkmoot.awards.returning.sheet import (
    ON_PAPER,
    AnswerCells,
    Filled,
    MeasureCells,
    SpentCells,
    Stands,
)
from folkmoot.kernel.questions.queries import typed_in
from folkmoot.kernel.questions.whole import asked_in
from folkmoot.kernel.ui.words import day, moment
from folkmoot.people.models import Account

MOST_NAMED = 12


def stands_in(returned: Return) -> Stands:
    """Everything a workbook tells of a return; a steady number of queries."""
    return Stands(
        ref=returned.ref,
        title=returned.award.title,
        period=f"{day(returned.starts_date)} to {day(returned.ends_date)}",
        spending=tuple(
            SpentCells(
                number=each.row.line.number,
                heading=each.money.heading,
                budget=each.money.budget,
                planned=each.money.planned,
                before=each.money.before,
                spent=each.money.spent,
                expected=each.money.expected,
                words=each.row.words,
            )
            for each in spending_of(returned)
        ),
        measures=tuple(
            MeasureCells(
                number=each.row.indicator.number,
                name=each.row.indicator.name,
                baseline=each.row.indicator.baseline,
                aim=each.row.indicator.aim,
                came_to=each.row.came_to,
                expected=each.row.expected,
                words=each.row.words,
            )
            for each in measured_of(returned)
        ),
        answers=_answers(returned),
    )


def why_stale(returned: Return, stands: Stands, filled: Filled) -> str:
    """One sentence when a workbook was taken before somebody wrote again; "" when not."""
    if filled.edition == stands.edition:
        return ""
    who, when = _wrote_last(returned)
    named = "; ".join(filled.differs[:MOST_NAMED]) or "none of the figures"
    return (
        f"This workbook is older than what stands now: {who} changed the return on "
        f"{moment(when)}. What it says differently: {named}. Nothing was taken "
        "from it. Take the workbook again and write your changes into that one."
    )


def _wrote_last(returned: Return) -> tuple[str, datetime]:
    """Who changed anything in it last, and when."""
    who = returned.changed_by.shown_name() if returned.changed_by else "Somebody"
    answers = returned.answer_set.answers if returned.answer_set else None
    last = answers.order_by("-changed_at").first() if answers else None
    if last is None or last.changed_at <= returned.changed_at:
        return who, returned.changed_at
    account = Account.objects.filter(pk=last.changed_by).first() if last.changed_by else None
    return account.shown_name() if account else "Somebody", last.changed_at


def _answers(returned: Return) -> tuple[AnswerCells, ...]:
    """Questions that fit into a cell; tables, lists to tick and files are answered on the page."""
    if returned.answer_set is None or returned.question_set is None:
        return ()
    form, typed = returned.question_set.form(), typed_in(returned.answer_set)
    every = [(part, asked) for part, asked in form.every() if part.most_turns == 1]
    there = {(asked.key, turn): asked for _, _, asked, turn in asked_in(form, typed)}
    there |= {(asked.key, 0): asked for _, asked in every}
    return tuple(
        AnswerCells(asked, turn, str(typed.get((key, turn)) or ""))
        for (key, turn), asked in there.items()
        if asked.kind in ON_PAPER
    )
