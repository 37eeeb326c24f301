"""Days of action, which join the gatherings of many places."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from folkmoot.gatherings import rules
from folkmoot.gatherings.models import DayOfAction, DayPlan
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account

TAKEN = "There is a day of action of that name."


@transaction.atomic
def plan_day(*, plan: DayPlan, by: Account | None, at: datetime) -> DayOfAction:
    """A day on which many places do something together."""
    refuse(rules.why_not_plan_day(plan))
    slug = slugify(plan.name)[:60]
    refuse("" if slug else "Use letters or figures in its name.")
    taken = DayOfAction.objects.filter(name__iexact=plan.name.strip())
    refuse(TAKEN if taken.exists() or DayOfAction.objects.filter(slug=slug).exists() else "")
    planned = DayOfAction.objects.create(slug=slug, planned_at=at, planned_by=by, **_facts(plan))
    record("day_planned", about=planned, by=by, at=at)
    return planned


@transaction.atomic
def change_day(*, day: DayOfAction, plan: DayPlan, by: Account | None, at: datetime) -> DayOfAction:
    """Another name, reason or date; gatherings that joined keep theirs."""
    refuse(rules.why_not_plan_day(plan))
    day = DayOfAction.objects.select_for_update().get(pk=day.pk)
    taken = DayOfAction.objects.filter(name__iexact=plan.name.strip()).exclude(pk=day.pk)
    refuse(TAKEN if taken.exists() else "")
    for name, told in _facts(plan).items():
        setattr(day, name, told)
    day.save(update_fields=list(_facts(plan)))
    record("day_changed", about=day, by=by, at=at)
    return day


def _facts(plan: DayPlan) -> dict[str, object]:
    return {
        "name": plan.name.strip(),
        "why": plan.why.strip(),
        "starts_date": plan.starts_date,
        "ends_date": plan.ends_date,
    }
