"""Cards that open somebody's own page."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from folkmoot.kernel.links import hash_of
from folkmoot.people.models import ClaimCard, Person


def card_by_secret(secret: str) -> ClaimCard | None:
    """The card on which this is printed, ended or not."""
    return ClaimCard.objects.filter(secret_hash=hash_of(secret)).select_related("person").first()


def card_open(key: UUID, at: datetime) -> ClaimCard | None:
    """A card that was opened in some browser, unless it has ended since."""
    return ClaimCard.objects.filter(pk=key, ends_at__gt=at).first()


def card_of(person: Person, at: datetime) -> ClaimCard | None:
    """The card somebody holds now, if they do; under any note of theirs."""
    theirs = Q(person=person.pk) | Q(person__same_as=person.pk)
    return ClaimCard.objects.filter(theirs, ends_at__gt=at).first()
