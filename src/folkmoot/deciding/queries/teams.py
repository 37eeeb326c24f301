"""Who is on the team of a place that runs a decision, by what each may do."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from folkmoot.deciding.models import Decision
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import COUNTING_OFFICER, ROLES
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


def who_could_count(decision: Decision, at: datetime) -> dict[UUID, str]:
    """Counting officers of its place who are not named yet in this decision, by name."""
    held = PlaceRole.objects.filter(place=decision.place_id, role=COUNTING_OFFICER.name)
    free = held.held_at(at).exclude(account__in=decision.counting_officers.values("account"))
    accounts = [each.account for each in free.select_related("account") if each.account]
    named = {account.pk: account.shown_name() for account in accounts}
    return dict(sorted(named.items(), key=lambda one: (one[1].casefold(), str(one[0]))))


def team_of(place: Place, at: datetime) -> Team:
    """Everyone who holds a role in a place now."""
    held = PlaceRole.objects.filter(place=place).held_at(at).select_related("account")
    return Team(tuple(held))
