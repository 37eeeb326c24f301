"""Reading about places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Lower

from folkmoot.kernel.access.may import may
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import ROLES, Role, roles_in
from folkmoot.kernel.ui.drawing import silhouette
from folkmoot.places.analysis import colours
from folkmoot.places.analysis.boundaries import KEPT, box_of, digest_of
from folkmoot.places.analysis.comparing import Change, compare
from folkmoot.places.models import Boundary, Place, PlaceRole

LIGHT = ("boundary",)  # what lists leave behind: a boundary can have 5,000 corners


def places_for(user: object, *, search: str = "") -> QuerySet[Place]:
    """Places this user may see, by name, without their full boundaries."""
    places = Place.objects.visible_to(user).defer(*LIGHT)
    if search.strip():
        places = places.filter(name__icontains=search.strip())
    return places.order_by(Lower("name"), "slug")


@dataclass(frozen=True, slots=True)
class Tile:
    """A place in a list: its name, and its shape as a small drawing."""

    place: Place
    shape: dict[str, str] | None

    @classmethod
    def of(cls, place: Place) -> "Tile":
        return cls(place, silhouette(place.outline) if place.outline else None)


def colours_of(place: Place) -> colours.Sheet:
    """The place's colour and what follows from it, by day and by dark."""
    return colours.sheet_for(place.colour)


def may_name(place: Place, user: object, *, at: datetime) -> bool:
    """Whether the user may say who is on the place's team."""
    return may(user, Permission.PLACE_TEAM, within=place, at=at)


def place_contains(place: Place, lon: float, lat: float) -> bool:
    """Whether a point is in the place or on its line. A place without a boundary holds nothing."""
    if not place.boundary:
        return False
    west, south, east, north = _box(place)
    if not (west <= lon <= east and south <= lat <= north):
        return False
    return KEPT.contains(boundary_digest(place), place.boundary, lon, lat)


def boundary_digest(place: Place) -> str:
    """SHA-256 of the boundary in force as canonical GeoJSON; "" while nothing is drawn."""
    if not place.boundary:
        return ""
    return place.boundary_sha256 or digest_of(place.boundary)


def drawings_of(place: Place) -> list[Boundary]:
    """How the place has been drawn, latest first, without the lines themselves."""
    return list(place.boundaries.defer("geometry"))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A drawing beside the one before it."""

    after: Boundary
    before: Boundary
    change: Change


def comparison(place: Place, drawing: str = "") -> Comparison | None:
    """The drawing with that key (else the newest) beside the one before; nothing if it is the first."""
    keys = [str(key) for key in place.boundaries.values_list("pk", flat=True)]
    at = keys.index(drawing) if drawing in keys else 0
    pair = {str(b.pk): b for b in place.boundaries.filter(pk__in=keys[at : at + 2])}
    if len(pair) < 2:
        return None
    after, before = pair[keys[at]], pair[keys[at + 1]]
    return Comparison(after, before, compare(before.geometry, after.geometry))


@dataclass(frozen=True, slots=True)
class Post:
    """One role of a place's team, and who holds it."""

    role: Role
    held: Sequence[PlaceRole]


def team_of(place: Place, at: datetime) -> list[PlaceRole]:
    """Who holds a role in the place at that moment, in the order of the roles, then by name."""
    held = PlaceRole.objects.filter(place=place).held_at(at).select_related("account")
    return sorted(held, key=_in_order)


def posts_of(place: Place, at: datetime) -> list[Post]:
    """Every role a place has, also those nobody holds."""
    team = team_of(place, at)
    return [Post(role, [one for one in team if one.role == role.name]) for role in roles_in("place")]


def coming_to(place: Place, at: datetime) -> list[PlaceRole]:
    """Roles that begin later, soonest first."""
    later = PlaceRole.objects.filter(place=place, starts_at__gt=at).exclude(ends_at__lte=at)
    return [
        one
        for one in later.select_related("account").order_by("starts_at", "pk")
        if one.ends_at is None or one.ends_at > one.starts_at
    ]


def formerly_of(place: Place, at: datetime) -> list[PlaceRole]:
    """Roles that have ended, latest first; one withdrawn before it began was never held."""
    past = PlaceRole.objects.filter(place=place, ends_at__lte=at).select_related("account")
    return [one for one in past.order_by("-ends_at", "-pk")[:200] if _was_held(one)]


def _was_held(one: PlaceRole) -> bool:
    return one.ends_at is None or one.ends_at > one.starts_at


def _in_order(one: PlaceRole) -> tuple[int, str, str]:
    return list(ROLES).index(one.role), one.account.shown_name().casefold(), str(one.pk)


def _box(place: Place) -> tuple[float, float, float, float]:
    if None in (place.west, place.south, place.east, place.north):
        return box_of(place.boundary)
    return place.west, place.south, place.east, place.north  # type: ignore[return-value]
