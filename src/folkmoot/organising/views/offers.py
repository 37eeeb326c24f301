"""What people offer to anyone of their place, and asking them for it without knowing who."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from folkmoot.kernel import clock
from folkmoot.kernel.ui.changes import METHODS, posted
from folkmoot.organising import actions, queries
from folkmoot.organising.belonging_door import belonging_door
from folkmoot.organising.forms import NeighbourAskForm
from folkmoot.organising.models import Gift, Wish
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place


@belonging_door
@never_cache
@require_GET
def offers(request: SignedInRequest, place: Place) -> HttpResponse:
    """What may be asked for and about, and what this person has asked."""
    at = clock.now()
    return show(
        request,
        "offers",
        place=place,
        offers=queries.offers_in(place, by=request.user, at=at),
        wishes=queries.wishes_in(place, by=request.user, at=at),
        asked=queries.asked_by(request.user, place),
    )


@belonging_door
@never_cache
@require_http_methods(METHODS)
def ask_neighbour(request: SignedInRequest, place: Place, gift: UUID) -> HttpResponse:
    """Ask whoever offers it, through the platform."""
    found = queries.offer_in(place, gift)
    if found is None:
        raise Http404
    form = NeighbourAskForm(posted(request))
    answer = _asked(request, form, place, found)
    return answer or show(request, "ask_neighbour", form, place=place, gift=found)


@belonging_door
@never_cache
@require_http_methods(METHODS)
def ask_wisher(request: SignedInRequest, place: Place, wish: UUID) -> HttpResponse:
    """Suggest something to whoever would like it, through the platform."""
    found = queries.wish_in(place, wish)
    if found is None:
        raise Http404
    form = NeighbourAskForm(posted(request))
    form.suggests()
    answer = _asked(request, form, place, found)
    return answer or show(request, "ask_neighbour", form, place=place, wish=found)


def _asked(
    request: SignedInRequest, form: NeighbourAskForm, place: Place, fits: Gift | Wish
) -> HttpResponse | None:
    return changed(
        request,
        form,
        lambda at: actions.ask_neighbour(
            fits=fits,
            title=form.cleaned_data["title"],
            words=form.cleaned_data["words"],
            by=request.user,
            at=at,
        ),
        "Asked. Their answer stands here when it has come.",
        lambda _: redirect("organising:offers", place.slug),
    )
