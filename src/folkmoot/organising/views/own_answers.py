"""Saying yes and taking it back on one's own page; and in whose name a team asks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, posted
from folkmoot.organising import actions, queries
from folkmoot.organising.forms import OwnAnswersForm, VoiceForm
from folkmoot.organising.models import Neighbour
from folkmoot.organising.own_door import own_door
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest, account_of
from folkmoot.people.queries import consents_of, organisations_for, standing_of
from folkmoot.places.models import Place

MOST_ORGANISATIONS = 300


@own_door
@never_cache
@require_http_methods(METHODS)
def answers(request: HttpRequest, neighbour: Neighbour) -> HttpResponse:
    """Every question, each way: tick what may be, take the tick from what may not."""
    at = clock.now()
    asker = queries.voice_of(neighbour.place, at)
    form = OwnAnswersForm(
        posted(request),
        person=neighbour.person,
        standing=standing_of(consents_of(neighbour.person), at),
        asker=asker,
    )
    answer = changed(
        request,
        form,
        lambda at: actions.answer_for_oneself(
            neighbour=neighbour,
            given=form.given(at),
            back=form.back(),
            by=account_of(request),
            at=at,
        ),
        "Kept. You can change it here at any time.",
        lambda _: redirect("own:page"),
    )
    return answer or show(
        request, "own_answers", form, place=neighbour.place, person=neighbour.person, asker=asker
    )


@door(Place, Permission.PLACE_EDIT)
@require_http_methods(METHODS)
def voice(request: SignedInRequest, place: Place) -> HttpResponse:
    """In whose name the team asks and writes."""
    now = queries.voice_of(place, clock.now())
    form = VoiceForm(
        posted(request),
        organisations=list(organisations_for(request.user)[:MOST_ORGANISATIONS]),
        initial={"organisation": str(now.pk) if now else ""},
    )
    answer = changed(
        request,
        form,
        lambda at: actions.speak_for(
            place=place, organisation=form.chosen(), by=request.user, at=at
        ),
        "Kept, from now on.",
        lambda _: redirect("organising:neighbours", place.slug),
    )
    return answer or show(request, "voice", form, place=place, now=now)
