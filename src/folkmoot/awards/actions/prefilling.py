"""A return is opened with what is known already: nobody is asked twice."""

from datetime import datetime

from folkmoot.awards.models import Award, Return, Spending
from folkmoot.awards.queries.recorded import counted, known_by_meaning
from folkmoot.awards.queries.returned import later_plans, return_before
from folkmoot.kernel.questions.actions import Typing, open_answers, save_answers
from folkmoot.kernel.questions.asking import Asked, Kind
from folkmoot.kernel.questions.queries import typed_in
from folkmoot.kernel.questions.reading import Typed, read
from folkmoot.people.models import Account

KEPT_TO_THEMSELVES = (Kind.FILE, Kind.YES_NO)  # asked anew each time


def fill_in(returned: Return, *, by: Account, at: datetime) -> None:
    """The last return's answers, what is known by its meaning, the plan, and what was counted."""
    _fill_in_answers(returned, by=by, at=at)
    _fill_in_money(returned.award, returned)
    _fill_in_measures(returned)


def _fill_in_answers(returned: Return, *, by: Account, at: datetime) -> None:
    if returned.question_set is None:
        return
    returned.answer_set = open_answers(question_set=returned.question_set, by=by, at=at)
    before = return_before(returned)
    known = known_by_meaning(returned)
    typing = []
    for part, asked in returned.question_set.form().every():
        if asked.kind in KEPT_TO_THEMSELVES:
            continue
        if known.get(asked.meaning):
            typing.append(Typing(asked.key, known[asked.meaning]))
            continue
        typing += [
            Typing(asked.key, typed, turn=turn)
            for turn, typed in _told_before(before, asked)
            if turn < part.most_turns
        ]
    if typing:
        save_answers(answer_set=returned.answer_set, typing=typing, by=by, at=at)


def _told_before(before: Return | None, asked: Asked) -> list[tuple[int, Typed]]:
    """What the last return answered, turn by turn: by what it means, else by its key.

    Only what can be read as an answer to what is asked now.
    """
    if before is None or before.answer_set is None:
        return []
    form = before.answer_set.question_set.form()
    meant = [old.key for _, old in form.every() if asked.meaning and old.meaning == asked.meaning]
    same = form.asked(meant[0] if meant else asked.key)
    if same is None or same.kind is not asked.kind:
        return []
    told = typed_in(before.answer_set).items()
    return [
        (turn, typed)
        for (key, turn), typed in told
        if key == same.key and not read(asked, typed).wrong
    ]


def _fill_in_money(award: Award, returned: Return) -> None:
    """What is expected, as the plan says; what was spent is for people to say."""
    later = later_plans(returned)
    for row in Spending.objects.filter(of=returned, expected_pence__isnull=True):
        row.expected_pence = later.get(row.line_id, 0)
        row.save(update_fields=["expected_pence"])


def _fill_in_measures(returned: Return) -> None:
    before = return_before(returned)
    said = {each.indicator_id: each.expected for each in before.measured.all()} if before else {}
    for row in returned.measured.select_related("indicator"):
        row.recorded = counted(row.indicator.source, returned)
        row.came_to = row.recorded
        row.expected = said.get(row.indicator_id) or row.indicator.aim
        row.save(update_fields=["recorded", "came_to", "expected"])
