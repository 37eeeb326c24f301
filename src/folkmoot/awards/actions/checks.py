"""Due diligence, and the conditions that come of it."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from folkmoot.awards import rules
from folkmoot.awards.actions.awards import locked_award
from folkmoot.awards.models import Award, Check, Condition
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def find(
    *,
    check: Check,
    finding: str,
    evidence: str,
    expires_date: date | None = None,
    by: Account,
    at: datetime,
) -> Check:
    """Say what was found and on what evidence; whoever agreed before must look again."""
    locked = _locked_check(check.pk)
    refuse(rules.why_not_find(locked, finding, evidence))
    locked.finding, locked.evidence, locked.expires_date = finding, evidence.strip(), expires_date
    locked.checked_at, locked.checked_by = at, by
    locked.agreed_at = locked.agreed_by = None
    locked.save()
    record("check_found", about=locked, by=by, at=at, finding=finding)
    return locked


@transaction.atomic
def agree_check(*, check: Check, by: Account, at: datetime) -> Check:
    """Somebody else has looked, and agrees."""
    locked = _locked_check(check.pk)
    refuse(rules.why_not_agree_check(locked, by_pk=by.pk))
    locked.agreed_at, locked.agreed_by = at, by
    locked.save(update_fields=["agreed_at", "agreed_by"])
    record("check_agreed", about=locked, by=by, at=at)
    return locked


@transaction.atomic
def add_condition(
    *, award: Award, words: str, due_date: date | None = None, by: Account, at: datetime
) -> Condition:
    """What has to be true before money flows."""
    locked = locked_award(award.pk)
    n_there = locked.conditions.count()
    refuse(rules.why_not_add_condition(locked, words, n_there=n_there))
    made: Condition = Condition.objects.create(
        award=locked, words=words.strip(), due_date=due_date, added_at=at
    )
    record("condition_added", about=locked, by=by, at=at)
    return made


@transaction.atomic
def meet_condition(
    *, condition: Condition, evidence: str, waived: bool = False, by: Account, at: datetime
) -> Condition:
    """It is met, or need not be; with how one knows, or why."""
    rows = Condition.objects.select_for_update(of=("self",)).select_related("award")
    locked: Condition = rows.get(pk=condition.pk)
    refuse(rules.why_not_meet_condition(locked, evidence, today=localdate(at)))
    locked.met_at, locked.met_by, locked.is_waived = at, by, waived
    locked.evidence = evidence.strip()
    locked.save(update_fields=["met_at", "met_by", "is_waived", "evidence"])
    record("condition_waived" if waived else "condition_met", about=locked.award, by=by, at=at)
    return locked


def _locked_check(key: uuid.UUID) -> Check:
    found: Check = Check.objects.select_for_update(of=("self",)).select_related("award").get(pk=key)
    return found
