"""Reading the account."""

from collections.abc import Iterable

from django.db.models import Model

from folkmoot.kernel.record.models import Event


def events_about(thing: Model) -> list[Event]:
    """What happened to this thing, latest first."""
    about = f"{thing._meta.label}:{thing.pk}"
    return list(Event.objects.filter(about=about).order_by("-at", "-id"))


def events_of_kind(kind: str, things: Iterable[Model]) -> dict[str, list[Event]]:
    """What of one kind happened to each of these things, by its key, earliest first. One query."""
    keys = {f"{thing._meta.label}:{thing.pk}": str(thing.pk) for thing in things}
    found: dict[str, list[Event]] = {key: [] for key in keys.values()}
    for event in Event.objects.filter(about__in=list(keys), kind=kind).order_by("at", "id"):
        found[keys[event.about]].append(event)
    return found
