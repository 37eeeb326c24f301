"""Photos of a gathering: what everyone sees, what waits for an answer."""

from django.db.models import Prefetch, Q

from folkmoot.gatherings.models import Gathering, Guest, InPhoto, Photo, PhotoAnswer


def shown_photos(gathering: Gathering) -> list[Photo]:
    """What everyone may see, in the order they were added; one query."""
    return list(gathering.photos.shown().select_related("file"))


def team_photos(gathering: Gathering) -> list[Photo]:
    """All of them, with who is in each and what they said; two queries."""
    people = InPhoto.objects.select_related("guest")
    rows = gathering.photos.with_standing().select_related("file")
    return list(rows.prefetch_related(Prefetch("people", people)))


def photos_of(guest: Guest) -> list[InPhoto]:
    """Photos a guest is in, for their own page; one query."""
    mine = guest.photos.filter(photo__down_at__isnull=True).select_related("photo__file__content")
    return list(mine.order_by("photo__added_at", "id"))


def photos_to_ask_about() -> Q:
    """Gatherings with somebody in a photo whom nobody has asked yet."""
    waiting = InPhoto.objects.filter(answer=PhotoAnswer.WAITING, photo__down_at__isnull=True)
    return Q(pk__in=waiting.values("photo__gathering"))
