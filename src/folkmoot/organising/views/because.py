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

EDIT = "edit"  # in the address: with what each station can be tied to


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
        editing=EDIT in request.GET,
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
        editing=EDIT in request.GET,
        neighbour=neighbour,
    )


@door(Place, Permission.LISTEN)
@require_http_methods(METHODS)
def because(request: SignedInRequest, place: Place, kind: str, key: UUID) -> HttpResponse:
    """Say what led to it."""
    return _tie(request, place, (kind, key), onward=False)


@door(Place, Permission.LISTEN)
@require_http_methods(METHODS)
def came_of(request: SignedInRequest, place: Place, kind: str, key: UUID) -> HttpResponse:
    """Say what came of it."""
    return _tie(request, place, (kind, key), onward=True)


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


def _tie(
    request: SignedInRequest, place: Place, of: tuple[str, UUID], *, onward: bool
) -> HttpResponse:
    tied = _record(place, *of)
    choices = queries.choices_in(place, tied)
    form = BecauseForm(posted(request), choices=choices, onward=onward)

    def say(at: datetime) -> Because:
        other = queries.record_in(place, *form.chosen())
        if other is None:
            raise Refused("That is not here any more. Choose again.")
        ends = {"effect": other, "cause": tied} if onward else {"effect": tied, "cause": other}
        how = form.cleaned_data["how"]
        return actions.say_because(**ends, how=how, by=request.user, at=at)

    to = redirect("organising:journey", place.slug, *of)
    answer = changed(request, form, say, "Kept.", lambda _: to)
    words, (kind, key) = queries.words_of(tied), of
    return answer or show(
        request, "because", form, place=place, words=words, kind=kind, key=key, onward=onward
    )


def _record(place: Place, kind: str, key: UUID) -> Tied:
    found = queries.record_in(place, kind, key)
    if found is None:
        raise Http404
    return found
