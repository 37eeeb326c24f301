"""Whom to tell of which returns."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.timezone import localdate

from folkmoot.awards.models import WITH_RECIPIENT, Award, AwardStage, Return
from folkmoot.awards.returning.lateness import HOLDER, MANAGER, OFFICER, STEPS
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import roles_permitting
from folkmoot.people.models import Account, OrganisationRole

PERMISSION = {
    HOLDER: Permission.RETURN_WRITE,
    OFFICER: Permission.RETURN_CERTIFY,
    MANAGER: Permission.RETURN_ACCEPT,
}


def returns_to_remind_of(at: datetime) -> QuerySet[Return]:
    """Those the recipient owes whose first reminder has come; one query."""
    soon = localdate(at) - timedelta(days=STEPS[0].days)
    rows = Return.objects.filter(
        stage__in=WITH_RECIPIENT, due_date__lte=soon, award__stage=AwardStage.ACTIVE
    )
    return rows.select_related("award")


def accounts_holding(who: str, award: Award, *, at: datetime) -> list[Account]:
    """Those who are this to an award now, each once."""
    permission = PERMISSION[who]
    side = award.funder_id if who == MANAGER else award.recipient_id
    held = OrganisationRole.objects.held_at(at).filter(
        organisation=side, role__in=roles_permitting(permission), account__isnull=False
    )
    rows = Account.objects.filter(pk__in=held.values("account"), is_active=True)
    return list(rows.order_by("email"))


def writers_of(returns: Sequence[Return], *, at: datetime) -> dict[Account, list[Return]]:
    """Who writes which of these returns now, of awards that are signed; one query."""
    signed = [each for each in returns if each.award.stage in ("ACTIVE", "SUSPENDED")]
    held = OrganisationRole.objects.held_at(at).filter(
        organisation__in={each.award.recipient_id for each in signed},
        role__in=roles_permitting(Permission.RETURN_WRITE),
        account__is_active=True,
    )
    theirs: dict[Account, set[object]] = {}
    for role in held.select_related("account").order_by("account__email"):
        if role.account:
            theirs.setdefault(role.account, set()).add(role.organisation_id)
    return {
        account: [each for each in signed if each.award.recipient_id in where]
        for account, where in theirs.items()
    }
