"""A return's workbook taken in: all of it, or nothing."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.awards import rules
from folkmoot.awards.actions.figures import MeasuredFigure, SpentFigure, kept_in
from folkmoot.awards.actions.returned import locked_return
from folkmoot.awards.models import Return
from folkmoot.awards.queries.sheet import stands_in, why_stale
from folkmoot.awards.returning.sheet import Filled, read_tables
from folkmoot.kernel.questions.actions import Typing, save_answers
from folkmoot.kernel.questions.queries import standing_in
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.kernel.sheets.reading import Sheet
from folkmoot.people.models import Account


class WrongCells(Refused):
    """What is to be mended in a workbook, sentence by sentence."""

    def __init__(self, wrong: tuple[str, ...]) -> None:
        super().__init__(wrong[0])
        self.wrong = wrong


@transaction.atomic
def take_in_sheet(
    *, returned: Return, sheets: Sequence[Sheet], by: Account, at: datetime
) -> Return:
    """Put what a workbook says in the place of what stands, if it was made from what stands.

    Raises
    ------
    WrongCells
        Something in it is to be mended, each sentence with its cell; nothing was taken.
    """
    locked = locked_return(returned)
    refuse(rules.why_not_write(locked))
    stands = stands_in(locked)
    filled = read_tables(sheets, stands)
    if filled.wrong:
        raise WrongCells(filled.wrong)
    refuse(why_stale(locked, stands, filled))
    money = {row.line.number: row.version for row in locked.spending.select_related("line")}
    measures = {
        row.indicator.number: row.version for row in locked.measured.select_related("indicator")
    }
    kept_in(
        locked,
        [SpentFigure(n, *said, seen=money[n]) for n, said in filled.spending.items()],
        [MeasuredFigure(n, *said, seen=measures[n]) for n, said in filled.measures.items()],
        by=by,
        at=at,
    )
    _take_in_answers(locked, filled, by=by, at=at)
    record("return_sheet_taken", about=locked, by=by, at=at)
    return locked


def _take_in_answers(returned: Return, filled: Filled, *, by: Account, at: datetime) -> None:
    if returned.answer_set is None or not filled.answers:
        return
    standing = standing_in(returned.answer_set)
    typing = [
        Typing(key, said, seen=standing[key, turn].version if (key, turn) in standing else 0,
               turn=turn)
        for (key, turn), said in filled.answers.items()
    ]  # fmt: skip
    save_answers(answer_set=returned.answer_set, typing=typing, by=by, at=at)
