"""All that this room waits for from one person: what they have no hand in is not asked about."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, QuerySet

from folkmoot.awards.models import Panellist
from folkmoot.awards.queries import loans, small, support
from folkmoot.awards.queries.tasks import waiting_in_awards
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import CONTRACTOR, roles_permitting
from folkmoot.kernel.prepared import prepared
from folkmoot.kernel.waiting import Task
from folkmoot.people.models import Account, OrganisationRole
from folkmoot.places.queries.teams import Teams
from folkmoot.programmes.models import ProgrammeRole


@dataclass(frozen=True, slots=True)
class Hands:
    """Where an account has a hand in money or support, besides its places."""

    in_money: bool
    on_a_panel: bool
    in_support: bool


def hands_of(account: Account, at: datetime) -> Hands:
    """Whether there is anything to ask about at all; one query."""
    rows = _hands(account.pk, at)
    return Hands(*rows[0]) if rows else Hands(in_money=False, on_a_panel=False, in_support=False)


@prepared
def _hands(account: UUID, at: datetime) -> QuerySet[Account, tuple[bool, bool, bool]]:
    money = roles_permitting(Permission.AWARD_SEE, Permission.SMALL_GRANT_PAY)
    held = OrganisationRole.objects.held_at(at).filter(account=account, role__in=money)
    panels = Panellist.objects.serving().filter(account=account)
    helps = ProgrammeRole.objects.held_at(at).filter(account=account, role=CONTRACTOR.name)
    asked = Account.objects.filter(pk=account)
    return asked.values_list(Exists(held), Exists(panels), Exists(helps))


def everything_waiting(account: Account, at: datetime, *, teams: Teams) -> list[Task]:
    """What waits on a person in awards, small grants, support and loans.

    One query for those with no hand in any; the more hands, the more queries.
    """
    hands, found = hands_of(account, at), list[Task]()
    if hands.in_money:
        found += [*waiting_in_awards(account, at), *loans.tasks_for(account, at)]
        found += small.to_pay(account)
    if hands.on_a_panel:
        found += small.to_say(account, at)
    if teams.permitting(Permission.SMALL_FUND_KEEP):
        found += [*small.for_team(account, at), *small.to_name(account)]
    if hands.in_support or teams.permitting(Permission.SUPPORT_AGREE):
        found += support.tasks_for(account, at)
    return found
