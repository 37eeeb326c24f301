"""Who writes an application together."""

from datetime import datetime

from django.db import transaction

from folkmoot.granting import notices, queries, rules
from folkmoot.granting.actions.locking import locked
from folkmoot.granting.models import Application, ApplicationRole
from folkmoot.kernel.access.roles import APPLICANT, LEAD_APPLICANT
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.people.actions import account_for
from folkmoot.people.models import Account

MOST = 30


@transaction.atomic
def add_colleague(
    *,
    application: Application,
    email: str,
    may_lead: bool = False,
    by: Account | None,
    at: datetime,
) -> ApplicationRole:
    """Somebody writes along from now on, or leads it too; we write to them."""
    application = locked(application)
    refuse(rules.why_not_lead(application, leads=queries.leads(application, by, at=at)))
    if application.roles_held.held_at(at).count() >= MOST:
        raise Refused(f"At most {MOST} people write one application.")
    account = account_for(address=email, by=by, at=at)
    if application.roles_held.filter(account=account).held_at(at).exists():
        raise Refused(f"{account.shown_name()} is on the team already.")
    held = ApplicationRole.objects.create(
        application=application,
        account=account,
        role=(LEAD_APPLICANT if may_lead else APPLICANT).name,
        starts_at=at,
        given_by=by,
    )
    record("application_colleague_added", about=held, by=by, at=at, role=held.role)
    notices.tell_colleague(held, by=by, at=at)
    return held


@transaction.atomic
def end_colleague(*, held: ApplicationRole, by: Account | None, at: datetime) -> ApplicationRole:
    """Somebody does not write it any more. One who leads it stays."""
    application = locked(held.application)
    held = ApplicationRole.objects.select_for_update().get(pk=held.pk)
    refuse(rules.why_not_lead(application, leads=queries.leads(application, by, at=at)))
    leading = application.roles_held.filter(role=LEAD_APPLICANT.name).held_at(at)
    if held.ends_at is not None:
        raise Refused("They are not on the team any more.")
    if held.role == LEAD_APPLICANT.name and leading.count() < 2:
        raise Refused("Somebody has to lead it. Add another who leads, and then end this.")
    held.ends_at = at
    held.save(update_fields=["ends_at"])
    record("application_colleague_ended", about=held, by=by, at=at)
    return held
