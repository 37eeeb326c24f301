"""Promises: made, kept, or ended with the reason."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising import rules
from folkmoot.organising.models import Conversation, Promise
from folkmoot.people.models import Account


@transaction.atomic
def make_promise(
    *, conversation: Conversation, words: str, due_date: date, by: Account, at: datetime
) -> Promise:
    """Note what `by` will do, and by when."""
    refuse(rules.why_not_promise(words, due_date, today=localdate(at)))
    promise = Promise.objects.create(
        place=conversation.place,
        conversation=conversation,
        words=words.strip(),
        due_date=due_date,
        promised_at=at,
        by=by,
    )
    record("promise_made", about=promise, by=by, at=at, due=due_date.isoformat())
    return promise


@transaction.atomic
def keep_promise(*, promise: Promise, outcome: str, by: Account, at: datetime) -> Promise:
    """It is done."""
    promise = _locked(promise.pk)
    refuse(rules.why_not_keep(promise))
    promise.kept_at, promise.outcome = at, outcome.strip()
    promise.save(update_fields=["kept_at", "outcome"])
    record("promise_kept", about=promise, by=by, at=at)
    return promise


@transaction.atomic
def end_promise(*, promise: Promise, why: str, by: Account, at: datetime) -> Promise:
    """It cannot be kept, and the person has been told why."""
    promise = _locked(promise.pk)
    refuse(rules.why_not_end_promise(promise, why))
    promise.ended_at, promise.outcome = at, why.strip()
    promise.save(update_fields=["ended_at", "outcome"])
    record("promise_ended", about=promise, by=by, at=at)
    return promise


def _locked(key: uuid.UUID) -> Promise:
    found: Promise = Promise.objects.select_for_update(of=("self",)).get(pk=key)
    return found
