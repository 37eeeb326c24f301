"""Giving and ending roles in a programme."""

from datetime import datetime
from typing import Any

from django.db import transaction

from folkmoot.kernel.access.roles import GRANT_MANAGER, ROLES
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.actions import account_for
from folkmoot.people.models import Account
from folkmoot.programmes import notices, rules
from folkmoot.programmes.actions.locking import locked
from folkmoot.programmes.models import Appointment, Programme, ProgrammeRole


@transaction.atomic
def give_role(
    *,
    programme: Programme,
    appointment: Appointment,
    by: Account | None,
    at: datetime,
) -> ProgrammeRole:
    """Give someone a role, from now or a later day, until an end day or without one."""
    programme, role = locked(programme), appointment.role
    starts_at, ends_at = appointment.starts_at or at, appointment.ends_at
    leads = by is None or GRANT_MANAGER in programme.roles_of(by, at=at)
    refuse(rules.why_not_name_for(role, leads=leads))
    account = account_for(address=appointment.email, by=by, at=at)
    refuse(
        rules.why_not_give(
            programme, account, role, appointment.organisation, starts_at=starts_at, ends_at=ends_at
        )
    )
    held = ProgrammeRole.objects.create(
        programme=programme,
        account=account,
        role=role.name,
        organisation=appointment.organisation,
        starts_at=starts_at,
        ends_at=ends_at,
        given_by=by,
    )
    record("programme_role_given", about=programme, by=by, at=at, **_facts(held))
    notices.tell_of_role(held=held, by=by, at=at)
    return held


@transaction.atomic
def end_role(*, held: ProgrammeRole, by: Account | None, at: datetime) -> ProgrammeRole:
    """End a role now. One that has not begun never will."""
    programme = locked(held.programme)
    held = ProgrammeRole.objects.select_for_update().get(pk=held.pk)
    leads = by is None or GRANT_MANAGER in programme.roles_of(by, at=at)
    managers = programme.roles_held.filter(role=GRANT_MANAGER.name).held_at(at)
    refuse(
        rules.why_not_name_for(ROLES[held.role], leads=leads)
        or rules.why_not_end_role(held, managers=managers.values_list("account", flat=True), at=at)
    )
    held.ends_at = max(at, held.starts_at)
    held.save(update_fields=["ends_at"])
    record("programme_role_ended", about=programme, by=by, at=at, **_facts(held))
    return held


def _facts(held: ProgrammeRole) -> dict[str, Any]:
    """What the account says of a role: whose it is by key, never by name."""
    return {
        "account": str(held.account_id),
        "role": held.role,
        "organisation": str(held.organisation_id or ""),
        "starts_at": held.starts_at.isoformat(),
        "ends_at": held.ends_at.isoformat() if held.ends_at else None,
    }
