"""Rounds of listening: planned, opened, ended, told, closed."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.organising import actions, queries, rules
from folkmoot.organising.forms import RoundForm, TellingForm
from folkmoot.organising.forms.round import answers_of, first_answers
from folkmoot.organising.models import ListeningRound
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place


@door(Place, Permission.LISTENING_LEAD)
@require_http_methods(METHODS)
def new_round(request: SignedInRequest, place: Place) -> HttpResponse:
    """Plan a round."""
    form = RoundForm(posted(request), initial=first_answers())
    answer = changed(
        request,
        form,
        lambda at: actions.plan_round(place=place, plan=form.plan(), by=request.user, at=at),
        "Planned. Open it when you begin to listen.",
        _to_round,
    )
    return answer or show(request, "plan", form, place=place)


@door(ListeningRound, Permission.LISTENING_LEAD)
@require_http_methods(METHODS)
def change_round(request: SignedInRequest, round: ListeningRound) -> HttpResponse:
    """Change what is planned."""
    if why := rules.why_not_replan(round):
        return refused(request, why)
    form = RoundForm(posted(request), initial=answers_of(round))
    answer = changed(
        request,
        form,
        lambda at: actions.replan_round(round=round, plan=form.plan(), by=request.user, at=at),
        "Kept.",
        _to_round,
    )
    return answer or show(request, "plan", form, place=round.place, round=round)


@door(ListeningRound, Permission.LISTEN)
@require_GET
def round_page(request: SignedInRequest, round: ListeningRound) -> HttpResponse:
    """How far it has come: who was heard, who not yet, and what comes next."""
    tellings = list(round.tellings.all())
    questions = list(round.questions.all())
    at = clock.now()
    return show(
        request,
        "round",
        place=round.place,
        round=round,
        reach=queries.reach_of(round),
        questions=questions,
        tellings=tellings,
        heard=queries.heard_page_in(round),
        may=permissions_of(request.user, within=round.place, at=at),
        why_not_open=rules.why_not_open(round, n_questions=len(questions)),
        why_not_note=rules.why_not_write(round, at),
        why_not_close=rules.why_not_close(round, n_tellings=round.tellings.standing().count()),
    )


@door(ListeningRound, Permission.LISTENING_LEAD)
@require_POST
def open_round(request: SignedInRequest, round: ListeningRound) -> HttpResponse:
    """Begin."""
    return then(
        request,
        lambda at: actions.open_round(round=round, by=request.user, at=at),
        "The listening has begun.",
        _to_round(round),
    )


@door(ListeningRound, Permission.LISTENING_LEAD)
@require_POST
def end_round(request: SignedInRequest, round: ListeningRound) -> HttpResponse:
    """Stop listening."""
    return then(
        request,
        lambda at: actions.end_listening(round=round, by=request.user, at=at),
        "The listening has ended. Now tell people what you heard.",
        _to_round(round),
    )


@door(ListeningRound, Permission.LISTENING_LEAD)
@require_http_methods(METHODS)
def tell(request: SignedInRequest, round: ListeningRound) -> HttpResponse:
    """Note how people were told."""
    if why := rules.why_not_tell(round, None, today=localdate(clock.now())):
        return refused(request, why)
    form = TellingForm(posted(request))
    answer = changed(
        request,
        form,
        lambda at: actions.tell_people(
            round=round,
            way=form.cleaned_data["way"],
            told_date=form.cleaned_data["told"],
            words=form.cleaned_data["words"],
            n_reached=form.cleaned_data["n_reached"],
            by=request.user,
            at=at,
        ),
        "Kept: people have been told.",
        lambda _: _to_round(round),
    )
    return answer or show(request, "tell", form, place=round.place, round=round)


@door(ListeningRound, Permission.LISTENING_LEAD)
@require_POST
def close_round(request: SignedInRequest, round: ListeningRound) -> HttpResponse:
    """Close it."""
    return then(
        request,
        lambda at: actions.close_round(round=round, by=request.user, at=at),
        "This round is closed: people have been told what you heard.",
        _to_round(round),
    )


def _to_round(round: object) -> HttpResponse:
    return redirect("organising:round", getattr(round, "ref", ""))
