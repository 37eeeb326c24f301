"""Who is asking, on somebody's own page: the browser in which their card was opened."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import Door
from folkmoot.organising.models import Neighbour
from folkmoot.people.models import ClaimCard
from folkmoot.people.queries import card_open

KEPT = "own_card"  # in the session: the key of a card, and when it was opened here
LASTS = timedelta(hours=1)

OwnView = Callable[..., HttpResponseBase]


def remember_card(request: HttpRequest, card: ClaimCard, at: datetime) -> None:
    """Let this browser open the page for an hour; the code is asked for again after it."""
    request.session.cycle_key()
    request.session[KEPT] = [str(card.pk), at.isoformat()]


def forget_card(request: HttpRequest) -> None:
    """Finish on this computer."""
    request.session.pop(KEPT, None)


def neighbour_asking(request: HttpRequest, at: datetime) -> Neighbour | None:
    """Whose page this browser has opened, while it is open."""
    key, since = request.session.get(KEPT, ("", ""))
    if not key or at - datetime.fromisoformat(since) >= LASTS:
        return None
    card = card_open(UUID(key), at)
    if card is None:
        return None
    rows = Neighbour.objects.known().select_related("person", "place", "street")
    theirs = Q(person=card.person_id) | Q(person__also=card.person_id)  # joined with another note
    found: Neighbour | None = rows.filter(theirs).first()
    return found


def own_door(view: OwnView) -> OwnView:
    """Let whoever opened their card through to their own page; others are asked for the code."""

    @wraps(view)
    def guarded(request: HttpRequest, **named: Any) -> HttpResponseBase:
        neighbour = neighbour_asking(request, clock.now())
        if neighbour is None:
            return redirect("own:claim")
        return view(request, neighbour, **named)

    guarded.door = Door("their own page", "who holds the card")  # type: ignore[attr-defined]
    return guarded
