"""Somebody's own page: what is kept of them, put right, taken back, taken away, forgotten."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import open_door
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.kernel.ui.too_often import comes_too_often
from folkmoot.organising import actions, queries
from folkmoot.organising.forms import AskingForm, ClaimForm, ForgetForm, MetForm
from folkmoot.organising.forms.neighbour import details_of
from folkmoot.organising.models import Ask, Conversation, Gift, Neighbour, Step
from folkmoot.organising.own_door import forget_card, neighbour_asking, own_door, remember_card
from folkmoot.organising.views.answers import changed, show
from folkmoot.people import actions as people
from folkmoot.people import rules
from folkmoot.people.http import account_of
from folkmoot.people.models import Consent, HowSaid
from folkmoot.people.queries import card_by_secret


@open_door
@never_cache
@require_http_methods(METHODS)
def claim(request: HttpRequest) -> HttpResponse:
    """Type the code of the card. Nothing here tells whether a code was ever somebody's."""
    at = clock.now()
    if request.method != "POST" and neighbour_asking(request, at):
        return redirect("own:page")
    form = ClaimForm(posted(request))
    if form.is_valid():
        if why := comes_too_often(request, "mine", at=at):
            form.add_error("code", why)
        else:
            try:
                return _opened(request, form.cleaned_data["code"])
            except Refused as refusal:
                form.add_error("code", str(refusal))
    return show(request, "own_claim", form)


def _opened(request: HttpRequest, code: str) -> HttpResponse:
    at, card = clock.now(), card_by_secret(code)
    if card is None:
        raise Refused(rules.why_not_open_card(None, at=at))
    remember_card(request, people.open_card(card=card, by=account_of(request), at=at), at)
    return redirect("own:page")


@own_door
@never_cache
@require_GET
def page(request: HttpRequest, neighbour: Neighbour) -> HttpResponse:
    """All that is kept of them."""
    known = queries.known_of(neighbour, at=clock.now())
    journey = queries.own_journey(neighbour)
    return show(request, "own", place=neighbour.place, known=known, journey=journey, own=True)


@own_door
@never_cache
@require_http_methods(METHODS)
def change(request: HttpRequest, neighbour: Neighbour) -> HttpResponse:
    """Put right what they are called and how they are reached."""
    streets = queries.ground_of(neighbour.place, at=clock.now()).streets
    form = MetForm(posted(request), streets=streets, asks=(), initial=details_of(neighbour))
    form.speaks_to_them()
    answer = changed(
        request,
        form,
        lambda at: actions.change_neighbour(
            neighbour=neighbour, met=form.met(), by=account_of(request), at=at
        ),
        "Put right.",
        lambda _: redirect("own:page"),
    )
    return answer or show(request, "own_change", form, place=neighbour.place)


@own_door
@require_POST
def back(request: HttpRequest, neighbour: Neighbour, pk: UUID) -> HttpResponse:
    """Take a yes back."""
    given = get_object_or_404(Consent.objects.of(neighbour.person), pk=pk)
    return then(
        request,
        lambda at: actions.take_back_answer(
            neighbour=neighbour,
            consent=given,
            how=HowSaid.OWN_PAGE,
            by=account_of(request),
            at=at,
        ),
        "Taken back, from now on.",
        redirect("own:page"),
    )


@own_door
@require_POST
def away(request: HttpRequest, neighbour: Neighbour, pk: UUID) -> HttpResponse:
    """Take their name from what they said."""
    return then(
        request,
        lambda at: actions.unlink_speaker(
            conversation=_theirs(neighbour, pk),
            neighbour=neighbour,
            by=account_of(request),
            at=at,
        ),
        "Your name is gone from it.",
        redirect("own:page"),
    )


@own_door
@require_POST
def words_gone(request: HttpRequest, neighbour: Neighbour, pk: UUID) -> HttpResponse:
    """Take back what they said, when they said it alone."""
    said = _theirs(neighbour, pk)
    return then(
        request,
        lambda at: actions.withdraw_own_words(conversation=said, by=account_of(request), at=at),
        "What you said there is gone.",
        redirect("own:page"),
    )


@own_door
@never_cache
@require_http_methods(METHODS)
def asking(request: HttpRequest, neighbour: Neighbour, pk: UUID) -> HttpResponse:
    """Who may ask them for something, and how often."""
    gift = get_object_or_404(Gift.objects.standing(), pk=pk, neighbour=neighbour)
    told = {"may_ask": gift.may_ask, "gap_days": gift.gap_days}
    form = AskingForm(posted(request), initial=told)
    form.speaks_to_them()
    answer = changed(
        request,
        form,
        lambda at: actions.change_asking(
            gift=gift,
            may_ask=form.cleaned_data["may_ask"],
            gap_days=int(form.cleaned_data["gap_days"]),
            by=account_of(request),
            at=at,
        ),
        "Kept, from now on.",
        lambda _: redirect("own:page"),
    )
    return answer or show(request, "own_asking", form, place=neighbour.place, gift=gift)


@own_door
@require_POST
def end_gift(request: HttpRequest, neighbour: Neighbour, pk: UUID) -> HttpResponse:
    """They no longer offer something."""
    gift = get_object_or_404(Gift, pk=pk, neighbour=neighbour)
    return then(
        request,
        lambda at: actions.end_gift(gift=gift, by=account_of(request), at=at),
        "Taken back. Nobody asks you for it any more.",
        redirect("own:page"),
    )


@own_door
@require_POST
def step_out(request: HttpRequest, neighbour: Neighbour, pk: UUID) -> HttpResponse:
    """What they did is not to be kept."""
    step = get_object_or_404(Step, pk=pk, neighbour=neighbour)
    return then(
        request,
        lambda at: actions.take_step_out(step=step, by=account_of(request), at=at),
        "Taken out.",
        redirect("own:page"),
    )


@own_door
@require_POST
def answer_ask(request: HttpRequest, neighbour: Neighbour, pk: UUID) -> HttpResponse:
    """Yes, not now, no; or a yes that has to be cancelled."""
    ask = get_object_or_404(Ask.objects.select_related("opportunity"), pk=pk, neighbour=neighbour)
    said = request.POST.get("answer", "")
    return then(
        request,
        lambda at: actions.answer_ask(ask=ask, answer=said, by=account_of(request), at=at),
        "Thank you for telling us.",
        redirect("own:page"),
    )


@own_door
@require_POST
def done(request: HttpRequest, neighbour: Neighbour, pk: UUID) -> HttpResponse:
    """They did what they had said yes to."""
    ask = get_object_or_404(Ask, pk=pk, neighbour=neighbour)
    return then(
        request,
        lambda at: actions.confirm(ask=ask, side="given", by=account_of(request), at=at),
        "Thank you.",
        redirect("own:page"),
    )


@own_door
@never_cache
@require_GET
def data(request: HttpRequest, neighbour: Neighbour) -> HttpResponse:
    """Everything kept of them, as a file for a machine."""
    told = queries.everything_known(neighbour, at=clock.now())
    answer = HttpResponse(
        json.dumps(told, ensure_ascii=False, indent=2), content_type="application/json"
    )
    answer["Content-Disposition"] = 'attachment; filename="what-is-kept-of-me.json"'
    return answer


@own_door
@never_cache
@require_GET
def data_to_read(request: HttpRequest, neighbour: Neighbour) -> HttpResponse:
    """Everything kept of them, as words to read and print."""
    known = queries.known_of(neighbour, at=clock.now())
    text = render_to_string("organising/own.txt", {"known": known, "at": clock.now()})
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="what-is-kept-of-me.txt"'
    return answer


@own_door
@never_cache
@require_http_methods(METHODS)
def forget(request: HttpRequest, neighbour: Neighbour) -> HttpResponse:
    """Have oneself forgotten, once it is clear what goes and what stays."""
    form = ForgetForm(posted(request))
    if form.is_valid():
        actions.forget_neighbour(
            neighbour=neighbour,
            with_words=form.cleaned_data["with_words"],
            by=account_of(request),
            at=clock.now(),
        )
        forget_card(request)
        messages.success(request, "We have forgotten who you are. Thank you for talking to us.")
        return redirect("own:claim")
    return show(request, "own_forget", form, place=neighbour.place, own=True)


@open_door
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close the page on a shared computer."""
    forget_card(request)
    messages.success(request, "Closed. This computer no longer opens your page.")
    return redirect("own:claim")


def _theirs(neighbour: Neighbour, pk: UUID) -> Conversation:
    spoken = Conversation.objects.filter(speakers__neighbour=neighbour)
    found: Conversation = get_object_or_404(spoken.select_related("place"), pk=pk)
    return found
