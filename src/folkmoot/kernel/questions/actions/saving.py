"""Answers: saved as they are typed, by several people, with nothing of anybody's lost."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from folkmoot.kernel.files.actions import keep_file, let_go
from folkmoot.kernel.files.checking import Checked
from folkmoot.kernel.questions import rules
from folkmoot.kernel.questions.counting import n_words
from folkmoot.kernel.questions.models import (
    Answer,
    AnswerFile,
    AnswerSet,
    AnswerVersion,
    QuestionSet,
    Section,
    SectionOwner,
)
from folkmoot.kernel.questions.queries import typed_in
from folkmoot.kernel.questions.reading import Typed, is_empty
from folkmoot.kernel.questions.whole import Offered
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse

Before = Mapping[tuple[uuid.UUID, int], AnswerVersion]


@dataclass(frozen=True, slots=True)
class Typing:
    """What somebody typed at one question, and the version they had before them (0: none).

    A `file` that was looked at takes the place of what was typed.
    """

    key: str
    typed: Typed
    seen: int = 0
    turn: int = 0
    file: Checked | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of it: the version that stands now; `aside` when a colleague was quicker."""

    key: str
    turn: int
    version: int
    aside: AnswerVersion | None = None


@transaction.atomic
def open_answers(*, question_set: QuestionSet, by: Model | None, at: datetime) -> AnswerSet:
    """An empty set of answers, for the row of a room to hold."""
    refuse(rules.why_not_answer(question_set))
    opened = AnswerSet.objects.create(question_set=question_set, opened_at=at)
    record("answers_opened", about=opened, by=by, at=at)
    return opened


@transaction.atomic
def save_answers(
    *, answer_set: AnswerSet, typing: Sequence[Typing], by: Model | None, at: datetime
) -> list[Saved]:
    """Keep what was typed, whether or not it can be handed in so.

    Who typed over a colleague's newer words loses nothing, nor does the colleague: what came later
    is laid aside, and both texts are shown until somebody settles it. Over newer words of one's
    own one simply types on.
    """
    answer_set = _locked(answer_set)
    refuse(rules.why_not_save(answer_set))
    questions = {each.key: each for each in answer_set.question_set.questions.all()}
    refuse(rules.why_not_typed(questions, typing))
    there = {
        (each.question_id, each.turn): each
        for each in answer_set.answers.filter(question__key__in=[one.key for one in typing])
    }
    before = _read_before(there.values())
    saved = []
    for one in typing:
        if one.file:
            one = replace(one, typed=_file_kept(answer_set, one.file, by=by, at=at))
        question = questions[one.key]
        answer = there.get((question.pk, one.turn)) or Answer(
            answer_set=answer_set, question=question, turn=one.turn, version=0
        )
        read = before.get((answer.pk, one.seen))
        if by and _is_own(answer, one.seen, before, _key(by)):
            one = replace(one, seen=answer.version)
        saved.append(_save(answer, one, read.typed if read else None, by=by, at=at))
    record("answers_saved", about=answer_set, by=by, at=at, number=len(saved))
    return saved


@transaction.atomic
def settle(
    *, aside: AnswerVersion, typed: Typed, seen: int, by: Model | None, at: datetime
) -> Answer:
    """Two wrote at once: this is what stands from now on, and both of theirs stay readable."""
    answer_set = _locked(aside.answer.answer_set)
    refuse(rules.why_not_save(answer_set))
    answer = Answer.objects.select_for_update().get(pk=aside.answer_id)
    refuse(rules.why_not_settle(aside, answer, seen))
    if typed != answer.typed:
        _stand(answer, typed, by=by, at=at)
    waiting = answer.versions.filter(is_aside=True, settled_at__isnull=True)
    waiting.update(settled_at=at)
    record("answers_settled", about=answer_set, by=by, at=at, question=str(answer.question_id))
    return answer


@transaction.atomic
def name_owner(
    *, answer_set: AnswerSet, section: Section, name: str, by: Model | None, at: datetime
) -> None:
    """Who looks after a part; "" for nobody."""
    answer_set = _locked(answer_set)
    refuse(rules.why_not_own(answer_set, section, name))
    answer_set.owners.filter(section=section).delete()
    if name.strip():
        SectionOwner.objects.create(
            answer_set=answer_set, section=section, name=name.strip(), said_at=at
        )
    record("answers_owner_named", about=answer_set, by=by, at=at, section=section.number)


@transaction.atomic
def close_answers(
    *, answer_set: AnswerSet, by: Model | None, at: datetime, offered: Offered | None = None
) -> AnswerSet:
    """Hand in: from now on nobody changes them. Refused while something is to mend."""
    answer_set = _locked(answer_set)
    form, typed = answer_set.question_set.form(), typed_in(answer_set)
    refuse(rules.why_not_close(answer_set, form, typed, offered))
    answer_set.closed_at = at
    answer_set.save(update_fields=["closed_at"])
    record("answers_closed", about=answer_set, by=by, at=at)
    return answer_set


@transaction.atomic
def open_again(*, answer_set: AnswerSet, by: Model | None, at: datetime) -> AnswerSet:
    """Let them be changed again; what was handed in stays among the versions."""
    answer_set = _locked(answer_set)
    refuse("They are open." if answer_set.closed_at is None else "")
    answer_set.closed_at = None
    answer_set.save(update_fields=["closed_at"])
    record("answers_opened_again", about=answer_set, by=by, at=at)
    return answer_set


@transaction.atomic
def remove_answers(*, answer_set: AnswerSet, by: Model | None, at: datetime) -> None:
    """Forget them, files too. The room's own row has let go of them before."""
    answer_set = _locked(answer_set)
    files = [each.file for each in answer_set.files.select_related("file")]
    record("answers_removed", about=answer_set, by=by, at=at)
    answer_set.delete()
    for file in files:
        let_go(attachment=file, by=by, at=at)


def _save(answer: Answer, one: Typing, read: Typed, *, by: Model | None, at: datetime) -> Saved:
    """One answer; `read` is what stood in the version they had before them."""
    is_new = answer.version == 0
    if one.typed == answer.typed or (is_empty(one.typed) and is_empty(answer.typed)):
        return Saved(one.key, one.turn, answer.version)
    if is_new or one.seen == answer.version:
        _stand(answer, one.typed, by=by, at=at)
        return Saved(one.key, one.turn, answer.version)
    if one.typed == read or (is_empty(one.typed) and is_empty(read)):
        return Saved(one.key, one.turn, answer.version)  # an older page: nothing was typed here
    return Saved(one.key, one.turn, answer.version, _aside(answer, one, by=by, at=at))


def _is_own(answer: Answer, seen: int, before: Before, key: str) -> bool:
    """Whether every newer version than the one they had before them is theirs."""
    newer = [before.get((answer.pk, number)) for number in range(seen + 1, answer.version + 1)]
    return bool(newer) and all(each and each.typed_by == key for each in newer)


def _read_before(answers: Iterable[Answer]) -> Before:
    """Every version of these answers that ever stood, by answer and number; one query."""
    rows = AnswerVersion.objects.filter(answer__in=list(answers), is_aside=False)
    return {(each.answer_id, each.number): each for each in rows}


def _aside(answer: Answer, one: Typing, *, by: Model | None, at: datetime) -> AnswerVersion:
    """What came too late to stand, for both to be read; a later wording of one's own is enough."""
    mine = answer.versions.filter(is_aside=True, settled_at__isnull=True, typed_by=_key(by))
    mine.filter(number=answer.version).update(settled_at=at)
    return AnswerVersion.objects.create(
        answer=answer,
        number=answer.version,
        typed=one.typed,
        typed_at=at,
        typed_by=_key(by),
        is_aside=True,
    )


def _file_kept(
    answer_set: AnswerSet, checked: Checked, *, by: Model | None, at: datetime
) -> Mapping[str, str]:
    """Keep a file; what this gives is what then stands at the question."""
    file = keep_file(checked=checked, by=by, at=at)
    kept = AnswerFile.objects.create(answer_set=answer_set, file=file, given_at=at)
    return {"file": str(kept.pk), "name": file.name}


def _stand(answer: Answer, typed: Any, *, by: Model | None, at: datetime) -> None:
    answer.version += 1
    answer.typed, answer.changed_at, answer.changed_by = typed, at, _key(by)
    answer.n_words = n_words(typed) if isinstance(typed, str) else 0
    answer.save()
    AnswerVersion.objects.create(
        answer=answer, number=answer.version, typed=typed, typed_at=at, typed_by=_key(by)
    )


def _key(by: Model | None) -> str:
    return str(by.pk) if by else ""


def _locked(answer_set: AnswerSet) -> AnswerSet:
    """The answers, held until the transaction is over: one saves at a time."""
    rows = AnswerSet.objects.select_for_update(of=("self",)).select_related("question_set")
    return rows.get(pk=answer_set.pk)
