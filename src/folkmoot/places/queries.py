"""Reading about places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, hypot, radians
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Lower

from folkmoot.kernel.access.may import may
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import CONVENOR, ROLES, Role
from folkmoot.kernel.ui.drawing import silhouette
from folkmoot.kernel.ui.words import day
from folkmoot.people.models import Account
from folkmoot.places import rules
from folkmoot.places.analysis import colours
from folkmoot.places.analysis.boundaries import KEPT, box_of, digest_of, shown_of
from folkmoot.places.analysis.comparing import Change, compare, size_in_words
from folkmoot.places.analysis.reading import Geometry
from folkmoot.places.models import Boundary, Place, PlaceRole

Box = tuple[float, float, float, float]  # west, south, east, north

KM_A_DEGREE = 111.2
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
    west, south, east, north = _box(place, place.boundary)
    if not (west <= lon <= east and south <= lat <= north):
        return False
    return KEPT.contains(boundary_digest(place), place.boundary, lon, lat)


def is_swapped(place: Place, lon: float, lat: float) -> bool:
    """Whether a point is not in the place, and would be with its two numbers changed round."""
    return not place_contains(place, lon, lat) and place_contains(place, lat, lon)


def drawn_swapped(place: Place, geometry: Geometry) -> bool:
    """Whether a new drawing meets the one in force only with its two numbers changed round."""
    if not place.boundary:
        return False
    was, (west, south, east, north) = _box(place, place.boundary), box_of(geometry)
    return not _meet(was, (west, south, east, north)) and _meet(was, (south, west, north, east))


def km_from(place: Place, lon: float, lat: float) -> float:
    """How far a point is from the box around the place, to about a percent; 0 within it."""
    if not place.boundary:
        return 0.0
    west, south, east, north = _box(place, place.boundary)
    to_north = max(south - lat, 0.0, lat - north)
    to_east = max(west - lon, 0.0, lon - east)
    return KM_A_DEGREE * hypot(to_north, to_east * cos(radians((south + north) / 2)))


def drawing_contains(place: Place, digest: str, lon: float, lat: float) -> bool:
    """Whether a point is in the place as one of its drawings has it, in force or earlier."""
    if digest == boundary_digest(place):
        return place_contains(place, lon, lat)
    drawing = place.boundaries.filter(sha256=digest).first() if digest else None
    return bool(drawing and KEPT.contains(digest, drawing.geometry, lon, lat))


def map_line(place: Place) -> Geometry | None:
    """The boundary in force, light enough for a map on a slow phone."""
    return shown_of(place.boundary) if place.boundary else None


def boundary_digest(place: Place) -> str:
    """SHA-256 of the boundary in force as canonical GeoJSON; "" while nothing is drawn."""
    if not place.boundary:
        return ""
    return place.boundary_sha256 or digest_of(place.boundary)


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing in the list of them."""

    key: UUID
    drawn_at: datetime
    reason: str
    size: str


def drawings_of(place: Place) -> list[Drawing]:
    """How the place has been drawn, latest first, without the lines themselves."""
    rows = place.boundaries.values_list("pk", "drawn_at", "reason", "area_km2")
    return [Drawing(key, at, reason, size_in_words(area)) for key, at, reason, area in rows]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A drawing beside the one before it."""

    after: Boundary
    before: Boundary
    change: Change

    @property
    def sentence(self) -> str:
        """What changed, as a headline."""
        return f"The drawing of {day(self.after.drawn_at)} {self.change.in_words}"

    @property
    def line(self) -> Geometry:
        """The later drawing, for the map."""
        return shown_of(self.after.geometry)

    @property
    def kept(self) -> str:
        """How much ground is in both."""
        return size_in_words(self.change.kept_km2)

    @property
    def areas(self) -> list[dict[str, object]]:
        """The earlier drawing, for the map."""
        return [{"geometry": shown_of(self.before.geometry), "label": f"{self.before.drawn_at:%Y}"}]


def comparison(place: Place, drawing: str = "") -> Comparison | None:
    """The drawing with that key (else the newest) beside the one before; nothing for the first."""
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
    return [
        Post(role, [one for one in team if one.role == role.name]) for role in rules.PLACE_ROLES
    ]


def convenors_of(place: Place, at: datetime) -> set[UUID]:
    """The accounts that lead the place at that moment."""
    held = PlaceRole.objects.filter(place=place, role=CONVENOR.name).held_at(at)
    return set(held.values_list("account", flat=True))


@dataclass(frozen=True, slots=True)
class Line:
    """One role on the page where the team is named, and whether it can be ended."""

    held: PlaceRole
    why_not: str

    @property
    def last_day(self) -> datetime | None:
        """A role that ends at midnight was last held the day before."""
        return self.held.ends_at - timedelta(microseconds=1) if self.held.ends_at else None


@dataclass(frozen=True, slots=True)
class Roster:
    """A place's team as those who name it see it."""

    leads: bool
    now: list[Line]
    coming: list[Line]
    former: list[Line]


def roster_of(place: Place, user: Account, *, at: datetime) -> Roster:
    """Who holds, will hold and held a role, and what this user may end."""
    leads, team = rules.leads(place, user, at=at), team_of(place, at)
    convenors = {one.account_id for one in team if one.role == CONVENOR.name}

    def line(one: PlaceRole) -> Line:
        why_not = rules.why_not_name_for(ROLES[one.role], leads=leads)
        return Line(one, why_not or rules.why_not_end(one, convenors=convenors, at=at))

    return Roster(
        leads=leads,
        now=[line(one) for one in team],
        coming=[line(one) for one in coming_to(place, at)],
        former=[Line(one, "") for one in formerly_of(place, at)],
    )


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


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes share any ground."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _box(place: Place, boundary: Geometry) -> Box:
    if None in (place.west, place.south, place.east, place.north):
        return box_of(boundary)
    return place.west, place.south, place.east, place.north  # type: ignore[return-value]


def everything_about(account: Account) -> dict[str, object]:
    """All that this room knows of one account, to take away; its roles come with the account."""
    drawn = Boundary.objects.filter(drawn_by=account).select_related("place").defer("geometry")
    return {
        "places_drawn": [
            {
                "place": each.place.name,
                "drawn_at": each.drawn_at.isoformat(),
                "reason": each.reason,
            }
            for each in drawn.order_by("drawn_at", "id")
        ]
    }
