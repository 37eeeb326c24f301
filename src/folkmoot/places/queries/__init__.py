"""Reading about places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
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
from folkmoot.places.analysis.boundaries import shown_of
from folkmoot.places.analysis.comparing import Change, compare, size_in_words
from folkmoot.places.analysis.reading import Geometry
from folkmoot.places.models import Boundary, Place, PlaceRole
from folkmoot.places.queries.points import (
    boundary_digest,
    drawing_contains,
    drawn_swapped,
    is_swapped,
    km_from,
    place_contains,
    read_point,
)

# What is asked of points stands in a file of its own, and is asked for here like the rest.
__all__ = [
    "boundary_digest",
    "drawing_contains",
    "drawn_swapped",
    "is_swapped",
    "km_from",
    "place_contains",
    "read_point",
]
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


def map_line(place: Place) -> Geometry | None:
    """The boundary in force, light enough for a map on a slow phone."""
    return shown_of(place.boundary) if place.boundary else None


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
    return holders_of(place, CONVENOR, at)


def holders_of(place: Place, role: Role, at: datetime) -> set[UUID]:
    """The accounts that hold a role in the place at that moment."""
    held = PlaceRole.objects.filter(place=place, role=role.name).held_at(at)
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
