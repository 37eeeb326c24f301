"""What waits about concerns: on safeguarding leads, and on convenors where there is none."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import make_aware

from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import SAFEGUARDING_LEAD
from folkmoot.kernel.prepared import Keys, keys_of, prepared
from folkmoot.kernel.waiting import Task
from folkmoot.organising.models import Concern, ConcernStage
from folkmoot.places.models import Place, PlaceRole
from folkmoot.places.queries.teams import Teams

MOST = 100
NEXT = {
    ConcernStage.RAISED: ("Read a concern", "Nobody else here can read it."),
    ConcernStage.LOOKED: ("Say what happens with a concern", "Nothing happens with it."),
    ConcernStage.PASSED: ("Ask what came of a concern", "Nobody knows what came of it."),
    ConcernStage.NO_STEP: ("Close a concern", "Its record is kept without a last day."),
}


def concern_tasks(teams: Teams, at: datetime) -> list[Task]:
    """Concerns to see to, and leads to name; one query. No task says what a concern is about."""
    reading = teams.permitting(Permission.SAFEGUARD)
    naming = teams.permitting(Permission.PLACE_TEAM)
    if not reading and not naming:
        return []
    found: list[Any] = _waiting(keys_of(reading), keys_of(naming), at)
    return [
        *_to_see_to(each for each in found if each.place in reading),
        *_to_name(each for each in found if each.place in naming and not each.is_led),
    ]


@prepared
def _waiting(reading: Keys, naming: Keys, at: datetime) -> QuerySet[Concern]:
    lead = PlaceRole.objects.filter(role=SAFEGUARDING_LEAD.name, account__is_active=True)
    led = Exists(lead.held_at(at).filter(place=OuterRef("place")))
    waiting = _open().filter(Q(place__in=reading) | Q(~led, place__in=naming))
    return waiting.annotate(is_led=led)[: 2 * MOST]


def _to_see_to(concerns: Iterable[Concern]) -> Iterable[Task]:
    for each in concerns:
        title, otherwise = NEXT[ConcernStage(each.stage)]
        yield Task(
            title=title,
            about="For safeguarding leads alone",
            place=each.place.name,
            since=_since(each),
            href=reverse("organising:concern", args=[each.pk]),
            otherwise=otherwise,
        )


def _to_name(concerns: Iterable[Concern]) -> Iterable[Task]:
    first: dict[Place, Concern] = {}
    for each in concerns:
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
