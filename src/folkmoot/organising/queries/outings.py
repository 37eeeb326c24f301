"""Outings: who is out, where they go, whom to leave in peace."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from folkmoot.organising import rules
from folkmoot.organising.models import DoNotCall, Outing, OutingStage, Street
from folkmoot.organising.queries.ground import listeners_in
from folkmoot.people.models import Account


@dataclass(frozen=True, slots=True)
class OutingPage:
    """An outing as those who go read it."""

    outing: Outing
    who: list[Account]
    streets: list[Street]
    doors: list[DoNotCall]
    n_conversations: int
    is_overdue: bool
    why_not_go_out: str


def n_still_listening(outing: Outing, *, at: datetime) -> int:
    """How many of those who go are on the team that listens; one query."""
    return outing.members.filter(account__in=listeners_in(outing.place, at=at)).count()


def outing_page(outing: Outing, *, at: datetime) -> OutingPage:
    """Who goes where, and the doors to pass by; five queries."""
    who = [m.account for m in outing.members.select_related("account").order_by("account__name")]
    streets = list(outing.streets.all())
    doors = DoNotCall.objects.filter(
        place=outing.place_id, lifted_at__isnull=True, until_date__gte=localdate(at)
    )
    if streets:
        doors = doors.filter(street__in=streets)
    return OutingPage(
        outing=outing,
        who=who,
        streets=streets,
        doors=list(doors.select_related("street")),
        n_conversations=outing.conversations.standing().count(),
        is_overdue=rules.is_overdue(outing, at=at),
        why_not_go_out=rules.why_not_go_out(
            outing, n_members=len(who), n_still_listening=n_still_listening(outing, at=at)
        ),
    )


def outings_late(at: datetime) -> QuerySet[Outing]:
    """Those who should have been back, and of whom the team has not been told."""
    return Outing.objects.filter(
        stage=OutingStage.OUT, alarm_at__isnull=True, back_by_at__lte=at - rules.ALARM_AFTER
    )
