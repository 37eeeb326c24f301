"""Going out to listen, and coming back."""

import uuid
from datetime import datetime

from django.db import transaction

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising import notices, rules
from folkmoot.organising.models import (
    ListeningRound,
    Outing,
    OutingMember,
    OutingPlan,
    OutingStage,
)
from folkmoot.organising.queries import n_still_listening
from folkmoot.people.models import Account


@transaction.atomic
def plan_outing(
    *,
    round: ListeningRound,
    plan: OutingPlan,
    by: Account,
    at: datetime,
) -> Outing:
    """Who goes where, and when they are to be back."""
    refuse(rules.why_not_plan_outing(round, plan.starts_at, plan.back_by_at, at=at))
    refuse(
        "That street is in another place."
        if any(street.place_id != round.place_id for street in plan.streets)
        else ""
    )
    outing = Outing.objects.create(
        place=round.place,
        round=round,
        starts_at=plan.starts_at,
        back_by_at=plan.back_by_at,
        meet=plan.meet.strip(),
        planned_by=by,
    )
    outing.streets.set(plan.streets)
    OutingMember.objects.bulk_create(
        OutingMember(outing=outing, account=account)
        for account in {each.pk: each for each in plan.who}.values()
    )
    record("outing_planned", about=outing, by=by, at=at, people=len(plan.who))
    return outing


@transaction.atomic
def go_out(*, outing: Outing, by: Account, at: datetime) -> Outing:
    """They are on their way."""
    outing = _locked(outing.pk)
    n_members, n_still = outing.members.count(), n_still_listening(outing, at=at)
    refuse(rules.why_not_go_out(outing, n_members=n_members, n_still_listening=n_still))
    outing.stage, outing.out_at = OutingStage.OUT, at
    outing.save(update_fields=["stage", "out_at"])
    record("outing_out", about=outing, by=by, at=at)
    return outing


@transaction.atomic
def come_back(*, outing: Outing, by: Account, at: datetime) -> Outing:
    """Everybody is back safe."""
    outing = _locked(outing.pk)
    refuse(rules.why_not_come_back(outing))
    outing.stage, outing.back_at = OutingStage.BACK, at
    outing.save(update_fields=["stage", "back_at"])
    record("outing_back", about=outing, by=by, at=at)
    return outing


@transaction.atomic
def call_off_outing(*, outing: Outing, why: str, by: Account, at: datetime) -> Outing:
    """They do not go: rain, illness, something else came up."""
    outing = _locked(outing.pk)
    refuse(rules.why_not_call_off(outing, why))
    outing.stage, outing.ended_because = OutingStage.CALLED_OFF, why.strip()
    outing.save(update_fields=["stage", "ended_because"])
    record("outing_called_off", about=outing, by=by, at=at)
    return outing


@transaction.atomic
def raise_alarm(*, outing: Outing, by: Account | None, at: datetime) -> bool:
    """Tell the place's team, once, that somebody is late back; whether anything was to tell."""
    outing = _locked(outing.pk)
    if outing.alarm_at or not rules.is_overdue(outing, at=at):
        return False
    outing.alarm_at = at
    outing.save(update_fields=["alarm_at"])
    notices.late_back(outing, by=by, at=at)
    record("outing_late", about=outing, by=by, at=at)
    return True


def _locked(key: uuid.UUID) -> Outing:
    rows = Outing.objects.select_for_update(of=("self",)).select_related("place", "round")
    found: Outing = rows.get(pk=key)
    return found
