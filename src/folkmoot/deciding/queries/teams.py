"""Who is on the team of a place that runs a decision, by what each may do."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import ROLES
from folkmoot.kernel.ui.words import listed
from folkmoot.places.models import Place, PlaceRole


@dataclass(frozen=True, slots=True)
class Team:
    """Who may do what in a place, by name."""

    held: tuple[PlaceRole, ...]

    def who(self, permission: Permission) -> str:
        """The names of those who may, as a phrase."""
        names = self.who_may(permission)
        return listed(sorted(names.values())) if names else "nobody yet: name someone on the team"

    def who_may(self, permission: Permission) -> dict[UUID, str]:
        """The accounts of those who may, with their names."""
        return {
            each.account_id: each.account.shown_name()
            for each in self.held
            if each.account_id and permission in ROLES[each.role].permissions
        }


def team_of(place: Place, at: datetime) -> Team:
    """Everyone who holds a role in a place now."""
    held = PlaceRole.objects.filter(place=place).held_at(at).select_related("account")
    return Team(tuple(held))
