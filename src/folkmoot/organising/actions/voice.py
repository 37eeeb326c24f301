"""Saying in whose name the team of a place asks and writes."""

from datetime import datetime

from django.db import transaction

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising.models import Voice
from folkmoot.organising.queries.voice import voice_of
from folkmoot.people.models import Account, Organisation
from folkmoot.places.models import Place


@transaction.atomic
def speak_for(
    *, place: Place, organisation: Organisation | None, by: Account | None, at: datetime
) -> Voice:
    """From now on the team asks and writes in this name; what was asked before stays as it was."""
    Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    refuse("It is that already." if voice_of(place, at) == organisation else "")
    voice = Voice.objects.create(place=place, organisation=organisation, since_at=at, chosen_by=by)
    record("voice_chosen", about=place, by=by, at=at)
    return voice
