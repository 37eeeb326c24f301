"""Gatherings in order: of a place, everywhere, on a day of action, for a calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from folkmoot.gatherings.models import DayOfAction, Gathering, GatheringStage, OpenTo
from folkmoot.kernel.prepared import prepared
from folkmoot.kernel.ui.words import moment
from folkmoot.places.models import Place

LIGHT = ("place__boundary", "place__outline")
MOST_COMING = 200
MOST_NEXT = 3
A_CALENDAR_LOOKS_BACK = timedelta(days=180)
MOST_ON_A_DAY = 2000


@dataclass(frozen=True, slots=True)
class DayPage:
    """A day of action: what happens where."""

    day: DayOfAction
    gatherings: list[Gathering]
    n_places: int
    points: list[dict[str, Any]]


def gatherings_in(place: Place, user: object) -> QuerySet[Gathering]:
    """What this user may see of a place's gatherings."""
    return Gathering.objects.visible_to(user).filter(place=place).defer(*LIGHT)


def coming_in(place: Place, user: object, *, at: datetime) -> list[Gathering]:
    """What is to come in a place, the soonest first; one query."""
    ahead = gatherings_in(place, user).filter(ends_at__gt=at).order_by("starts_at", "id")
    return list(ahead[:MOST_COMING])


def over_in(place: Place, user: object, *, at: datetime) -> QuerySet[Gathering]:
    """What was, the latest first; called off only where somebody may still look for it."""
    over = gatherings_in(place, user).filter(ends_at__lte=at).exclude(stage=GatheringStage.OFF)
    return over.order_by("-starts_at", "id")


def next_gatherings(place: Place, *, at: datetime) -> list[Gathering]:
    """What anyone can come to next in a place; one query."""
    return _next_in(place.pk, at)


@prepared
def _next_in(place: UUID, at: datetime) -> QuerySet[Gathering]:
    return _ahead(at).filter(place=place, open_to=OpenTo.EVERYONE)[:MOST_NEXT]


def next_everywhere(*, at: datetime, most: int = 3) -> list[Gathering]:
    """What anyone can come to next, wherever it is; one query."""
    found = _ahead(at).filter(open_to=OpenTo.EVERYONE).select_related("place")
    return list(found.defer(*LIGHT)[:most])


def coming_up(*, at: datetime, most: int = 60) -> list[Gathering]:
    """What anyone can come to next, in every place; one query."""
    ahead = _ahead(at).filter(open_to=OpenTo.EVERYONE)
    return list(ahead.select_related("place", "day").defer(*LIGHT)[:most])


def _ahead(at: datetime) -> QuerySet[Gathering]:
    announced = Gathering.objects.filter(stage=GatheringStage.ANNOUNCED, ends_at__gt=at)
    return announced.order_by("starts_at", "id")


def days_ahead(*, at: datetime) -> list[DayOfAction]:
    """Days of action that are not over, the soonest first; one query."""
    ahead = DayOfAction.objects.filter(ends_date__gte=localdate(at))
    return list(ahead.order_by("starts_date", "name")[:20])


def days_to_join(gathering: Gathering | None, *, at: datetime) -> list[DayOfAction]:
    """Days a gathering can be part of: those ahead, and the one it is part of."""
    own = Q(pk=gathering.day_id) if gathering else Q(pk=None)
    ahead = DayOfAction.objects.filter(Q(ends_date__gte=localdate(at)) | own)
    return list(ahead.order_by("starts_date", "name")[:20])


def day_page(day: DayOfAction) -> DayPage:
    """Everything announced for a day of action, on one map; one query."""
    rows = day.gatherings.announced().exclude(stage=GatheringStage.OFF)
    light = rows.select_related("place").defer(*LIGHT)
    gatherings = list(light.order_by("place__name", "starts_at")[:MOST_ON_A_DAY])
    return DayPage(
        day=day,
        gatherings=gatherings,
        n_places=len({each.place_id for each in gatherings}),
        points=points_of(gatherings),
    )


def points_of(gatherings: Sequence[Gathering]) -> list[dict[str, Any]]:
    """Where they are, for a map: the point that was given, else the middle of the place."""
    return [
        {
            "lon": lon,
            "lat": lat,
            "label": each.title,
            "note": f"{each.place.name}, {moment(each.starts_at)}",
            "href": reverse("gatherings:gathering", args=[each.ref]),
            "tone": "moss",
            "shape": "circle",
        }
        for each in gatherings
        for lon, lat in [_where(each)]
        if lon is not None and lat is not None
    ]


def for_calendar(gatherings: QuerySet[Gathering], *, at: datetime) -> list[Gathering]:
    """What a calendar shows: half a year back, and everything to come, called off included."""
    kept = gatherings.filter(ends_at__gt=at - A_CALENDAR_LOOKS_BACK)
    rows = kept.exclude(announced_at=None).select_related("place").defer(*LIGHT)
    return list(rows.order_by(F("starts_at").asc(), "id")[:MOST_ON_A_DAY])


def _where(gathering: Gathering) -> tuple[float | None, float | None]:
    if gathering.longitude is not None and gathering.latitude is not None:
        return gathering.longitude, gathering.latitude
    place = gathering.place
    if None in (place.west, place.east, place.south, place.north):
        return None, None
    return (place.west + place.east) / 2, (place.south + place.north) / 2  # type: ignore[operator]
