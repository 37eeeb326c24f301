"""Signed awards as the open data standard tells of grants."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Prefetch, Sum

from folkmoot.awards.models import Award, Payment, PaymentStage
from folkmoot.awards.open_grants.grants import OpenGrant, Party, grant_id
from folkmoot.people.identifiers import LOCAL
from folkmoot.people.models import Organisation, OrganisationIdentifier


def open_grants() -> list[OpenGrant]:
    """Every award both sides have signed, the newest first; four queries.

    An award whose funder or recipient has no identifier is told of by our own.
    """
    numbers = Prefetch("identifiers", OrganisationIdentifier.objects.all())
    parties = {
        each.pk: Party(_known_as(each), each.name)
        for each in Organisation.objects.prefetch_related(numbers)
    }
    awards = list(Award.objects.public().select_related("place"))
    paid = dict(
        Payment.objects.filter(stage=PaymentStage.PAID, award__in=awards)
        .values_list("award")
        .annotate(sum=Sum("pence"))
    )
    joined = _together(awards)
    return [
        OpenGrant(
            id=_ours(award.ref),
            title=award.title,
            description=award.purpose,
            awarded=award.awarded_pence,
            award_date=award.decided_date,
            recipient=parties[award.recipient_id],
            funder=parties[award.funder_id],
            changed_at=award.changed_at,
            applied_for=award.asked_pence,
            paid=paid.get(award.pk, 0),
            starts_date=award.starts_date,
            ends_date=award.ends_date,
            from_open_call=award.from_open_call,
            related=tuple(_ours(ref) for ref in joined[award.pk] if ref != award.ref),
            is_held_for_others=award.partnership_id is not None,
        )
        for award in awards
    ]


def _known_as(organisation: Organisation) -> str:
    """The number of a list that others know, else one of ours in the publisher's name."""
    number = organisation.org_id()
    return number if number and not number.startswith(LOCAL) else _ours(organisation.ref)


def _ours(ref: str) -> str:
    return grant_id(settings.OPEN_GRANTS_PREFIX, ref)


def _together(awards: Iterable[Award]) -> dict[object, list[str]]:
    """For each award the references of all that are joined to it, its own among them."""
    groups: dict[object, list[str]] = defaultdict(list)
    for award in awards:
        groups[award.joined_to_id or award.pk].append(award.ref)
    return {award.pk: sorted(groups[award.joined_to_id or award.pk]) for award in awards}
