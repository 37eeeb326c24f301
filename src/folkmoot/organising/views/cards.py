"""Cards for people met: made, shown once to be printed or copied, ended."""

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import then
from folkmoot.organising.models import Neighbour
from folkmoot.organising.views.answers import show
from folkmoot.people import actions as people
from folkmoot.people.http import SignedInRequest


@door(Neighbour, Permission.LISTEN)
@never_cache
@require_POST
def make(request: SignedInRequest, neighbour: Neighbour) -> HttpResponse:
    """Make a card and show it, this once: nobody can show the same card again."""
    try:
        secret = people.make_card(person=neighbour.person, by=request.user, at=clock.now())
    except Refused as refusal:
        return refused(request, refusal)
    address = f"{settings.SITE_ADDRESS}{reverse('own:claim')}"
    picture = segno.make(f"{address}#{secret}", error="m").svg_data_uri(scale=4, border=2)
    return show(
        request,
        "card",
        place=neighbour.place,
        neighbour=neighbour,
        groups=secret.split("-"),
        address=address,
        picture=picture,
    )


@door(Neighbour, Permission.LISTEN)
@require_POST
def end(request: SignedInRequest, neighbour: Neighbour) -> HttpResponse:
    """A card was lost: end it."""
    return then(
        request,
        lambda at: people.end_cards(person=neighbour.person, by=request.user, at=at),
        "No card opens their page now. Make another when you see them.",
        redirect("organising:neighbour", neighbour.pk),
    )
