"""What a return says in words: part by part, each answer with what the funder said of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from folkmoot.awards.models import Remark, Return
from folkmoot.kernel.questions.queries import typed_in
from folkmoot.kernel.questions.saying import said
from folkmoot.kernel.questions.showing import PartRead, Shown, parts_read, shown
from folkmoot.kernel.questions.whole import asked_in, what_is_wrong


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One question and its answer, with what the funder said of it."""

    field: str  # by which it is sent back
    part: int
    text: str
    said: str
    shown: Shown
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class AnsweredPart:
    """One part: as it is read together, and its answers one by one."""

    read: PartRead
    rows: tuple[AnswerRow, ...]

    @property
    def with_remarks(self) -> list[AnswerRow]:
        """Those the funder said something of."""
        return [row for row in self.rows if row.remarks]


@dataclass(frozen=True, slots=True)
class InWords:
    """All parts, and the questions with something to mend."""

    parts: tuple[AnsweredPart, ...] = ()
    wrong: tuple[str, ...] = ()


def answered_in(returned: Return, remarks: Mapping[str, tuple[Remark, ...]]) -> InWords:
    """Every answer of a return; a steady number of queries."""
    if returned.answer_set is None or returned.question_set is None:
        return InWords()
    form, typed = returned.question_set.form(), typed_in(returned.answer_set)
    rows: dict[int, list[AnswerRow]] = {}
    for number, part, asked, turn in asked_in(form, typed):
        field = f"asked:{asked.key}" + (f":{turn + 1}" if turn else "")
        told = typed.get((asked.key, turn))
        row = AnswerRow(
            field=field,
            part=number,
            text=asked.text + (f" ({turn + 1})" if part.most_turns > 1 else ""),
            said=said(asked, told),
            shown=shown(asked, told),
            remarks=remarks.get(field, ()),
        )
        rows.setdefault(number, []).append(row)
    parts = tuple(
        AnsweredPart(read, tuple(rows.get(number, ())))
        for number, read in enumerate(parts_read(form, typed), 1)
    )
    return InWords(parts, tuple(each.text for each in what_is_wrong(form, typed)))
