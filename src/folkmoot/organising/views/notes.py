"""Conversations: noted, read, put right, taken back; and the promises made in them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.organising import actions, queries, rules
from folkmoot.organising.forms import NoteForm, PromiseForm
from folkmoot.organising.forms.note import answers_of
from folkmoot.organising.models import Conversation, ListeningRound, Promise, RoundStage
from folkmoot.organising.views.answers import changed, show
from folkmoot.organising.views.concerns import from_a_form
from folkmoot.people.http import SignedInRequest
from folkmoot.people.models import Account
from folkmoot.places.models import Place

MOST_LETTERS = 200


@door(Place, Permission.LISTEN)
@require_GET
def conversations(request: SignedInRequest, place: Place) -> HttpResponse:
    """What people said, latest first."""
    asked = {name: _asked(request, name) for name in ("round", "street", "search")}
    return show(
        request,
        "conversations",
        place=place,
        listing=queries.listing(place, page=request.GET.get("page", "1"), **asked),
        open=queries.round_open_in(place),
    )


@door(ListeningRound, Permission.LISTEN)
@require_http_methods(METHODS)
def new_note(request: SignedInRequest, round: ListeningRound) -> HttpResponse:
    """Note a conversation; with “and another” the next form opens at once."""
    if round.stage == RoundStage.PLANNED:
        return refused(request, rules.why_not_write(round, clock.now()))
    form = _form(request, round)
    if "concern" in request.POST:
        return from_a_form(request, round, form)
    answer = changed(
        request,
        form,
        lambda at: actions.note_conversation(round=round, note=form.note(), by=request.user, at=at),
        "Kept. Thank you for listening.",
        lambda made: (
            redirect("organising:note", round.ref)
            if "another" in request.POST
            else redirect("organising:conversation", getattr(made, "pk", ""))
        ),
    )
    return answer or show(request, "note", form, place=round.place, round=round)


@door(Conversation, Permission.LISTEN)
@require_GET
def conversation(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """One conversation."""
    said = queries.conversation_page(conversation, request.user)
    return show(
        request,
        "conversation",
        place=conversation.place,
        said=said,
        namings=queries.names_in(conversation),
        may=permissions_of(request.user, within=conversation.place, at=clock.now()),
        why_not_amend=rules.why_not_amend(conversation),
        why_not_withdraw=rules.why_not_withdraw(conversation),
    )


@door(Conversation, Permission.LISTEN)
@require_http_methods(METHODS)
def amend(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """Put a note right: the earlier one stays readable behind it."""
    if why := rules.why_not_amend(conversation):
        return refused(request, why)
    round = conversation.round
    form = _form(request, round, initial=answers_of(conversation, round))
    answer = changed(
        request,
        form,
        lambda at: actions.note_conversation(
            round=round, note=form.note(amends=conversation), by=request.user, at=at
        ),
        "Put right.",
        lambda made: redirect("organising:conversation", getattr(made, "pk", "")),
    )
    context = {"place": conversation.place, "round": round, "amends": conversation}
    return answer or show(request, "note", form, **context)


@door(Conversation, Permission.LISTEN)
@require_POST
def withdraw(request: SignedInRequest, conversation: Conversation) -> HttpResponse:
    """Take back what somebody said, because they asked for it."""
    return then(
        request,
        lambda at: actions.withdraw_words(conversation=conversation, by=request.user, at=at),
        "Their words are gone. That a conversation was had still counts.",
        redirect("organising:conversation", conversation.pk),
    )


@door(Promise, Permission.LISTEN)
@require_http_methods(METHODS)
def promise(request: SignedInRequest, promise: Promise) -> HttpResponse:
    """Say what came of a promise."""
    form = PromiseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            _answer(promise, form, request.user)
        except Refused as refusal:
            return refused(request, refusal)
        messages.success(request, "Kept.")
        return redirect("organising:conversation", promise.conversation_id)
    why = rules.why_not_keep(promise)
    return show(request, "promise", form, place=promise.place, promise=promise, why_not=why)


def _answer(promise: Promise, form: PromiseForm, by: Account) -> None:
    outcome, at = form.cleaned_data["outcome"], clock.now()
    if form.cleaned_data["answer"] == "kept":
        actions.keep_promise(promise=promise, outcome=outcome, by=by, at=at)
    else:
        actions.end_promise(promise=promise, why=outcome, by=by, at=at)


def _form(request: SignedInRequest, round: ListeningRound, **more: object) -> NoteForm:
    at = clock.now()
    others = queries.listeners_in(round.place, at=at).exclude(pk=request.user.pk)
    return NoteForm(
        posted(request),
        questions=list(round.questions.all()),
        ground=queries.ground_of(round.place, at=at),
        listeners=list(others),
        at=at,
        **more,
    )


def _asked(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "")[:MOST_LETTERS]
