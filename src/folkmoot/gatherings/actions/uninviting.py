"""Addresses that a place does not invite: held back, and welcome again.

Who said yes and no to what is known above this room, which tells it; the mark names nobody.
"""

from datetime import datetime

from django.db import transaction

from folkmoot.gatherings.models import Uninvited
from folkmoot.kernel import links
from folkmoot.kernel.record.actions import record
from folkmoot.people.models import Account
from folkmoot.places.models import Place


@transaction.atomic
def hold_invitations(*, place: Place, email: str, by: Account | None, at: datetime) -> None:
    """No more invitations from this place to that address."""
    mark = links.mark_of(email)
    if Uninvited.objects.filter(place=place, email_mark=mark).exists():
        return
    held = Uninvited(place=place, email_mark=mark, asked_at=at)
    Uninvited.objects.bulk_create([held], ignore_conflicts=True)  # two may say so at once
    record("invitations_held", about=place, by=by, at=at)


@transaction.atomic
def let_invitations(
    *, place: Place, email: str, said_at: datetime, by: Account | None, at: datetime
) -> None:
    """Somebody says yes to news again: whatever they asked before that no longer holds."""
    held = Uninvited.objects.filter(place=place, email_mark=links.mark_of(email))
    gone, _ = held.filter(asked_at__lte=said_at).delete()
    if gone:
        record("invitations_let", about=place, by=by, at=at)
