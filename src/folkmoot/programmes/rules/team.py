"""Who may be on a programme's team."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from folkmoot.kernel.access.roles import DECISION_MAKER, GRANT_MANAGER, Role, roles_in
from folkmoot.kernel.ui.words import day
from folkmoot.people.models import Account, Organisation
from folkmoot.programmes.models import Programme, ProgrammeRole

PROGRAMME_ROLES = roles_in("programme")


def why_not_name_for(role: Role, *, leads: bool) -> str:
    """Grant managers name the team. A steward, from outside, names only grant managers."""
    if role not in PROGRAMME_ROLES:
        return "That role is not held in a programme."
    if leads or role == GRANT_MANAGER:
        return ""
    return "A steward names the grant manager, and the grant manager names the rest of the team."


def why_not_give(
    programme: Programme,
    account: Account,
    role: Role,
    organisation: Organisation | None,
    *,
    starts_at: datetime,
    ends_at: datetime | None,
) -> str:
    if role == DECISION_MAKER and organisation is None:
        return "Say for which funder they decide."
    if ends_at is not None and ends_at <= starts_at:
        return "The last day cannot be before the first."
    same = ProgrammeRole.objects.filter(
        programme=programme, account=account, role=role.name, organisation=organisation
    )
    meets = same.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=starts_at))
    if ends_at is not None:
        meets = meets.filter(starts_at__lt=ends_at)
    already = meets.first()
    if already is None:
        return ""
    until = f" until {day(already.ends_at)}" if already.ends_at else ""
    return f"{account.shown_name()} is already {role.name} from {day(already.starts_at)}{until}."


def why_not_end_role(held: ProgrammeRole, *, managers: Collection[object], at: datetime) -> str:
    """`managers` are the accounts that manage the programme's grants today."""
    if held.ends_at is not None and held.ends_at <= at:
        return "That role has already ended."
    if held.role != GRANT_MANAGER.name or held.starts_at > at:
        return ""
    if set(managers) - {held.account_id}:
        return ""
    return "A programme needs a grant manager. Name another first, and then this role can end."
