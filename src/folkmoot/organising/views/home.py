"""The listening of a place on one page."""

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.organising import queries
from folkmoot.organising.views.answers import show
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place


@door(Place, Permission.LISTEN)
@require_GET
def home(request: SignedInRequest, place: Place) -> HttpResponse:
    """What is going on, and the one next step."""
    at = clock.now()
    return show(
        request,
        "home",
        place=place,
        home=queries.home_of(place, at=at),
        may=permissions_of(request.user, within=place, at=at),
        today=localdate(at),
    )
