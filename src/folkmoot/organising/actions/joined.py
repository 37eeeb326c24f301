"""Making one of two notes of one person, taking them apart, and remembering that they are two."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising import rules
from folkmoot.organising.actions.naming import take_apart, take_for_one
from folkmoot.organising.models import (
    BROUGHT_KINDS,
    Ask,
    Brought,
    Joined,
    NamedPerson,
    Neighbour,
    Speaker,
    Street,
)
from folkmoot.organising.queries.joined import names_of_both
from folkmoot.people import actions as people
from folkmoot.people.models import Account, Consent
from folkmoot.people.queries import consents_of, standing_of

STREET, NAMES = "street", "names"  # beside the facts of a person, what is chosen here


@transaction.atomic
def join_neighbours(
    *,
    one: Neighbour,
    other: Neighbour,
    chosen: Mapping[str, str],
    street: Street | None,
    names_too: bool,
    by: Account,
    at: datetime,
) -> Joined:
    """Make one of two notes of one person: their persons are joined, and all that hangs on the
    one is brought to the other, except what that has already.

    `chosen` holds a value for each fact of a person. With `names_too`, two names in the list of
    who connects people are taken for one as well.
    """
    both = _locked(one.pk, other.pk)
    kept, other = rules.who_stays(both[one.pk], both[other.pk])
    refuse(rules.why_not_join_neighbours(kept, other))
    refuse(rules.why_not_names(_standing(kept, at), _standing(other, at)))
    streets = {kept.street_id, other.street_id}
    refuse("" if (street and street.pk) in streets else "Choose one of the two for the street.")
    joined = Joined.objects.create(
        joining=people.join_persons(
            kept=kept.person, other=other.person, chosen=chosen, by=by, at=at
        ),
        place=kept.place,
        kept=kept,
        other=other,
        street_before=kept.street,
        street_after=street,
    )
    Neighbour.objects.filter(pk=kept.pk).update(street=street)
    _bring(joined)
    if names_too:
        _names_as_one(joined, by=by, at=at)
    record("neighbours_joined", about=kept, by=by, at=at, other=str(other.pk))
    return joined


@transaction.atomic
def part_neighbours(*, joined: Joined, by: Account, at: datetime) -> Joined:
    """Take them apart again: what was brought goes back, and what came since stays where it is."""
    both = _locked(joined.kept_id, joined.other_id)
    kept, other = both[joined.kept_id], both[joined.other_id]
    rows = Joined.objects.select_for_update(of=("self",)).select_related("joining", "named")
    joined = rows.get(pk=joined.pk)
    for row in Brought.objects.filter(joined=joined):
        kind = next(each for each in BROUGHT_KINDS if getattr(row, f"{each}_id"))
        brought = BROUGHT_KINDS[kind]._default_manager.filter(pk=getattr(row, f"{kind}_id"))
        brought.update(neighbour=other)
    people.part_persons(joining=joined.joining, by=by, at=at)
    if kept.street_id == joined.street_after_id:
        Neighbour.objects.filter(pk=kept.pk).update(street=joined.street_before_id)
    named = joined.named
    if named is not None and named.same_as_id == joined.named_as_id:
        take_apart(person=named, by=by, at=at)
    joined.street_before = joined.street_after = joined.named = joined.named_as = None
    joined.save(update_fields=["street_before", "street_after", "named", "named_as"])
    record("neighbours_parted", about=kept, by=by, at=at, other=str(other.pk))
    return joined


@transaction.atomic
def tell_neighbours_apart(
    *, one: Neighbour, other: Neighbour, by: Account, at: datetime
) -> Neighbour:
    """Somebody of the team knows that these are two people: they are never suggested again."""
    refuse("" if one.place_id == other.place_id else "They were met in different places.")
    people.tell_apart(one=one.person, other=other.person, by=by, at=at)
    record("neighbours_told_apart", about=one, by=by, at=at, other=str(other.pk))
    return one


def _bring(joined: Joined) -> None:
    """Bring each row over, unless the one who stays has its like: that stays where it is."""
    kept, other = joined.kept, joined.other
    spoke = Speaker.objects.filter(neighbour=kept).values("conversation")
    asked = Ask.objects.filter(neighbour=kept).values("opportunity")
    has_already = {"speaker": Q(conversation__in=spoke), "ask": Q(opportunity__in=asked)}
    for kind, model in BROUGHT_KINDS.items():
        rows = model._default_manager.filter(neighbour=other)
        if kind in has_already:
            rows = rows.exclude(has_already[kind])
        keys = list(rows.values_list("pk", flat=True))
        Brought.objects.bulk_create(Brought(joined=joined, **{f"{kind}_id": key}) for key in keys)
        model._default_manager.filter(pk__in=keys).update(neighbour=kept)


def _names_as_one(joined: Joined, *, by: Account, at: datetime) -> None:
    named: tuple[NamedPerson, NamedPerson] | None = names_of_both(joined.kept, joined.other)
    if named is None:
        return
    stays, goes = named
    root = take_for_one(person=goes, same_as=stays, by=by, at=at)
    joined.named, joined.named_as = goes, root
    joined.save(update_fields=["named", "named_as"])


def _standing(neighbour: Neighbour, at: datetime) -> list[Consent]:
    return standing_of(consents_of(neighbour.person), at)


def _locked(*keys: UUID) -> dict[UUID, Neighbour]:
    rows = Neighbour.objects.select_for_update(of=("self",)).order_by("pk")
    found = rows.filter(pk__in=keys).select_related("person", "place", "street")
    return {each.pk: each for each in found}
