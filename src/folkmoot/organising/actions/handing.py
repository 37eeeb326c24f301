"""Sending one copy after another: each at most once, and asked about again just before it goes."""

import uuid
from datetime import datetime

from django.db import transaction

from folkmoot.kernel.links import mark_of
from folkmoot.kernel.notify import actions as notify
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising import rules
from folkmoot.organising.actions.circulars import locked_circular
from folkmoot.organising.models import Circular, CircularStage, Copy, CopyStage, Neighbour, Why
from folkmoot.organising.notices import circulars as notices
from folkmoot.organising.queries.audience import address_in, reader_of
from folkmoot.people.models import Account, Through

NOT_ON_ITS_WAY = "It is not being sent any more."


@transaction.atomic
def take_copy(*, copy: Copy, by: Account | None, at: datetime) -> Copy:
    """Take one copy in hand, if it may still go: from here on nobody else sends it.

    Whoever took their yes back meanwhile is left out. A letter, a text or a call goes on the list
    of those who do it by hand, and is done with; an e-mail is for the caller to hand over.
    """
    circular = locked_circular(copy.circular_id)
    refuse("" if circular.stage == CircularStage.SENDING else NOT_ON_ITS_WAY)
    copy = _locked(copy.pk)
    if copy.stage != CopyStage.WAITING:
        return copy
    why, consent = _stands_for(copy), None
    if copy.neighbour is not None and not why:
        reader = reader_of(circular, copy.neighbour, at=at)
        why, consent = reader.why, reader.consent
    if why or consent is None or copy.neighbour is None:
        return _leave_out(copy, why, by=by, at=at)
    copy.circular, copy.consent, copy.sent_at = circular, consent, at
    copy.address_mark = mark_of(address_in(copy.neighbour.person, circular.through))
    if circular.through == Through.EMAIL:
        copy.stage = CopyStage.IN_HAND
        copy.message = notices.hold_email(copy, copy.neighbour, consent, by=by, at=at)
    else:
        copy.stage = CopyStage.SENT
        copy.message = notices.put_by_hand(copy, copy.neighbour, consent, by=by, at=at)
    copy.save()
    record("copy_taken", about=circular, by=by, at=at, stage=copy.stage)
    return copy


@transaction.atomic
def note_handed(
    *, copy: Copy, failure: str, for_good: bool, by: Account | None, at: datetime
) -> Copy:
    """Keep what the mail server said: sent, no such address, or not just now (it waits again)."""
    copy = _locked(copy.pk)
    assert copy.message is not None
    refuse("" if copy.stage in (CopyStage.IN_HAND, CopyStage.UNSURE) else "That is settled.")
    if not failure:
        notify.note_sent(message=copy.message, by=by, at=at)
        copy.stage, copy.sent_at = CopyStage.SENT, at
    else:
        notify.note_failed(message=copy.message, why=failure, for_good=True, by=by, at=at)
        copy.stage = CopyStage.REFUSED if for_good else CopyStage.WAITING
        copy.sent_at = None
        copy.message = copy.message if for_good else None
    copy.save(update_fields=["stage", "sent_at", "message"])
    record("copy_handed", about=copy.circular, by=by, at=at, stage=copy.stage)
    return copy


@transaction.atomic
def note_unsure(*, circular: Circular, by: Account | None, at: datetime) -> int:
    """Copies that were in somebody's hands when their server stopped; how many.

    Nobody knows whether they went, so they are not sent again.
    """
    circular = locked_circular(circular.pk)
    n = circular.copies.filter(stage=CopyStage.IN_HAND).update(stage=CopyStage.UNSURE)
    if n:
        record("copies_unsure", about=circular, by=by, at=at, number=n)
    return n


@transaction.atomic
def finish_circular(*, circular: Circular, by: Account | None, at: datetime) -> Circular:
    """Everybody has got it, or is left out."""
    circular = locked_circular(circular.pk)
    refuse("" if circular.stage == CircularStage.SENDING else NOT_ON_ITS_WAY)
    circular.stage, circular.ended_at = CircularStage.SENT, at
    circular.save(update_fields=["stage", "ended_at"])
    record("circular_sent", about=circular, by=by, at=at)
    return circular


@transaction.atomic
def forget_readers(*, by: Account | None, at: datetime) -> int:
    """Half a year later nothing says who got a message; that so many did stays. How many."""
    old = Copy.objects.filter(circular__started_at__lte=at - rules.KEPT_FOR)
    known = old.filter(neighbour__isnull=False)[:500]
    copies = list(known.select_related("circular"))
    for copy in copies:
        forget_reader(copy, by=by, at=at)
    if copies:
        record("readers_forgotten", about=copies[0].circular, by=by, at=at, number=len(copies))
    return len(copies)


def forget_reader(copy: Copy, *, by: Account | None, at: datetime) -> None:
    """Blank who one copy was for, and what was written to them."""
    notify.forget_messages_about(thing=copy, by=by, at=at)
    copy.neighbour = copy.consent = copy.message = None
    copy.address_mark = ""
    copy.save(update_fields=["neighbour", "consent", "message", "address_mark"])


def _stands_for(copy: Copy) -> Why:
    """Whether it is still for whom it was put by: their note may have been joined with another.

    Then it goes to the one that stands for both, unless that one has a copy of its own.
    """
    if copy.neighbour is None:
        return Why.FORGOTTEN
    if copy.neighbour.person.same_as_id is None:
        return Why.NONE
    stands = Neighbour.objects.select_related("person", "street")
    copy.neighbour = stands.get(person=copy.neighbour.person.same_as_id)
    has_one = copy.circular.copies.filter(neighbour=copy.neighbour).exists()
    if has_one:
        copy.neighbour = None
    return Why.SAME_ADDRESS if has_one else Why.NONE


def _leave_out(copy: Copy, why: Why, *, by: Account | None, at: datetime) -> Copy:
    copy.stage, copy.why = CopyStage.LEFT_OUT, why or Why.FORGOTTEN
    copy.consent = None
    copy.save(update_fields=["stage", "why", "consent"])
    record("copy_left_out", about=copy.circular, by=by, at=at, why=copy.why)
    return copy


def _locked(key: uuid.UUID) -> Copy:
    rows = Copy.objects.select_for_update(of=("self",))
    found: Copy = rows.select_related(
        "circular", "message", "neighbour__person", "neighbour__street"
    ).get(pk=key)
    return found
