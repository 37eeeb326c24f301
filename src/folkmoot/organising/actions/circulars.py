"""Writing a message to many, trying it, sending it, stopping it and going on."""

import uuid
from datetime import datetime

from django.db import transaction

from folkmoot.kernel.jobs.actions import put_job, stop_job
from folkmoot.kernel.jobs.queries import latest_job
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising import rules
from folkmoot.organising.models import (
    OF_WHICH,
    SEND_JOB,
    Among,
    Circular,
    CircularStage,
    Copy,
    CopyStage,
    Drafted,
)
from folkmoot.organising.notices import circulars as notices
from folkmoot.organising.queries.audience import audience_of
from folkmoot.organising.queries.voice import voice_of
from folkmoot.people.models import Account
from folkmoot.places.models import Place

FIELDS = ["purpose", "through", "among", "subject", "text"]


@transaction.atomic
def write_circular(*, place: Place, drafted: Drafted, by: Account | None, at: datetime) -> Circular:
    """Begin a message to many. Nothing goes to anybody yet."""
    refuse(rules.why_not_draft(drafted, place))
    circular = Circular(place=place, written_at=at, written_by=by)
    _set(circular, drafted)
    circular.save()
    record("circular_written", about=circular, by=by, at=at)
    return circular


@transaction.atomic
def rewrite_circular(
    *, circular: Circular, drafted: Drafted, by: Account | None, at: datetime
) -> Circular:
    """Change a message that has not gone."""
    circular = locked_circular(circular.pk)
    refuse(rules.why_not_rewrite(circular) or rules.why_not_draft(drafted, circular.place))
    _set(circular, drafted)
    circular.save(update_fields=[*FIELDS, *set(OF_WHICH.values())])
    record("circular_rewritten", about=circular, by=by, at=at)
    return circular


@transaction.atomic
def drop_circular(*, circular: Circular, by: Account | None, at: datetime) -> Circular:
    """Decide not to send it. It stays to be read."""
    circular = locked_circular(circular.pk)
    refuse(rules.why_not_rewrite(circular))
    circular.stage, circular.ended_at = CircularStage.DROPPED, at
    circular.save(update_fields=["stage", "ended_at"])
    record("circular_dropped", about=circular, by=by, at=at)
    return circular


@transaction.atomic
def try_circular(*, circular: Circular, by: Account, at: datetime) -> None:
    """Send it to whoever asks, and to nobody else."""
    refuse(rules.why_not_rewrite(circular))
    notices.trial(circular, by, by=by, at=at)
    record("circular_tried", about=circular, by=by, at=at)


@transaction.atomic
def send_circular(
    *, circular: Circular, n_expected: int, by: Account | None, at: datetime
) -> Circular:
    """Begin to send it, in the name in which the team speaks now. Its words are fixed from here.

    To each who gets it a copy is put by; of each who does not, the reason. A worker sends the
    copies, and asks again before each whether it may.
    """
    circular = locked_circular(circular.pk)
    circular.voice = voice_of(circular.place, at)
    audience = audience_of(circular, at=at)
    n_getting = len(audience.getting)
    refuse(rules.why_not_send_circular(circular, n_getting=n_getting))
    refuse(rules.why_not_expected(n_getting, n_expected))
    Copy.objects.bulk_create(
        Copy(
            circular=circular,
            neighbour=each.neighbour,
            stage=CopyStage.LEFT_OUT if each.why else CopyStage.WAITING,
            why=each.why,
            consent=each.consent,
        )
        for each in audience.readers
    )
    circular.stage, circular.started_at, circular.started_by = CircularStage.SENDING, at, by
    circular.save(update_fields=["voice", "stage", "started_at", "started_by"])
    put_job(kind=SEND_JOB, about=circular, by=by, at=at)
    record("circular_sending", about=circular, by=by, at=at, number=n_getting)
    return circular


@transaction.atomic
def stop_sending(*, circular: Circular, by: Account | None, at: datetime) -> Circular:
    """Stop it where it is: nobody gets it who has not got it, until somebody lets it go on."""
    circular = locked_circular(circular.pk)
    refuse(rules.why_not_stop_sending(circular))
    circular.stage = CircularStage.STOPPED
    circular.save(update_fields=["stage"])
    job = latest_job(SEND_JOB, circular)
    if job and job.is_under_way:
        stop_job(job=job, about=circular, by=by, at=at)
    record("circular_stopped", about=circular, by=by, at=at)
    return circular


@transaction.atomic
def go_on_sending(*, circular: Circular, by: Account | None, at: datetime) -> Circular:
    """Send it to those who have not got it yet."""
    circular = locked_circular(circular.pk)
    job = latest_job(SEND_JOB, circular)
    is_under_way = bool(job and job.is_under_way)
    refuse(rules.why_not_go_on(circular, is_under_way=is_under_way))
    circular.stage = CircularStage.SENDING
    circular.save(update_fields=["stage"])
    put_job(kind=SEND_JOB, about=circular, by=by, at=at)
    record("circular_goes_on", about=circular, by=by, at=at)
    return circular


def locked_circular(key: uuid.UUID) -> Circular:
    """The row as it is now, until this transaction ends."""
    rows = Circular.objects.select_for_update(of=("self",))
    found: Circular = rows.select_related("place", "voice", "started_by").get(pk=key)
    return found


def _set(circular: Circular, drafted: Drafted) -> None:
    for name in set(OF_WHICH.values()):
        setattr(circular, name, None)
    circular.purpose, circular.through = drafted.purpose, drafted.through
    circular.among = drafted.among
    circular.subject = " ".join(drafted.subject.split())
    circular.text = drafted.text.strip()
    if wanted := OF_WHICH.get(Among(drafted.among)):
        setattr(circular, wanted, drafted.which)
