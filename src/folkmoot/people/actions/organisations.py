"""Organisations and the numbers they are known by."""

from datetime import datetime

from django.db import IntegrityError, transaction

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.people import identifiers, rules
from folkmoot.people.models import Account, Organisation, OrganisationIdentifier


@transaction.atomic
def add_organisation(
    *,
    name: str,
    kind: str = "group",
    website: str = "",
    numbers: tuple[tuple[str, str], ...] = (),
    by: Account | None,
    at: datetime,
) -> Organisation:
    """Add an organisation, with the numbers it has: ("GB-CHC", "1234567"), ….

    One that no list has gets a number of ours, so that each can always be pointed to. Refused
    when a number is badly written, or when another organisation has it.
    """
    refuse(rules.why_not_named(name))
    organisation = Organisation.objects.create(
        name=" ".join(name.split()), kind=kind, website=website.strip()
    )
    for scheme, value in numbers:
        _keep_identifier(organisation, scheme, value)
    if not numbers:
        OrganisationIdentifier.objects.create(
            organisation=organisation, scheme=identifiers.LOCAL, value=organisation.ref
        )
    _prefer_the_best(organisation)
    record("organisation_added", about=organisation, by=by, at=at)
    return organisation


@transaction.atomic
def edit_organisation(
    *,
    organisation: Organisation,
    name: str,
    kind: str,
    website: str,
    by: Account | None,
    at: datetime,
) -> Organisation:
    """Put right what is known about an organisation."""
    organisation = _locked(organisation)
    refuse(rules.why_not_named(name))
    organisation.name = " ".join(name.split())
    organisation.kind, organisation.website = kind, website.strip()
    organisation.save(update_fields=["name", "kind", "website"])
    record("organisation_edited", about=organisation, by=by, at=at)
    return organisation


@transaction.atomic
def add_identifier(
    *, organisation: Organisation, scheme: str, value: str, by: Account | None, at: datetime
) -> OrganisationIdentifier:
    """Add a number from an official list. It is preferred if only ours was there before.

    Refused when it is badly written, or when another organisation has it.
    """
    organisation = _locked(organisation)
    identifier = _keep_identifier(organisation, scheme, value)
    preferred = organisation.identifiers.filter(preferred=True).first()
    if preferred is None or preferred.scheme == identifiers.LOCAL:
        _prefer(organisation, identifier)
    record("identifier_added", about=organisation, by=by, at=at, identifier=str(identifier))
    return identifier


@transaction.atomic
def prefer_identifier(
    *, identifier: OrganisationIdentifier, by: Account | None, at: datetime
) -> OrganisationIdentifier:
    """Make this the number others know the organisation by."""
    organisation = _locked(identifier.organisation)
    _prefer(organisation, identifier)
    record("identifier_preferred", about=organisation, by=by, at=at, identifier=str(identifier))
    return identifier


@transaction.atomic
def remove_identifier(
    *, identifier: OrganisationIdentifier, by: Account | None, at: datetime
) -> None:
    """Take a number away that was wrong. Refused for the last, and for ours."""
    organisation = _locked(identifier.organisation)
    refuse(rules.why_not_remove_identifier(identifier))
    name = str(identifier)
    identifier.delete()
    if not organisation.identifiers.filter(preferred=True).exists():
        _prefer_the_best(organisation)
    record("identifier_removed", about=organisation, by=by, at=at, identifier=name)


def _keep_identifier(organisation: Organisation, scheme: str, typed: str) -> OrganisationIdentifier:
    value = identifiers.written(scheme, typed)
    refuse(rules.why_not_identifier(scheme, value))
    try:
        with transaction.atomic():
            return OrganisationIdentifier.objects.create(
                organisation=organisation, scheme=scheme, value=value
            )
    except IntegrityError as clash:  # someone gave it to another organisation a moment ago
        raise Refused(rules.why_not_identifier(scheme, value)) from clash


def _prefer_the_best(organisation: Organisation) -> None:
    every = list(organisation.identifiers.all())
    _prefer(organisation, min(every, key=lambda each: identifiers.PREFERENCE.index(each.scheme)))


def _prefer(organisation: Organisation, identifier: OrganisationIdentifier) -> None:
    organisation.identifiers.filter(preferred=True).update(preferred=False)
    identifier.preferred = True
    identifier.save(update_fields=["preferred"])


def _locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation.pk)
