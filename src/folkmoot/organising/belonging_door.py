"""Who may pass where what people offer one another is shown: those of the place, signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import Door
from folkmoot.kernel.ui.answers import refused
from folkmoot.organising.queries import is_of
from folkmoot.places.models import Place

PlaceView = Callable[..., HttpResponseBase]


def belonging_door(view: PlaceView) -> PlaceView:
    """Let through who holds a role in the place, or whom its team has met; others are told why."""

    @wraps(view)
    def guarded(request: HttpRequest, slug: str, **named: Any) -> HttpResponseBase:
        place = get_object_or_404(Place.objects.visible_to(request.user), slug=slug)
        if not request.user.is_authenticated:
            raise PermissionDenied
        if not is_of(place, request.user, at=clock.now()):
            why = (
                f"What people offer here is for people of {place.name}. If you live here, ask "
                "somebody on the team to note your e-mail address with your name."
            )
            return refused(request, why, status=403)
        return view(request, place, **named)

    guarded.door = Door("places.Place", "who is of the place")  # type: ignore[attr-defined]
    return guarded
