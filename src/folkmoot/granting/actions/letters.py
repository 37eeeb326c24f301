"""Letters: each written and read over; sent all together, once each; stopped and gone on with."""

import uuid
from datetime import datetime

from django.db import transaction

from folkmoot.granting import notices
from folkmoot.granting.actions.choosing import locked_choice
from folkmoot.granting.actions.locking import locked, moved
from folkmoot.granting.models import LETTERS_JOB, Choice, ChoiceStage, Letter, LetterStage
from folkmoot.granting.queries import joint as queries
from folkmoot.granting.rules import choice as rules
from folkmoot.kernel.jobs.actions import put_job, stop_job
from folkmoot.kernel.jobs.queries import latest_job
from folkmoot.kernel.notify import actions as notify
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account

S, L = ChoiceStage, LetterStage
STOPPED = "It is not being sent any more."


@transaction.atomic
def write_letter(
    *,
    letter: Letter,
    subject: str,
    text: str,
    feedback: str,
    way_on: str,
    by: Account | None,
    at: datetime,
) -> Letter:
    """Write one letter; whoever keeps it has read it over."""
    choice = locked_choice(letter.choice)
    letter = _locked(letter.pk)
    refuse(rules.why_not_write_letter(choice, stage=letter.stage))
    letter.subject, letter.text = " ".join(subject.split()), text.strip()
    letter.feedback, letter.way_on = feedback.strip(), way_on.strip()
    letter.read_at, letter.read_by = at, by
    letter.save(update_fields=["subject", "text", "feedback", "way_on", "read_at", "read_by"])
    record("letter_written_over", about=letter, by=by, at=at)
    return letter


@transaction.atomic
def send_letters(*, choice: Choice, by: Account | None, at: datetime) -> Choice:
    """Every one has its words: each application goes where it was decided, and a worker sends."""
    choice = locked_choice(choice)
    found = queries.letters_of(choice, at=at)
    refuse(rules.why_not_send_letters(choice, found.held_up, n=len(found.rows)))
    for row in found.rows:
        outcome, feedback = row.letter.outcome, row.letter.feedback
        piece = moved(locked(row.letter.application), outcome, feedback, at=at)
        record("application_decided", about=piece, by=by, at=at, outcome=outcome)
    choice.letters.filter(stage=L.DRAFT).update(stage=L.WAITING)
    choice.stage, choice.stage_at = S.TELLING, at
    choice.save(update_fields=["stage", "stage_at"])
    put_job(kind=LETTERS_JOB, about=choice, by=by, at=at)
    record("letters_sending", about=choice, by=by, at=at, number=len(found.rows))
    return choice


@transaction.atomic
def stop_letters(*, choice: Choice, by: Account | None, at: datetime) -> Choice:
    """Stop where it is: nobody gets theirs until somebody lets it go on."""
    choice = locked_choice(choice)
    job = latest_job(LETTERS_JOB, choice)
    refuse("" if job and job.is_under_way else STOPPED)
    assert job is not None
    stop_job(job=job, about=choice, by=by, at=at)
    record("letters_stopped", about=choice, by=by, at=at)
    return choice


@transaction.atomic
def go_on_with_letters(*, choice: Choice, by: Account | None, at: datetime) -> Choice:
    """Send them to those who have not got theirs."""
    choice = locked_choice(choice)
    job = latest_job(LETTERS_JOB, choice)
    refuse(rules.why_not_go_on_sending(choice, is_under_way=bool(job and job.is_under_way)))
    put_job(kind=LETTERS_JOB, about=choice, by=by, at=at)
    record("letters_go_on", about=choice, by=by, at=at)
    return choice


@transaction.atomic
def take_letter(*, letter: Letter, by: Account | None, at: datetime) -> Letter:
    """Take one in hand: from here on nobody else sends it."""
    choice = locked_choice(letter.choice)
    job = latest_job(LETTERS_JOB, choice)
    is_stopping = job is not None and job.is_under_way and job.stop_asked_at is not None
    refuse("" if choice.stage == S.TELLING and not is_stopping else STOPPED)
    letter = _locked(letter.pk)
    if letter.stage != L.WAITING:
        return letter
    to = queries.addresses_of([letter], at=at).get(letter.application_id, "")
    refuse("" if to else "There is nobody to send it to.")
    letter.stage = L.IN_HAND
    letter.message = notices.hold_decision_letter(letter, to, by=by, at=at)
    letter.save(update_fields=["stage", "message"])
    record("letter_taken", about=letter, by=by, at=at)
    return letter


@transaction.atomic
def note_letter(
    *, letter: Letter, failure: str, for_good: bool, by: Account | None, at: datetime
) -> Letter:
    """Keep what the mail server said: sent, no such address, or not just now (it waits again)."""
    letter = _locked(letter.pk)
    assert letter.message is not None
    refuse("" if letter.stage in (L.IN_HAND, L.UNSURE) else "That is settled.")
    if not failure:
        notify.note_sent(message=letter.message, by=by, at=at)
        letter.stage, letter.sent_at = L.SENT, at
    else:
        notify.note_failed(message=letter.message, why=failure, for_good=True, by=by, at=at)
        letter.stage = L.REFUSED if for_good else L.WAITING
        letter.message = letter.message if for_good else None
    letter.save(update_fields=["stage", "sent_at", "message"])
    record("letter_handed", about=letter, by=by, at=at, stage=letter.stage)
    return letter


@transaction.atomic
def note_letters_unsure(*, choice: Choice, by: Account | None, at: datetime) -> int:
    """Those in somebody's hands when the server stopped may have gone: never sent again."""
    choice = locked_choice(choice)
    n = choice.letters.filter(stage=L.IN_HAND).update(stage=L.UNSURE)
    if n:
        record("letters_unsure", about=choice, by=by, at=at, number=n)
    return n


@transaction.atomic
def finish_letters(*, choice: Choice, by: Account | None, at: datetime) -> Choice:
    """Everybody has been told."""
    choice = locked_choice(choice)
    refuse("" if choice.stage == S.TELLING else STOPPED)
    choice.stage, choice.stage_at = S.TOLD, at
    choice.save(update_fields=["stage", "stage_at"])
    record("letters_sent", about=choice, by=by, at=at)
    return choice


def _locked(key: uuid.UUID) -> Letter:
    rows = Letter.objects.select_for_update(of=("self",))
    found: Letter = rows.select_related("choice", "application__lead", "message").get(pk=key)
    return found
