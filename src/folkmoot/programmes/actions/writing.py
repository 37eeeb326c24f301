"""Writing a draft: what it is for, how it decides, who pays how much, in which phases."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.people.models import Account, Organisation
from folkmoot.programmes import rules
from folkmoot.programmes.actions.locking import locked_version
from folkmoot.programmes.models import (
    Criterion,
    CriterionPlan,
    Envelope,
    Extension,
    Funder,
    Phase,
    PhasePlan,
    Terms,
    Version,
)


@transaction.atomic
def write_terms(*, version: Version, terms: Terms, by: Account | None, at: datetime) -> Version:
    """What it is for and how it decides. Money of years it no longer has is taken out."""
    version = locked_version(version)
    refuse(rules.why_not_write(version) or rules.why_not_terms(terms))
    version.principles, version.why = terms.principles.strip(), terms.why.strip()
    version.rule, version.quorum = terms.rule, terms.quorum
    version.delegations = "\n".join(line.strip() for line in terms.delegations if line.strip())
    version.first_year, version.n_years = terms.first_year, terms.n_years
    version.save()
    Envelope.objects.filter(funder__version=version).exclude(year__in=version.years).delete()
    record("programme_terms_written", about=version, by=by, at=at)
    return version


@transaction.atomic
def set_criteria(
    *, version: Version, criteria: Sequence[CriterionPlan], by: Account | None, at: datetime
) -> Version:
    """All criteria, in the place of those before."""
    version = locked_version(version)
    refuse(rules.why_not_write(version) or rules.why_not_criteria(criteria))
    version.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(version=version, number=number, name=each.name, weight=each.weight)
        for number, each in enumerate(criteria, 1)
    )
    record("programme_criteria_set", about=version, by=by, at=at, n=len(criteria))
    return version


@transaction.atomic
def add_funder(
    *, version: Version, organisation: Organisation, by: Account | None, at: datetime
) -> Funder:
    """Somebody else pays too, and so has to approve."""
    version = locked_version(version)
    there = version.funders.values_list("organisation", flat=True)
    refuse(rules.why_not_write(version) or rules.why_not_fund(organisation, there))
    funder = Funder.objects.create(version=version, organisation=organisation)
    record("programme_funder_added", about=version, by=by, at=at, organisation=organisation.ref)
    return funder


@transaction.atomic
def drop_funder(*, funder: Funder, by: Account | None, at: datetime) -> Version:
    """Somebody does not pay after all."""
    version = locked_version(funder.version)
    refuse(rules.why_not_write(version))
    funder = version.funders.select_related("organisation").get(pk=funder.pk)
    funder.envelopes.all().delete()
    funder.delete()
    record(
        "programme_funder_dropped",
        about=version,
        by=by,
        at=at,
        organisation=funder.organisation.ref,
    )
    return version


@transaction.atomic
def set_money(
    *, version: Version, money: Mapping[tuple[int, int], int], by: Account | None, at: datetime
) -> Version:
    """What each funder sets aside for each year, in pence: `{(funder, year): pence}`."""
    version = locked_version(version)
    refuse(rules.why_not_write(version))
    funders = {each.pk: each for each in version.funders.all()}
    if any(key not in funders or year not in version.years for key, year in money):
        raise Refused("The funders or the years have changed meanwhile. Look again.")
    Envelope.objects.filter(funder__version=version).delete()
    Envelope.objects.bulk_create(
        Envelope(funder=funders[key], year=year, amount_pence=pence)
        for (key, year), pence in sorted(money.items())
        if pence
    )
    record("programme_money_set", about=version, by=by, at=at, pence=sum(money.values()))
    return version


@transaction.atomic
def add_phase(*, version: Version, plan: PhasePlan, by: Account | None, at: datetime) -> Phase:
    """Another phase, after all there are."""
    version = locked_version(version)
    before = version.programme.phases.order_by("-number").first()
    refuse(rules.why_not_write(version) or rules.why_not_add_phase(plan, before))
    phase = Phase.objects.create(
        programme=version.programme,
        version=version,
        number=before.number + 1 if before else 1,
        name=plan.name,
        what=plan.what,
        starts_date=plan.starts_date,
        ends_date=plan.ends_date,
        ceiling_pence=plan.ceiling_pence,
        gate=plan.gate,
    )
    record("programme_phase_added", about=version, by=by, at=at, number=phase.number)
    return phase


@transaction.atomic
def drop_phase(*, phase: Phase, by: Account | None, at: datetime) -> Version:
    """The last phase is not to be after all; only while its version is written."""
    version = locked_version(phase.version)
    refuse(rules.why_not_write(version))
    if version.programme.phases.filter(number__gt=phase.number).exists():
        raise Refused("Take out the phases after it first.")
    number = phase.number
    phase.delete()
    record("programme_phase_dropped", about=version, by=by, at=at, number=number)
    return version


@transaction.atomic
def extend_phase(
    *,
    version: Version,
    phase: Phase,
    ends_date: date,
    why: str,
    by: Account | None,
    at: datetime,
) -> Extension:
    """A phase that was agreed on goes on longer, once the funders approve this version."""
    version = locked_version(version)
    phase = version.programme.phases.get(pk=phase.pk)
    extended = version.extensions.filter(phase=phase).exists()
    refuse(
        rules.why_not_write(version)
        or rules.why_not_extend(version, phase, ends_date, why, extended=extended)
    )
    extension = Extension.objects.create(
        version=version, phase=phase, ends_date=ends_date, why=why.strip()
    )
    record("programme_phase_extended", about=version, by=by, at=at, number=phase.number)
    return extension


@transaction.atomic
def drop_extension(*, extension: Extension, by: Account | None, at: datetime) -> Version:
    """It ends when it was to end after all; only while the version is written."""
    version = locked_version(extension.version)
    refuse(rules.why_not_write(version))
    number = extension.phase.number
    extension.delete()
    record("programme_extension_dropped", about=version, by=by, at=at, number=number)
    return version
