"""What people say yes and no to: noted, and taken back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people import rules
from folkmoot.people.models import Account, Consent, Person
from folkmoot.people.models.consents import Asked, HowSaid, Said


@transaction.atomic
def note_consent(*, person: Person, asked: Asked, by: Account | None, at: datetime) -> Consent:
    """Keep what somebody answered, in the words they were asked. What was kept before stays.

    The newest answer to the same question, by when it was asked, is the one that holds.
    """
    [consent] = note_consents(person=person, asked=[asked], by=by, at=at)
    return consent


@transaction.atomic
def note_consents(
    *, person: Person, asked: Sequence[Asked], by: Account | None, at: datetime
) -> list[Consent]:
    """Keep several answers given at once; all of them, or none."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    for each in asked:
        refuse(rules.why_not_note_consent(person, each, at=at))
        record("consent_noted", about=person, by=by, at=at, purpose=each.purpose, said=each.said)
    return Consent.objects.bulk_create(_row(person, each, by=by, at=at) for each in asked)


@transaction.atomic
def note_first_answers(
    *, answers: Sequence[tuple[Person, Sequence[Asked]]], by: Account | None, at: datetime
) -> list[Consent]:
    """Keep what each of many people answered who have just come to be known; all, or nothing.

    Of nobody else: what somebody answered before is looked at by `note_consents` alone.
    """
    rows = []
    for person, asked in answers:
        for each in asked:
            refuse(rules.why_not_note_consent(person, each, at=at))
            rows.append(_row(person, each, by=by, at=at))
        record("consents_noted", about=person, by=by, at=at, number=len(asked))
    return Consent.objects.bulk_create(rows)


def _row(person: Person, asked: Asked, *, by: Account | None, at: datetime) -> Consent:
    return Consent(
        person=person,
        purpose=asked.purpose,
        through=asked.through,
        basis=asked.basis,
        said=asked.said,
        how=asked.how,
        wording=asked.wording.strip(),
        organisation=asked.organisation,
        legal_form=asked.legal_form,
        interest=asked.interest,
        details_date=asked.details_date,
        asked_at=min(asked.asked_at, at),
        noted_at=at,
        noted_by=by,
    )


@transaction.atomic
def take_back_consent(
    *, consent: Consent, how: str = HowSaid.SPOKEN, by: Account | None, at: datetime
) -> Consent:
    """Take a yes back: a further row, in the words of the first. From this moment it is a no."""
    [taken] = take_back_consents(consents=[consent], how=how, by=by, at=at)
    return taken


@transaction.atomic
def take_back_consents(
    *, consents: Sequence[Consent], how: str = HowSaid.SPOKEN, by: Account | None, at: datetime
) -> list[Consent]:
    """Take several yeses of one person back at once; all of them, or none."""
    if not consents:
        return []
    keys = {each.person_id for each in consents}
    rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    notes = {each.pk: each for each in rows}
    one = {each.same_as_id or each.pk for each in notes.values()}
    refuse("" if len(one) == 1 else "These are answers of several people.")
    before = Consent.objects.filter(takes_back__in=[each.pk for each in consents])
    gone = set(before.values_list("takes_back", flat=True))
    for each in consents:
        refuse(rules.why_not_take_back(each, is_gone=each.pk in gone))
        about = notes[each.person_id]
        record("consent_taken_back", about=about, by=by, at=at, purpose=each.purpose)
    return Consent.objects.bulk_create(_no_to(each, how, by=by, at=at) for each in consents)


def _no_to(consent: Consent, how: str, *, by: Account | None, at: datetime) -> Consent:
    return Consent(
        person_id=consent.person_id,
        purpose=consent.purpose,
        through=consent.through,
        basis=Consent._meta.get_field("basis").get_default(),
        said=Said.NO,
        how=how,
        wording=consent.wording,
        organisation_id=consent.organisation_id,
        legal_form=consent.legal_form,
        takes_back=consent,
        asked_at=max(at, consent.asked_at),
        noted_at=at,
        noted_by=by,
    )
