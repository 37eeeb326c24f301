"""Concerns: raised, or moved out of a note at once; read, passed on, closed, removed on their day.

The account tells the day on which a concern was raised and nothing else: not who raised it, nor
from which note it came.
"""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from folkmoot.kernel.ids import secret_key
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.kernel.sealing import wrap_for_keeping
from folkmoot.kernel.sweeping import sweep_after_commit
from folkmoot.kernel.ui.words import moment
from folkmoot.organising import notices, rules
from folkmoot.organising.actions.notes import empty_note
from folkmoot.organising.models import (
    Answer,
    Concern,
    ConcernStage,
    ConcernStep,
    Conversation,
    Noticed,
    Quote,
    Told,
    WhomToCall,
)
from folkmoot.organising.queries import and_before
from folkmoot.people.models import Account
from folkmoot.places.models import Place

A_BATCH = 100


@transaction.atomic
def raise_concern(
    *,
    place: Place,
    words: str,
    where: str = "",
    said: str = "",
    key: uuid.UUID | None = None,
    by: Account,
    at: datetime,
) -> Concern:
    """Keep a concern for the safeguarding lead; no note is made of it.

    `key` is for one that may be sent twice, as phones do: it is kept once.
    """
    refuse(rules.why_not_raise(words))
    if key is not None and (there := Concern.objects.filter(pk=key).first()):
        return there
    told = Told(words.strip(), where, said, by.shown_name(), moment(at))
    return _raised(place, told, key=key, at=at)


@transaction.atomic
def move_to_concern(
    *, conversation: Conversation, number: int | None = None, by: Account, at: datetime
) -> Concern:
    """Move the answer to one question, or all that was written, out of a note for good.

    A note left without words reads like any other whose words were taken out.
    """
    locked = _locked_note(conversation.pk)
    refuse(rules.why_not_move(locked))
    answers = list(locked.answers.exclude(words="").select_related("question"))
    moved = [each for each in answers if number in (None, each.question.number)]
    is_all = len(moved) == len(answers)
    mine = list(locked.noticed.filter(by=by)) if is_all else []
    words = _words(moved, mine)
    refuse(rules.why_not_raise(words))
    where = locked.street.name if locked.street else ""
    told = Told(words, where, moment(locked.said_at), by.shown_name(), moment(at), str(locked.pk))
    concern = _raised(locked.place, told, at=at)
    if is_all:
        empty_note(locked, by=by, at=at)
    else:
        _take_out(locked, moved)
    return concern


def _words(answers: Sequence[Answer], noticed: Sequence[Noticed]) -> str:
    said = [f"{each.question.words}\n{each.words}" for each in answers]
    seen = [f"What the listener noticed\n{each.words}" for each in noticed]
    return "\n\n".join([*said, *seen])


def _take_out(note: Conversation, answers: Sequence[Answer]) -> None:
    """Out of this note and of those that it put right."""
    questions = [each.question_id for each in answers]
    chain = and_before(note)
    Answer.objects.filter(conversation__in=chain, question__in=questions).update(words="")
    Quote.objects.filter(answer__conversation__in=chain, answer__question__in=questions).update(
        words=""
    )
    sweep_after_commit([Answer, Quote])


def _raised(place: Place, told: Told, *, key: uuid.UUID | None = None, at: datetime) -> Concern:
    concern = Concern.objects.create(
        id=key or secret_key(), place=place, sealed=told.sealed(), raised_date=localdate(at)
    )
    record("concern_raised", about=concern, by=None, at=at, only_the_day=True)
    notices.concern_waits(concern, at=at)
    return concern


@transaction.atomic
def read_concern(*, concern: Concern, by: Account, at: datetime) -> Concern:
    """A safeguarding lead reads it. That they did is kept, once for each of them."""
    locked = _locked(concern.pk)
    if not locked.steps.filter(kind=ConcernStep.Kind.READ, by=by).exists():
        _step(locked, ConcernStep.Kind.READ, "", by=by, at=at)
        if locked.stage == ConcernStage.RAISED:
            _go(locked, ConcernStage.LOOKED)
    return locked


@transaction.atomic
def pass_on_concern(
    *, concern: Concern, to: str, words: str = "", by: Account, at: datetime
) -> Concern:
    """It went to somebody who can do something; to more than one, one after the other."""
    locked = _locked(concern.pk)
    refuse(rules.why_not_pass_on(locked, to))
    _step(locked, ConcernStep.Kind.PASSED, f"{to.strip()}\n{words.strip()}".strip(), by=by, at=at)
    return _go(locked, ConcernStage.PASSED)


@transaction.atomic
def leave_concern(*, concern: Concern, why: str, by: Account, at: datetime) -> Concern:
    """No further step is needed, and why."""
    locked = _locked(concern.pk)
    refuse(rules.why_not_leave(locked, why))
    _step(locked, ConcernStep.Kind.NO_STEP, why.strip(), by=by, at=at)
    return _go(locked, ConcernStage.NO_STEP)


@transaction.atomic
def close_concern(
    *, concern: Concern, keep_until_date: date | None, words: str = "", by: Account, at: datetime
) -> Concern:
    """It is done with, and the record goes on a day."""
    locked = _locked(concern.pk)
    refuse(rules.why_not_close_concern(locked, keep_until_date, today=localdate(at)))
    _step(locked, ConcernStep.Kind.CLOSED, words.strip(), by=by, at=at)
    locked.keep_until_date = keep_until_date
    return _go(locked, ConcernStage.CLOSED)


@transaction.atomic
def forget_concerns(*, by: Account | None, at: datetime) -> int:
    """Remove closed concerns whose day has passed; how many were removed."""
    old = list(
        Concern.objects.filter(
            stage=ConcernStage.CLOSED, keep_until_date__lt=localdate(at)
        ).order_by("keep_until_date")[:A_BATCH]
    )
    for concern in old:
        record("concern_removed", about=concern, by=by, at=at, only_the_day=True)
    keys = [concern.pk for concern in old]
    ConcernStep.objects.filter(concern__in=keys).delete()
    Concern.objects.filter(pk__in=keys).delete()
    if old:
        sweep_after_commit([Concern, ConcernStep])
    return len(old)


@transaction.atomic
def say_whom_to_call(*, place: Place, words: str, by: Account, at: datetime) -> WhomToCall:
    """Whom to ring here when somebody may not be safe."""
    kept, _ = WhomToCall.objects.update_or_create(place=place, defaults={"words": words.strip()})
    record("whom_to_call_said", about=place, by=by, at=at)
    return kept


def _step(
    concern: Concern, kind: ConcernStep.Kind, words: str, *, by: Account, at: datetime
) -> None:
    ConcernStep.objects.create(
        concern=concern,
        number=concern.steps.count() + 1,
        kind=kind,
        sealed=wrap_for_keeping(words.encode()),
        by=by,
        at=at,
    )
    record(f"concern_{kind.lower()}", about=concern, by=by, at=at)


def _go(concern: Concern, stage: ConcernStage) -> Concern:
    concern.stage = stage
    concern.save(update_fields=["stage", "keep_until_date"])
    return concern


def _locked(key: uuid.UUID) -> Concern:
    rows = Concern.objects.select_for_update(of=("self",)).select_related("place")
    found: Concern = rows.get(pk=key)
    return found


def _locked_note(key: uuid.UUID) -> Conversation:
    rows = Conversation.objects.select_for_update(of=("self",))
    found: Conversation = rows.select_related("place", "street").get(pk=key)
    return found
