"""A call is published, its deadline moved, cancelled, concluded."""

from datetime import datetime

from django.db import transaction

from folkmoot.granting import notices, rules
from folkmoot.granting.actions.locking import locked_call, locked_programme
from folkmoot.granting.models import (
    Application,
    ApplicationRole,
    ApplicationStage,
    Call,
    CallStage,
    Endorsement,
    Interview,
    Partner,
    Reopening,
    Window,
)
from folkmoot.granting.queries.panels import is_being_chosen
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.kernel.ui.words import deadline
from folkmoot.people.models import Account
from folkmoot.programmes.queries import in_force

S = ApplicationStage
WAITING = (S.SUBMITTED, S.MORE_INFORMATION, S.ELIGIBLE, S.IN_ASSESSMENT)


@transaction.atomic
def publish_call(*, call: Call, window: Window, by: Account | None, at: datetime) -> Call:
    """Everyone reads it from now on; it opens and closes by the server's clock."""
    locked_programme(call.programme)
    call = locked_call(call)
    version = in_force(call.programme)
    refuse(rules.why_not_publish(call, version, window, n_areas=call.areas.count(), at=at))
    call.version, call.published_at = version, at
    call.opens_at, call.closes_at = window.opens_at, window.closes_at
    call.stage, call.stage_why = CallStage.SCHEDULED, ""
    call.save()
    record(
        "call_published",
        about=call,
        by=by,
        at=at,
        opens_at=window.opens_at.isoformat(),
        closes_at=window.closes_at.isoformat(),
    )
    return call


@transaction.atomic
def take_back_call(*, call: Call, by: Account | None, at: datetime) -> Call:
    """Before it opens, change it after all."""
    call = locked_call(call)
    refuse(rules.why_not_take_back(call, n_applications=call.applications.count(), at=at))
    call.stage, call.opens_at, call.closes_at = CallStage.DRAFT, None, None
    call.save()
    record("call_taken_back", about=call, by=by, at=at)
    return call


@transaction.atomic
def reopen_call(
    *, call: Call, closes_at: datetime, why: str, by: Account | None, at: datetime
) -> Call:
    """Move the deadline, for everybody alike, with the reason; open again if it had closed."""
    call = locked_call(call)
    choosing = is_being_chosen(call)
    refuse(rules.why_not_reopen(call, closes_at, why, is_being_chosen=choosing, at=at))
    assert call.closes_at is not None
    before, was_closed = call.closes_at, call.stands(at) == CallStage.CLOSED
    Reopening.objects.create(
        call=call,
        from_at=before,
        to_at=closes_at,
        was_closed=was_closed,
        why=why.strip(),
        reopened_at=at,
        reopened_by=by,
    )
    call.closes_at = closes_at
    call.save(update_fields=["closes_at"])
    record(
        "call_reopened" if was_closed else "call_prolonged",
        about=call,
        by=by,
        at=at,
        before=before.isoformat(),
        to=closes_at.isoformat(),
        why=why.strip(),
    )
    until = deadline(closes_at)
    notices.tell_of_call(
        call,
        f"{call.name}: open until {until}",
        f"The deadline has moved to {until}. Why: {why.strip()}",
        _everyone_in(call, stages=[S.DRAFT]),
        by=by,
        at=at,
    )
    return call


@transaction.atomic
def cancel_call(*, call: Call, why: str, by: Account | None, at: datetime) -> Call:
    """It does not take place after all; everybody who had begun is told why."""
    call = locked_call(call)
    handed_in = call.applications.handed_in().exclude(stage=S.WITHDRAWN)
    refuse(rules.why_not_cancel(call, why, n_handed_in=handed_in.count(), at=at))
    call.stage, call.stage_why = CallStage.CANCELLED, why.strip()
    call.save(update_fields=["stage", "stage_why"])
    record("call_cancelled", about=call, by=by, at=at, why=why.strip())
    everyone = _everyone_in(call, stages=[each for each in S if each != S.WITHDRAWN])
    notices.tell_of_call(
        call, f"{call.name} does not take place", why.strip(), everyone, by=by, at=at
    )
    _forget_how_to_reach(call)
    return call


@transaction.atomic
def conclude_call(*, call: Call, by: Account | None, at: datetime) -> Call:
    """Every application has its answer. How partners and councils were reached, and what
    people needed so as to take part, is forgotten."""
    call = locked_call(call)
    waiting = call.applications.filter(stage__in=WAITING).count()
    refuse(rules.why_not_conclude(call, n_waiting=waiting, at=at))
    call.stage, call.concluded_at = CallStage.CONCLUDED, at
    call.save(update_fields=["stage", "concluded_at"])
    record("call_concluded", about=call, by=by, at=at)
    _forget_how_to_reach(call)
    return call


def _everyone_in(call: Call, *, stages: list[ApplicationStage]) -> list[Account]:
    theirs = Application.objects.filter(call=call, stage__in=stages)
    held = ApplicationRole.objects.filter(application__in=theirs, ends_at__isnull=True)
    return list(Account.objects.filter(pk__in=held.values("account")).order_by("email"))


def _forget_how_to_reach(call: Call) -> None:
    for table in (Partner, Endorsement):
        table.objects.filter(application__call=call).update(email="", link_hash=None)
    # What people needed so as to take part may tell of somebody's health.
    Interview.objects.filter(application__call=call).update(access_needs="")
