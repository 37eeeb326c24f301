"""Who is linked with which application: by what they said, and by what we know ourselves."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from folkmoot.granting.models import (
    Application,
    ApplicationRole,
    Assessor,
    Declaration,
    Partner,
)
from folkmoot.people.models import OrganisationRole
from folkmoot.places.models import PlaceRole

Pair = tuple[UUID, UUID]  # an application, an account
SAID = "they have said that they have an interest"
PERSON = "they are on its team, or answer for one of its partners"
ORGANISATION = "they belong to an organisation that applies"
PLACE = "they are on the team of its place"


def known_links(
    applications: Iterable[Application], assessors: Iterable[Assessor], *, at: datetime
) -> dict[Pair, str]:
    """For each application and account that are linked, how; five queries, however many."""
    pieces, panel = list(applications), list(assessors)
    keys, accounts = [each.pk for each in pieces], [each.account_id for each in panel]
    found: dict[Pair, str] = {}
    found |= dict.fromkeys(_of_place(pieces, accounts, at), PLACE)
    found |= dict.fromkeys(_of_organisation(pieces, panel, at), ORGANISATION)
    found |= dict.fromkeys(_of_person(keys, accounts), PERSON)
    said = Declaration.objects.filter(
        application__in=keys, account__in=accounts, has_interest=True, lifted_at__isnull=True
    )
    return found | dict.fromkeys(said.values_list("application", "account"), SAID)


def link_between(application: Application, assessor: Assessor, *, at: datetime) -> str:
    """How one assessor is linked with one application; "" when nothing is known."""
    return known_links([application], [assessor], at=at).get(
        (application.pk, assessor.account_id), ""
    )


def _of_person(keys: list[UUID], accounts: list[UUID]) -> set[Pair]:
    roles = ApplicationRole.objects.filter(application__in=keys, account__in=accounts)
    partners = Partner.objects.filter(application__in=keys, account__in=accounts)
    return {
        *roles.values_list("application", "account"),
        *partners.values_list("application", "account"),
    }


def _of_organisation(pieces: list[Application], panel: list[Assessor], at: datetime) -> set[Pair]:
    held = OrganisationRole.objects.held_at(at).filter(account__in=[a.account_id for a in panel])
    theirs: dict[UUID, set[UUID]] = {}
    for account, organisation in held.values_list("account", "organisation"):
        theirs.setdefault(account, set()).add(organisation)
    for each in panel:
        if each.organisation_id:
            theirs.setdefault(each.account_id, set()).add(each.organisation_id)
    partners = Partner.objects.filter(
        application__in=[each.pk for each in pieces], organisation__isnull=False
    )
    applying = {(each.pk, each.lead_id) for each in pieces}
    applying |= set(partners.values_list("application", "organisation"))
    return {
        (application, account)
        for application, organisation in applying
        for account, organisations in theirs.items()
        if organisation in organisations
    }


def _of_place(pieces: list[Application], accounts: list[UUID], at: datetime) -> set[Pair]:
    places = {each.place_id: each.pk for each in pieces if each.place_id}
    held = PlaceRole.objects.held_at(at).filter(account__in=accounts, place__in=places)
    return {(places[place], account) for place, account in held.values_list("place", "account")}
