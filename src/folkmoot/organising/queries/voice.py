"""In whose name the team of a place speaks."""

from datetime import datetime

from folkmoot.organising.models import Voice
from folkmoot.people.models import Organisation
from folkmoot.places.models import Place


def voice_of(place: Place, at: datetime) -> Organisation | None:
    """The organisation in whose name the team asks and writes; None is the team alone."""
    rows = Voice.objects.filter(place=place, since_at__lte=at).select_related("organisation")
    newest = rows.first()
    return newest.organisation if newest else None
