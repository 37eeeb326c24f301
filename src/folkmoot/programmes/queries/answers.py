"""Who has to approve, who has, and who is still awaited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from folkmoot.kernel.access.roles import DECISION_MAKER, GRANT_MANAGER
from folkmoot.people.models import Account, Organisation
from folkmoot.programmes.models import (
    Approval,
    Programme,
    ProgrammeRole,
    Says,
    Version,
    VersionState,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One funder, and what it said of the wording as it is now; nothing while it is awaited."""

    organisation: Organisation
    approval: Approval | None
    earlier: tuple[Approval, ...]

    @property
    def approves(self) -> bool:
        """Whether this funder approved this wording."""
        return self.approval is not None and self.approval.says == Says.YES


def answers_to(version: Version) -> list[Answer]:
    """Every funder of a version, those awaited among them; two queries."""
    said = list(version.approvals.select_related("said_by", "organisation"))
    return [
        Answer(
            funder.organisation,
            next(
                (
                    each
                    for each in said
                    if each.organisation_id == funder.organisation_id
                    and each.sha256 == version.sha256
                ),
                None,
            ),
            tuple(
                each
                for each in said
                if each.organisation_id == funder.organisation_id and each.sha256 != version.sha256
            ),
        )
        for funder in version.funders.select_related("organisation")
    ]


def organisations_deciding(programme: Programme, *, at: datetime) -> set[object]:
    """Organisations with a decision-maker in the programme now."""
    held = ProgrammeRole.objects.filter(programme=programme, role=DECISION_MAKER.name).held_at(at)
    return set(held.values_list("organisation", flat=True))


def funders_silent(programme: Programme, *, at: datetime) -> list[str]:
    """Funders of the version in force with nobody who decides for them now."""
    found = programme.versions.filter(state=VersionState.AGREED).first()
    if found is None:
        return []
    deciding = organisations_deciding(programme, at=at)
    funders = found.funders.select_related("organisation")
    return [each.organisation.name for each in funders if each.organisation_id not in deciding]


def funders_deciding_for(
    version: Version, account: Account | AnonymousUser, *, at: datetime
) -> Sequence[Organisation]:
    """Funders of a version whom somebody decides for and who have not answered this wording."""
    held = ProgrammeRole.objects.filter(
        programme=version.programme_id,
        role=DECISION_MAKER.name,
        account=account if isinstance(account, Account) else None,
    ).held_at(at)
    said = version.approvals.filter(sha256=version.sha256).values("organisation")
    waiting = version.funders.filter(organisation__in=held.values("organisation"))
    rows = waiting.exclude(organisation__in=said).select_related("organisation")
    return [each.organisation for each in rows]


def decision_makers(version: Version, *, at: datetime) -> list[Account]:
    """Whoever decides now for a funder that has not answered this wording."""
    said = version.approvals.filter(sha256=version.sha256).values("organisation")
    awaited = version.funders.exclude(organisation__in=said).values("organisation")
    held = ProgrammeRole.objects.filter(
        programme=version.programme, role=DECISION_MAKER.name, organisation__in=awaited
    ).held_at(at)
    return _accounts(held)


def grant_managers(programme: Programme, *, at: datetime) -> list[Account]:
    """Whoever manages the programme's grants now."""
    held = ProgrammeRole.objects.filter(programme=programme, role=GRANT_MANAGER.name).held_at(at)
    return _accounts(held)


def _accounts(held: QuerySet[ProgrammeRole]) -> list[Account]:
    return list(Account.objects.filter(pk__in=held.values("account"), is_active=True))
