"""Cards that open somebody's own page: made and printed once, opened, ended."""

from datetime import datetime, timedelta

from django.db import transaction

from folkmoot.kernel.links import hash_of, new_secret
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people import rules
from folkmoot.people.models import Account, ClaimCard, Person

CARD_LASTS = timedelta(days=730)


@transaction.atomic
def make_card(*, person: Person, by: Account | None, at: datetime) -> str:
    """A fresh card for somebody; what is printed on it, which is kept nowhere.

    Cards made before end, so that one that was lost opens nothing.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    refuse(rules.why_not_make_card(person))
    _end(person, at)
    secret = new_secret()
    ClaimCard.objects.create(
        person=person,
        secret_hash=hash_of(secret),
        made_at=at,
        made_by=by,
        ends_at=at + CARD_LASTS,
    )
    record("card_made", about=person, by=by, at=at)
    return secret


@transaction.atomic
def open_card(*, card: ClaimCard, by: Account | None, at: datetime) -> ClaimCard:
    """Keep that a card was used. Refused when it has ended."""
    card = ClaimCard.objects.select_for_update(of=("self",)).get(pk=card.pk)
    refuse(rules.why_not_open_card(card, at=at))
    card.opened_at = at
    card.save(update_fields=["opened_at"])
    record("card_opened", about=card, by=by, at=at)
    return card


@transaction.atomic
def end_cards(*, person: Person, by: Account | None, at: datetime) -> int:
    """End every card of somebody; how many opened something until now."""
    ended = _end(person, at)
    record("cards_ended", about=person, by=by, at=at, number=ended)
    return ended


def _end(person: Person, at: datetime) -> int:
    theirs = Person.objects.of(person).values("pk")
    return ClaimCard.objects.filter(person__in=theirs, ends_at__gt=at).update(ends_at=at)
