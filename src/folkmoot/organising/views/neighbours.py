"""Persons the team has met: noted, read as they read it themselves, linked to what they said."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.organising import actions, queries
from folkmoot.organising.forms import AnswerForm, ForgetForm, MetForm, SpeakerForm
from folkmoot.organising.forms.neighbour import ASKED_AT_ONCE, details_of
from folkmoot.organising.models import Conversation, Neighbour
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest
from folkmoot.people.models import Asked, Consent, Purpose, Through, words_for
from folkmoot.people.queries import card_of, organisations_for
from folkmoot.places.models import Place

MOST_LETTERS = 200


@door(Place, Permission.LISTEN)
@never_cache
@require_GET
def neighbours(request: SignedInRequest, place: Place) -> HttpResponse:
    """Those the team has met, by name."""
    search = request.GET.get("search", "")[:MOST_LETTERS]
    page = request.GET.get("page", "1")
    listed = queries.neighbours_listed(place, search=search, page=page)
    may = permissions_of(request.user, within=place, at=clock.now())
    return show(request, "neighbours", place=place, listed=listed, may=may)


@door(Place, Permission.LISTEN)
@never_cache
@require_http_methods(METHODS)
def meet(request: SignedInRequest, place: Place) -> HttpResponse:
    """Note somebody new."""
    form = MetForm(posted(request), streets=queries.ground_of(place, at=clock.now()).streets)
    answer = changed(
        request,
        form,
        lambda at: actions.meet(place=place, met=form.met(), by=request.user, at=at),
        "Kept.",
        _to_them,
    )
    return answer or show(request, "meet", form, place=place)


@door(Conversation, Permission.LISTEN)
@never_cache
@require_http_methods(METHODS)
def who(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """Whose words these were, once they have said yes to it."""
    place = conversation.place
    form = SpeakerForm(posted(request), neighbours=queries.neighbours_in(place))
    answer = changed(
        request,
        form,
        lambda at: actions.ask_and_link(
            conversation=conversation,
            neighbour=form.chosen(),
            asked=Asked(
                Purpose.KNOW,
                Through.NONE,
                form.cleaned_data["know"],
                words_for(Purpose.KNOW, Through.NONE),
                at,
            ),
            by=request.user,
            at=at,
        ),
        "Their name stands with it. They can have it taken away at any time.",
        lambda _: _to_conversation(conversation),
    )
    return answer or show(request, "who", form, place=place, conversation=conversation)


@door(Conversation, Permission.LISTEN)
@never_cache
@require_http_methods(METHODS)
def meet_speaker(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """Note somebody new who was just heard."""
    place = conversation.place
    form = MetForm(
        posted(request),
        streets=queries.ground_of(place, at=clock.now()).streets,
        asks=(Purpose.KNOW, *ASKED_AT_ONCE),
        initial={"street": str(conversation.street_id or "")},
    )
    answer = changed(
        request,
        form,
        lambda at: actions.meet_speaker(
            conversation=conversation, met=form.met(), by=request.user, at=at
        ),
        "Kept.",
        _to_them,
    )
    return answer or show(request, "meet", form, place=place, conversation=conversation)


@door(Conversation, Permission.LISTEN)
@require_POST
def away(request: SignedInRequest, conversation: Conversation, neighbour: UUID) -> HttpResponse:
    """Take a name away from what was said: one press."""
    here = Neighbour.objects.visible_to(request.user)
    found = get_object_or_404(here, pk=neighbour, place=conversation.place)
    return then(
        request,
        lambda at: actions.unlink_speaker(
            conversation=conversation, neighbour=found, by=request.user, at=at
        ),
        "The name is gone. What was said stays.",
        _to_conversation(conversation),
    )


@door(Neighbour, Permission.LISTEN)
@never_cache
@require_GET
def neighbour(request: SignedInRequest, neighbour: Neighbour) -> HttpResponse:
    """All that is kept of somebody: the same that they read themselves."""
    at = clock.now()
    known, card = queries.known_of(neighbour, at=at), card_of(neighbour.person, at)
    joined = queries.joined_with(neighbour)
    return show(request, "neighbour", place=neighbour.place, known=known, card=card, joined=joined)


@door(Neighbour, Permission.LISTEN)
@never_cache
@require_http_methods(METHODS)
def change(request: SignedInRequest, neighbour: Neighbour) -> HttpResponse:
    """Put right what they are called and how they are reached."""
    streets = queries.ground_of(neighbour.place, at=clock.now()).streets
    form = MetForm(posted(request), streets=streets, asks=(), initial=details_of(neighbour))
    answer = changed(
        request,
        form,
        lambda at: actions.change_neighbour(
            neighbour=neighbour, met=form.met(), by=request.user, at=at
        ),
        "Put right.",
        _to_them,
    )
    return answer or show(request, "meet", form, place=neighbour.place, neighbour=neighbour)


@door(Neighbour, Permission.LISTEN)
@never_cache
@require_http_methods(METHODS)
def answer(request: SignedInRequest, neighbour: Neighbour) -> HttpResponse:
    """Note what they answered to one question."""
    form = AnswerForm(
        posted(request),
        organisations=list(organisations_for(request.user)[:300]),
        initial={"asked": clock.now(), "organisation": _voice_key(neighbour.place)},
    )
    made = changed(
        request,
        form,
        lambda at: actions.note_answer(
            neighbour=neighbour, asked=form.asking(), by=request.user, at=at
        ),
        "Kept.",
        lambda _: _to_them(neighbour),
    )
    return made or show(request, "answer", form, place=neighbour.place, neighbour=neighbour)


@door(Neighbour, Permission.LISTEN)
@require_POST
def take_back(request: SignedInRequest, neighbour: Neighbour, consent: UUID) -> HttpResponse:
    """They take a yes back."""
    given = get_object_or_404(Consent.objects.of(neighbour.person), pk=consent)
    return then(
        request,
        lambda at: actions.take_back_answer(
            neighbour=neighbour, consent=given, by=request.user, at=at
        ),
        "Taken back, from now on.",
        _to_them(neighbour),
    )


@door(Neighbour, Permission.LISTEN)
@never_cache
@require_http_methods(METHODS)
def forget(request: SignedInRequest, neighbour: Neighbour) -> HttpResponse:
    """They asked the team to forget them."""
    form = ForgetForm(posted(request))
    place = neighbour.place
    answer = changed(
        request,
        form,
        lambda at: actions.forget_neighbour(
            neighbour=neighbour,
            with_words=form.cleaned_data["with_words"],
            by=request.user,
            at=at,
        ),
        "Forgotten. What was said and done still counts.",
        lambda _: redirect("organising:neighbours", place.slug),
    )
    return answer or show(request, "own_forget", form, place=place, neighbour=neighbour)


def _voice_key(place: Place) -> str:
    voice = queries.voice_of(place, clock.now())
    return str(voice.pk) if voice else ""


def _to_them(neighbour: object) -> HttpResponse:
    return redirect("organising:neighbour", getattr(neighbour, "pk", ""))


def _to_conversation(conversation: Conversation) -> HttpResponse:
    return redirect("organising:conversation", conversation.pk)
