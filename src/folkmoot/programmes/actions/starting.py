"""Starting a programme, and writing its next version."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate

from folkmoot.kernel.access.roles import GRANT_MANAGER
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account
from folkmoot.programmes import rules
from folkmoot.programmes.actions.locking import locked
from folkmoot.programmes.actions.team import give_role
from folkmoot.programmes.models import (
    Appointment,
    Criterion,
    Envelope,
    Funder,
    Programme,
    Version,
    VersionState,
)

OPEN = (VersionState.DRAFT, VersionState.PROPOSED)


@transaction.atomic
def start_programme(
    *, name: str, summary: str, manager: str = "", by: Account | None, at: datetime
) -> Programme:
    """A programme with an empty first version. `manager` is the grant manager's e-mail address."""
    name, summary = " ".join(name.split()), summary.strip()
    refuse(rules.why_not_name(name) or rules.why_not_summary(summary))
    programme = Programme.objects.create(
        name=name,
        slug=_free_slug(name),
        summary=summary,
        stage_at=at,
        started_at=at,
        started_by=by,
    )
    Version.objects.create(
        programme=programme,
        number=1,
        first_year=localdate(at).year,
        drafted_at=at,
        drafted_by=by,
    )
    record("programme_started", about=programme, by=by, at=at, name=name)
    if manager:
        give_role(
            programme=programme, appointment=Appointment(manager, GRANT_MANAGER), by=by, at=at
        )
    return programme


@transaction.atomic
def draft_version(*, programme: Programme, by: Account | None, at: datetime) -> Version:
    """Begin the next version from the one in force, which stays as it is until all approve."""
    programme = locked(programme)
    refuse(rules.why_not_draft(programme, programme.versions.filter(state__in=OPEN).first()))
    before = programme.versions.get(state=VersionState.AGREED)
    draft = Version.objects.create(
        programme=programme,
        number=before.number + 1,
        principles=before.principles,
        rule=before.rule,
        quorum=before.quorum,
        delegations=before.delegations,
        first_year=before.first_year,
        n_years=before.n_years,
        drafted_at=at,
        drafted_by=by,
    )
    Criterion.objects.bulk_create(
        Criterion(version=draft, number=each.number, name=each.name, weight=each.weight)
        for each in before.criteria.all()
    )
    for funder in before.funders.prefetch_related("envelopes"):
        again = Funder.objects.create(version=draft, organisation_id=funder.organisation_id)
        Envelope.objects.bulk_create(
            Envelope(funder=again, year=each.year, amount_pence=each.amount_pence)
            for each in funder.envelopes.all()
        )
    record("programme_version_drafted", about=draft, by=by, at=at, number=draft.number)
    return draft


def _free_slug(name: str) -> str:
    """An address no other programme has."""
    stem = slugify(name)[:56].strip("-_").replace("_", "-") or "programme"
    taken = set(Programme.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= rules.KEPT_SLUGS
    tries = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 3))
    return next(each for each in tries if each not in taken)
