"""Gatherings as iCalendar (RFC 5545), for the calendars people have already."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.urls import reverse

from folkmoot.gatherings.models import Gathering, GatheringStage

PRODUCT = "-//Folkmoot//Gatherings//EN"
LOOK_AGAIN = timedelta(hours=6)


def calendar_of(name: str, gatherings: Sequence[Gathering]) -> bytes:
    """A calendar with one event a gathering; the same gatherings give the same bytes.

    Times are in UTC, so that no reader needs our time zone. What is called off stays, marked
    as cancelled: a reader that had it shows that it does not take place.
    """
    # Here, not above: it takes a fifth of a second to load, and few pages need it.
    from icalendar import Calendar, Event, vDuration

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(LOOK_AGAIN), parameters={"VALUE": "DURATION"})
    for each in gatherings:
        event = Event()
        event.add("uid", f"{each.pk}@folkmoot")
        event.add("dtstamp", _moment(each.changed_at))
        event.add("last-modified", _moment(each.changed_at))
        event.add("sequence", each.revision)
        event.add("dtstart", _moment(each.starts_at))
        event.add("dtend", _moment(each.ends_at))
        event.add("summary", each.title)
        event.add("location", f"{each.where}, {each.place.name}")
        event.add("description", _described(each))
        event.add("url", _page(each))
        off = each.stage == GatheringStage.OFF
        event.add("status", "CANCELLED" if off else "CONFIRMED")
        event.add("categories", [each.get_kind_display()])
        if each.longitude is not None and each.latitude is not None:
            event.add("geo", (each.latitude, each.longitude))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _described(gathering: Gathering) -> str:
    off = f"Called off: {gathering.off_because}" if gathering.off_because else ""
    access = "; ".join(gathering.access)
    parts = [off, gathering.about, access, gathering.access_words, gathering.ask, _page(gathering)]
    return "\n\n".join(part for part in parts if part)


def _page(gathering: Gathering) -> str:
    return settings.SITE_ADDRESS + reverse("gatherings:gathering", args=[gathering.ref])


def _moment(when: datetime) -> datetime:
    return when.astimezone(UTC).replace(microsecond=0)
