"""Reserves that run out: which, who is to be reminded, and what waits on whom."""

from collections.abc import Iterator
from datetime import datetime, time

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.timezone import get_current_timezone, localdate

from folkmoot.granting.models import DECIDED, Application, Choice, ReserveReminder, ReserveStep
from folkmoot.granting.rules.choice import SOON, reserve_step
from folkmoot.kernel.ui.words import day
from folkmoot.kernel.waiting import Task
from folkmoot.people.models import Account
from folkmoot.programmes.queries import grant_managers


def running_out(rows: QuerySet[Choice], at: datetime) -> QuerySet[Choice]:
    """Of these, those whose reserve ends within a fortnight or has, and holds somebody still."""
    held = Application.objects.filter(call=OuterRef("panel__call"), stage="RESERVE")
    last = localdate(at) + SOON
    return rows.filter(Exists(held), stage__in=DECIDED, reserve_until_date__lte=last)


def reserves_to_remind_of(at: datetime) -> list[Choice]:
    """Those nobody has been reminded of yet, of the step they have come to; one query."""
    told = ReserveReminder.objects.filter(choice=OuterRef("pk"))
    rows = running_out(Choice.objects.all(), at).annotate(
        told_soon=Exists(told.filter(step=ReserveStep.SOON)),
        told_over=Exists(told.filter(step=ReserveStep.OVER)),
    )
    return [each for each in rows if not _is_told(each, at)]


def _is_told(choice: Choice, at: datetime) -> bool:
    over = reserve_step(choice.reserve_until_date, localdate(at)) == ReserveStep.OVER
    return bool(getattr(choice, "told_over" if over else "told_soon"))


def to_remind(choice: Choice, *, at: datetime) -> Iterator[Account]:
    """The grant managers who may see the choice: none with an interest in one of its places."""
    for account in grant_managers(choice.panel.call.programme, at=at):
        if Choice.objects.visible_to(account).filter(pk=choice.pk).exists():
            yield account


def reserve_task(choice: Choice, at: datetime) -> Task:
    """What is to be done about a reserve that runs out, or has."""
    until = choice.reserve_until_date
    assert until is not None
    is_over = reserve_step(until, localdate(at)) == ReserveStep.OVER
    since = datetime.combine(until if is_over else until - SOON, time.min, get_current_timezone())
    return Task(
        title="Tell those in reserve that it has run out"
        if is_over
        else f"The reserve runs out on {day(until)}",
        about=str(choice.panel.call),
        place=choice.panel.call.programme.name,
        since=min(since, at),
        href=reverse("choices:end_reserve" if is_over else "choices:decision", args=[choice.ref]),
        otherwise="They go on waiting for a place that does not come.",
    )
