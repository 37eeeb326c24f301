"""Because of what something came about, and the journey that can be told from it."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.organising import actions, queries
from folkmoot.organising.forms import BecauseForm
from folkmoot.organising.models import Because, Neighbour, Tied
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place


@door(Place, Permission.LISTEN)
@require_GET
def journey(request: SignedInRequest, place: Place, kind: str, key: UUID) -> HttpResponse:
    """What came before a record, and what came of it, in order."""
    tied = _record(place, kind, key)
    return show(
        request,
        "journey",
        place=place,
        journey=queries.journey_of(place, [tied]),
        words=queries.words_of(tied),
        back=queries.address_of(tied),
        kind=kind,
        key=key,
    )


@door(Neighbour, Permission.LISTEN)
@require_GET
def neighbour_journey(request: SignedInRequest, neighbour: Neighbour) -> HttpResponse:
    """What hangs together with the conversations that a person's name stands with."""
    starts = queries.starts_of(neighbour)
    return show(
        request,
        "journey",
        place=neighbour.place,
        journey=queries.journey_of(neighbour.place, starts),
        words=neighbour.name,
        neighbour=neighbour,
    )


@door(Place, Permission.LISTEN)
@require_http_methods(METHODS)
def because(request: SignedInRequest, place: Place, kind: str, key: UUID) -> HttpResponse:
    """Say what led to it."""
    tied = _record(place, kind, key)
    form = BecauseForm(posted(request), choices=queries.choices_in(place, tied))
    answer = changed(
        request,
        form,
        lambda at: _say(request, place, tied, form, at),
        "Kept.",
        lambda _: redirect("organising:journey", place.slug, kind, key),
    )
    return answer or show(
        request, "because", form, place=place, words=queries.words_of(tied), kind=kind, key=key
    )


@door(Because, Permission.LISTEN)
@require_POST
def unlink(request: SignedInRequest, link: Because) -> HttpResponse:
    """It was not so."""
    kind, key = queries.key_of_record(link.effect.tied)
    return then(
        request,
        lambda at: actions.take_because_back(link=link, by=request.user, at=at),
        "Taken back.",
        redirect("organising:journey", link.place.slug, kind, key),
    )


def _say(
    request: SignedInRequest, place: Place, effect: Tied, form: BecauseForm, at: datetime
) -> Because:
    cause = queries.record_in(place, *form.chosen())
    if cause is None:
        raise Refused("That is not here any more. Choose again.")
    how = form.cleaned_data["how"]
    return actions.say_because(effect=effect, cause=cause, how=how, by=request.user, at=at)


def _record(place: Place, kind: str, key: UUID) -> Tied:
    found = queries.record_in(place, kind, key)
    if found is None:
        raise Http404
    return found
