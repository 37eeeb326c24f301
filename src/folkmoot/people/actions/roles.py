"""Giving and ending roles held in the site and in organisations."""

from datetime import datetime

from django.db import transaction

from folkmoot.kernel.access.roles import CUSTODIAN, Role
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people import notices, rules
from folkmoot.people.actions.accounts import account_for
from folkmoot.people.models import Account, Organisation, OrganisationRole, SiteRole


@transaction.atomic
def give_site_role(*, email: str, role: Role, by: Account | None, at: datetime) -> SiteRole:
    """Give someone a role in the whole site, by their e-mail address.

    They need not have been here before: the account waits for whoever reads that mailbox.
    Refused when they hold the role already.
    """
    account = account_for(address=email, by=by, at=at)
    account = Account.objects.select_for_update().get(pk=account.pk)
    has_it = SiteRole.objects.filter(account=account, role=role.name, ends_at__isnull=True)
    refuse(rules.why_not_give_role(role, "site", has_it=has_it.exists()))
    held = SiteRole.objects.create(account=account, role=role.name, starts_at=at, given_by=by)
    record("site_role_given", about=held, by=by, at=at, role=role.name)
    notices.tell_of_role(
        account=account, role=role, where="this Folkmoot", about=held, by=by, at=at
    )
    return held


@transaction.atomic
def end_site_role(*, held: SiteRole, by: Account | None, at: datetime) -> SiteRole:
    """End a role in the site. Refused to the last steward, and when it has ended before."""
    # Every current row is locked, so that two stewards cannot end each other's role at once.
    list(SiteRole.objects.select_for_update().filter(ends_at__isnull=True))
    held = SiteRole.objects.select_for_update().get(pk=held.pk)
    refuse(rules.why_not_end_role(held, at=at))
    held.ends_at = at
    held.save(update_fields=["ends_at"])
    record("site_role_ended", about=held, by=by, at=at, role=held.role)
    return held


@transaction.atomic
def give_organisation_role(
    *,
    organisation: Organisation,
    email: str,
    role: Role = CUSTODIAN,
    by: Account | None,
    at: datetime,
) -> OrganisationRole:
    """Give someone a role in an organisation, by their e-mail address.

    Refused when they hold the role already.
    """
    account = account_for(address=email, by=by, at=at)
    account = Account.objects.select_for_update().get(pk=account.pk)
    has_it = OrganisationRole.objects.filter(
        organisation=organisation, account=account, role=role.name, ends_at__isnull=True
    )
    refuse(rules.why_not_give_role(role, "organisation", has_it=has_it.exists()))
    held = OrganisationRole.objects.create(
        organisation=organisation, account=account, role=role.name, starts_at=at, given_by=by
    )
    record("organisation_role_given", about=held, by=by, at=at, role=role.name)
    notices.tell_of_role(
        account=account, role=role, where=organisation.name, about=held, by=by, at=at
    )
    return held


@transaction.atomic
def end_organisation_role(
    *, held: OrganisationRole, by: Account | None, at: datetime
) -> OrganisationRole:
    """End a role in an organisation. Refused when it has ended before."""
    held = OrganisationRole.objects.select_for_update().get(pk=held.pk)
    refuse(rules.why_not_end_role(held, at=at))
    held.ends_at = at
    held.save(update_fields=["ends_at"])
    record("organisation_role_ended", about=held, by=by, at=at, role=held.role)
    return held
