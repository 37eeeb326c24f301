"""Streets, groups, doors left in peace, and who listens."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import roles_permitting
from folkmoot.organising.models import DoNotCall, PeopleGroup, Street
from folkmoot.people.models import Account
from folkmoot.places.models import Place, PlaceRole


@dataclass(frozen=True, slots=True)
class Ground:
    """What the team knows of where people are."""

    streets: list[Street]
    groups: list[PeopleGroup]
    doors: list[DoNotCall]


def ground_of(place: Place, *, at: datetime) -> Ground:
    """Streets, groups and doors left in peace, as they are now; three queries."""
    doors = DoNotCall.objects.filter(
        place=place, lifted_at__isnull=True, until_date__gte=localdate(at)
    )
    return Ground(
        streets=list(Street.objects.filter(place=place, ended_at__isnull=True)),
        groups=list(PeopleGroup.objects.filter(place=place, ended_at__isnull=True)),
        doors=list(doors.select_related("street")),
    )


def listeners_in(place: Place, *, at: datetime) -> QuerySet[Account]:
    """Everybody who listens in the place now, by name."""
    listening = roles_permitting(Permission.LISTEN)
    held = PlaceRole.objects.filter(place=place, role__in=listening).held_at(at)
    return Account.objects.filter(pk__in=held.values("account"), is_active=True).order_by(
        "name", "pk"
    )
