"""Reading the account."""

from django.db.models import Model

from folkmoot.kernel.record.models import Event


def events_about(thing: Model) -> list[Event]:
    """What happened to this thing, latest first."""
    about = f"{thing._meta.label}:{thing.pk}"
    return list(Event.objects.filter(about=about).order_by("-at", "-id"))
