"""What waits about concerns: on safeguarding leads, and on convenors where there is none."""

from collections.abc import Iterable
from datetime import datetime, time

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import make_aware

from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import SAFEGUARDING_LEAD
from folkmoot.kernel.waiting import Task
from folkmoot.organising.models import Concern, ConcernStage
from folkmoot.people.models import Account
from folkmoot.places.models import Place, PlaceRole, places_of

MOST = 100
NEXT = {
    ConcernStage.RAISED: ("Read a concern", "Nobody else here can read it."),
    ConcernStage.LOOKED: ("Say what happens with a concern", "Nothing happens with it."),
    ConcernStage.PASSED: ("Ask what came of a concern", "Nobody knows what came of it."),
    ConcernStage.NO_STEP: ("Close a concern", "Its record is kept without a last day."),
}


def concern_tasks(account: Account, at: datetime) -> list[Task]:
    """Concerns to see to, and leads to name; two queries. No task says what a concern is about."""
    return [*_to_see_to(account), *_to_name(account, at)]


def _to_see_to(account: Account) -> Iterable[Task]:
    for each in _open().filter(place__in=places_of(account, Permission.SAFEGUARD))[:MOST]:
        title, otherwise = NEXT[ConcernStage(each.stage)]
        yield Task(
            title=title,
            about="For safeguarding leads alone",
            place=each.place.name,
            since=_since(each),
            href=reverse("organising:concern", args=[each.pk]),
            otherwise=otherwise,
        )


def _to_name(account: Account, at: datetime) -> Iterable[Task]:
    led = PlaceRole.objects.filter(role=SAFEGUARDING_LEAD.name, account__is_active=True)
    mine = places_of(account, Permission.PLACE_TEAM)
    found = _open().filter(place__in=mine).exclude(place__in=led.held_at(at).values("place"))
    first: dict[Place, Concern] = {}
    for each in found[:MOST]:
        first.setdefault(each.place, each)
    for place, concern in first.items():
        yield Task(
            title="Name a safeguarding lead",
            about="A concern that somebody may not be safe reaches nobody here",
            place=place.name,
            since=_since(concern),
            href=reverse("places:team", args=[place.slug]),
            otherwise="What is passed on stays unread.",
        )


def _open() -> QuerySet[Concern]:
    waiting = Concern.objects.exclude(stage=ConcernStage.CLOSED).order_by("raised_date", "id")
    light: QuerySet[Concern] = waiting.select_related("place").defer(
        "sealed", "place__boundary", "place__outline"
    )
    return light


def _since(concern: Concern) -> datetime:
    return make_aware(datetime.combine(concern.raised_date, time()))
