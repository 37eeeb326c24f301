"""Signed awards as the open data standard tells of grants, however many there are."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import Count, Prefetch, Q, Sum
from django.urls import reverse

from folkmoot.awards.models import Award, AwardArea, Payment, PaymentStage
from folkmoot.awards.open_grants.grants import Area, OpenGrant, Party, grant_id
from folkmoot.awards.open_grants.package import AREAS_SHOWN
from folkmoot.people.identifiers import LOCAL
from folkmoot.people.models import Organisation, OrganisationIdentifier

A_CHUNK = 200  # awards in memory at once


def open_grants() -> Iterator[OpenGrant]:
    """Every award both sides have signed, the newest first, read in chunks.

    One query, and five for each chunk. An award whose funder or recipient has no identifier is
    told of by our own.
    """
    numbers = OrganisationIdentifier.objects.all()
    rows = (
        Award.objects.public()
        .select_related("application__call__programme")
        .prefetch_related(
            Prefetch("funder", Organisation.objects.all()),
            Prefetch("recipient", Organisation.objects.all()),
            Prefetch("funder__identifiers", numbers),
            Prefetch("recipient__identifiers", numbers),
            Prefetch("areas", AwardArea.objects.all()),
        )
    )
    reading = rows.iterator(chunk_size=A_CHUNK)
    while chunk := list(islice(reading, A_CHUNK)):
        yield from _told(chunk)


def most_areas() -> int:
    """How many areas the table needs columns for; one query."""
    rows = Award.objects.public().order_by().annotate(n=Count("areas")).order_by("-n")
    return min(AREAS_SHOWN, rows.values_list("n", flat=True).first() or 0)


def _told(awards: Sequence[Award]) -> Iterator[OpenGrant]:
    paid = dict(
        Payment.objects.filter(stage=PaymentStage.PAID, award__in=awards)
        .values_list("award")
        .annotate(sum=Sum("pence"))
    )
    joined = _together(awards)
    for award in awards:
        yield OpenGrant(
            id=_ours(award.ref),
            title=award.title,
            description=award.purpose,
            awarded=award.awarded_pence,
            award_date=award.decided_date,
            recipient=Party(_known_as(award.recipient), award.recipient.name),
            funder=Party(_known_as(award.funder), award.funder.name),
            changed_at=award.changed_at,
            applied_for=award.asked_pence,
            paid=paid.get(award.pk, 0),
            starts_date=award.starts_date,
            ends_date=award.ends_date,
            programme=_programme(award),
            from_open_call=award.from_open_call,
            areas=tuple(Area(each.name, each.code, each.edition) for each in award.areas.all()),
            related=tuple(_ours(ref) for ref in joined[award.pk] if ref != award.ref),
            is_held_for_others=award.partnership_id is not None,
        )


def _programme(award: Award) -> tuple[str, str, str]:
    """The programme an award came of: its code, name and address; nothing for one of none."""
    if award.application is None:
        return "", "", ""
    found = award.application.call.programme
    address = settings.SITE_ADDRESS + reverse("programmes:programme", args=[found.slug])
    return found.slug, found.name, address


def _known_as(organisation: Organisation) -> str:
    """The number of a list that others know, else one of ours in the publisher's name."""
    number = organisation.org_id()
    return number if number and not number.startswith(LOCAL) else _ours(organisation.ref)


def _ours(ref: str) -> str:
    return grant_id(settings.OPEN_GRANTS_PREFIX, ref)


def _together(awards: Sequence[Award]) -> dict[Any, list[str]]:
    """For each award the references of all that are joined to it, its own among them."""
    firsts = {award.joined_to_id or award.pk for award in awards}
    groups: dict[Any, list[str]] = defaultdict(list)
    rows = Award.objects.public().filter(Q(pk__in=firsts) | Q(joined_to__in=firsts))
    for key, first, ref in rows.values_list("pk", "joined_to", "ref"):
        groups[first or key].append(ref)
    return {award.pk: sorted(groups[award.joined_to_id or award.pk]) for award in awards}
