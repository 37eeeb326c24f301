"""Guests: how many come, who they are, what they need."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from folkmoot.gatherings.models import Gathering, GatheringStage, Guest, Reply
from folkmoot.kernel import links

MOST_LISTED = 1000


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many, households counted whole."""

    n_coming: int
    n_perhaps: int
    n_children: int
    n_unanswered: int
    n_named: int  # came, by name
    n_came: int | None  # came in all: heads when they were counted, else names


@dataclass(frozen=True, slots=True)
class GuestList:
    """The team's list."""

    guests: list[Guest]
    numbers: Numbers
    n_forgotten: int

    @property
    def needs(self) -> list[Guest]:
        """Guests who come and need something, for whoever sees to it."""
        return [g for g in self.guests if g.reply in (Reply.COMING, Reply.PERHAPS) and g.needs]


def numbers_of(gathering: Gathering) -> Numbers:
    """How many come and came; one query."""
    coming, perhaps = Q(reply=Reply.COMING), Q(reply=Reply.PERHAPS)
    told = gathering.guests.aggregate(
        coming=Coalesce(Sum("n_people", filter=coming), 0),
        perhaps=Coalesce(Sum("n_people", filter=perhaps), 0),
        children=Coalesce(Sum("n_children", filter=coming), 0),
        unanswered=Count("pk", filter=Q(reply=Reply.ASKED)),
        named=Coalesce(Sum("n_people", filter=Q(came_at__isnull=False)), 0),
    )
    counted = gathering.n_counted
    by_name = told["named"] if gathering.stage == GatheringStage.HELD else None
    return Numbers(
        n_coming=told["coming"],
        n_perhaps=told["perhaps"],
        n_children=told["children"],
        n_unanswered=told["unanswered"],
        n_named=told["named"],
        n_came=counted if counted is not None else by_name,
    )


def guest_list(gathering: Gathering) -> GuestList:
    """Everyone on the list, by what they said and by name; three queries."""
    known = gathering.guests.known().order_by("reply", "name", "id")
    guests = list(known[:MOST_LISTED])
    for guest in guests:
        guest.gathering = gathering
    return GuestList(
        guests=guests,
        numbers=numbers_of(gathering),
        n_forgotten=gathering.guests.filter(forgotten_at__isnull=False).count(),
    )


def guest_by_secret(secret: str) -> Guest | None:
    """Whose private link this is; nobody's when they took it back or it was forgotten."""
    rows = Guest.objects.known().select_related("gathering__place", "gathering__day")
    return rows.filter(secret_hash=links.hash_of(secret)).first()
