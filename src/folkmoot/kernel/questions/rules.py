"""Why answers may not be saved, settled or handed in now; "" when they may."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from folkmoot.kernel.addresses import NOTHING
from folkmoot.kernel.questions.asking import Form
from folkmoot.kernel.questions.models import (
    Answer,
    AnswerSet,
    AnswerVersion,
    Question,
    QuestionSet,
    Section,
)
from folkmoot.kernel.questions.reading import MOST_LETTERS, Typed
from folkmoot.kernel.questions.whole import Answers, Offered, what_is_wrong

CLOSED = "It has been handed in, and stays as it is."
MOST_TO_SAY = 5
UNREADABLE = "there is a sign in that which nobody can read. Type it once more."


class _Typed(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def turn(self) -> int: ...
    @property
    def typed(self) -> Typed: ...


def why_not_answer(question_set: QuestionSet) -> str:
    """Only what is published is answered."""
    return "" if question_set.published_at else "These questions are not published yet."


def why_not_save(answer_set: AnswerSet) -> str:
    """What was handed in is not changed."""
    return CLOSED if answer_set.closed_at else ""


def why_not_typed(questions: Mapping[str, Question], typing: Sequence[_Typed]) -> str:
    """Each answer is to a question of this set, in a turn there can be, and not endless."""
    for one in typing:
        question = questions.get(one.key)
        if question is None:
            return "One of these questions is not asked here. Open the page again."
        if not 0 <= one.turn < 50:
            return f"“{question.text}” is not asked so often."
        if _holds_nothing(one.typed):
            return f"“{question.text}”: {UNREADABLE}"
        if len(str(one.typed)) > 4 * MOST_LETTERS:
            return f"“{question.text}”: that is far too long. Keep it to {MOST_LETTERS:,} letters."
    return ""


def _holds_nothing(typed: object) -> bool:
    """Whether a null character is in it, which nobody can type and PostgreSQL does not keep."""
    if isinstance(typed, str):
        return NOTHING in typed
    return isinstance(typed, list | tuple) and any(_holds_nothing(each) for each in typed)


def why_not_settle(aside: AnswerVersion, answer: Answer, seen: int) -> str:
    """What two wrote is settled once, by somebody who has read what stands."""
    if not aside.is_aside or aside.settled_at:
        return "That has been settled."
    if seen != answer.version:
        return "It was changed again meanwhile. Read what stands now, and choose then."
    return ""


def why_not_own(answer_set: AnswerSet, section: Section, name: str) -> str:
    """A part of these questions is looked after by somebody with a name."""
    if answer_set.closed_at:
        return CLOSED
    if section.question_set_id != answer_set.question_set_id:
        return "That is a part of other questions."
    if _holds_nothing(name):
        return f"The name: {UNREADABLE}"
    return "Keep the name to 80 letters." if len(name) > 80 else ""


def why_not_close(
    answer_set: AnswerSet, form: Form, typed: Answers, offered: Offered | None
) -> str:
    """Handed in when whole: nothing to mend, nothing laid aside that nobody has settled."""
    if answer_set.closed_at:
        return "It has been handed in already."
    waiting = AnswerVersion.objects.filter(
        answer__answer_set=answer_set, is_aside=True, settled_at__isnull=True
    )
    if first := waiting.select_related("answer__question").first():
        return f"“{first.answer.question.text}”: two people wrote at once. Choose what stands."
    wrong = what_is_wrong(form, typed, offered)
    said = [f"“{each.text}”: {each.sentence}" for each in wrong[:MOST_TO_SAY]]
    left = len(wrong) - len(said)
    return " ".join(said + ([f"And {left} more to mend."] if left > 0 else []))
