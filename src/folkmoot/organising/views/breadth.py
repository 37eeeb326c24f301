"""How broadly each theme was raised."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.organising import queries
from folkmoot.organising.models import ListeningRound
from folkmoot.organising.views.answers import show
from folkmoot.people.http import SignedInRequest


@door(ListeningRound, Permission.LISTEN)
@require_GET
def breadth(request: SignedInRequest, round: ListeningRound) -> HttpResponse:
    """Themes by the number of different streets and groups that raise them."""
    found = queries.breadth_of(round)
    return show(request, "breadth", place=round.place, round=round, breadth=found)
