"""Asking a partnership whole whom each of its organisations works with."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising import rules
from folkmoot.organising.models import Partner, PartnerSurvey
from folkmoot.people.models import Account, Organisation
from folkmoot.places.models import Place


@transaction.atomic
def ask_partners(
    *, place: Place, name: str, partners: Sequence[str], by: Account | None, at: datetime
) -> PartnerSurvey:
    """Write down who is asked. A name in the list of organisations brings its kind along."""
    once = [each.strip() for each in partners if each.strip()]
    refuse(rules.why_not_ask_partners(name, once))
    survey = PartnerSurvey.objects.create(place=place, name=name.strip(), asked_at=at, asked_by=by)
    known = _known(once)
    Partner.objects.bulk_create(_partner(survey, each, known.get(each.casefold())) for each in once)
    record("partners_asked", about=survey, by=by, at=at, partners=len(once))
    return survey


@transaction.atomic
def answer_for_partner(
    *, partner: Partner, works_with: Sequence[Partner], by: Account | None, at: datetime
) -> Partner:
    """Whom it works with, in place of what it said before; nobody is an answer too."""
    rows = Partner.objects.select_for_update(of=("self",)).select_related("survey__place")
    locked: Partner = rows.get(pk=partner.pk)
    refuse(rules.why_not_answer_partner(locked, works_with))
    locked.works_with.set(works_with)
    locked.answered_at, locked.answered_by = at, by
    locked.save(update_fields=["answered_at", "answered_by"])
    record("partner_answered", about=locked, by=by, at=at, works_with=len(works_with))
    return locked


@transaction.atomic
def close_partner_survey(
    *, survey: PartnerSurvey, by: Account | None, at: datetime
) -> PartnerSurvey:
    """From now on the answers stay as they are."""
    locked: PartnerSurvey = PartnerSurvey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    n_missing = locked.partners.filter(answered_at__isnull=True).count()
    refuse(rules.why_not_close_survey(locked, n_missing=n_missing))
    locked.closed_at = at
    locked.save(update_fields=["closed_at"])
    record("partner_survey_closed", about=locked, by=by, at=at)
    return locked


def _known(names: Sequence[str]) -> dict[str, Organisation]:
    found = Organisation.objects.filter(name__in=names).order_by("pk")
    return {each.name.casefold(): each for each in found}


def _partner(survey: PartnerSurvey, name: str, organisation: Organisation | None) -> Partner:
    kind = organisation.kind if organisation else Organisation.Kind.GROUP
    return Partner(survey=survey, name=name, kind=kind, organisation=organisation)
