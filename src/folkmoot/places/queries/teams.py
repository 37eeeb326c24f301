"""Where somebody is on a team, read once for everything that waits on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import permitted_by
from folkmoot.kernel.prepared import prepared
from folkmoot.people.models import Account
from folkmoot.places.models import Place, PlaceRole


@dataclass(frozen=True, slots=True)
class Teams:
    """Places whose team an account is on at one moment, what it is there, and what it may do.

    A role in the whole site opens no place's papers, and is not among these.
    """

    roles: Mapping[Place, tuple[str, ...]]
    may: Mapping[Place, frozenset[Permission]]

    def permitting(self, *permissions: Permission) -> list[Place]:
        """Places where one of these is permitted; without their drawings."""
        return [place for place, may in self.may.items() if may.intersection(permissions)]


def teams_of(account: Account, *, at: datetime) -> Teams:
    """Where an account is on a team; one query."""
    roles: dict[Place, tuple[str, ...]] = {}
    for one in _roles_held(account.pk, at):
        roles[one.place] = (*roles.get(one.place, ()), one.role)
    return Teams(roles, {place: permitted_by(names) for place, names in roles.items()})


@prepared
def _roles_held(account: UUID, at: datetime) -> QuerySet[PlaceRole]:
    held = PlaceRole.objects.held_at(at).filter(account=account).select_related("place")
    return held.defer("place__boundary", "place__outline").order_by("starts_at", "pk")
