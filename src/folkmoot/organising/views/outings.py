"""Outings: planned, out, back, called off."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.organising import actions, queries
from folkmoot.organising.forms import CallOffForm, OutingForm
from folkmoot.organising.models import ListeningRound, Outing
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest


@door(ListeningRound, Permission.LISTEN)
@require_http_methods(METHODS)
def new_outing(request: SignedInRequest, round: ListeningRound) -> HttpResponse:
    """Plan who goes where."""
    at = clock.now()
    ground = queries.ground_of(round.place, at=at)
    form = OutingForm(
        posted(request),
        listeners=list(queries.listeners_in(round.place, at=at)),
        streets=ground.streets,
        initial={"who": [str(request.user.pk)]},
    )
    answer = changed(
        request,
        form,
        lambda now: actions.plan_outing(round=round, plan=form.plan(), by=request.user, at=now),
        "Planned. Open this page when you go, and when you are back.",
        lambda made: redirect("organising:outing", getattr(made, "pk", "")),
    )
    return answer or show(request, "plan_outing", form, place=round.place, round=round)


@door(Outing, Permission.LISTEN)
@require_GET
def outing(request: SignedInRequest, outing: Outing) -> HttpResponse:
    """Who goes where, whom to leave in peace, and one button."""
    page = queries.outing_page(outing, at=clock.now())
    return show(request, "outing", place=outing.place, page=page)


@door(Outing, Permission.LISTEN)
@require_POST
def go_out(request: SignedInRequest, outing: Outing) -> HttpResponse:
    """They go."""
    return then(
        request,
        lambda at: actions.go_out(outing=outing, by=request.user, at=at),
        "Good listening. Come back to this page when you are back.",
        redirect("organising:outing", outing.pk),
    )


@door(Outing, Permission.LISTEN)
@require_POST
def come_back(request: SignedInRequest, outing: Outing) -> HttpResponse:
    """They are back."""
    return then(
        request,
        lambda at: actions.come_back(outing=outing, by=request.user, at=at),
        "Welcome back.",
        redirect("organising:outing", outing.pk),
    )


@door(Outing, Permission.LISTEN)
@require_http_methods(METHODS)
def call_off(request: SignedInRequest, outing: Outing) -> HttpResponse:
    """They do not go."""
    form = CallOffForm(posted(request))
    answer = changed(
        request,
        form,
        lambda at: actions.call_off_outing(
            outing=outing, why=form.cleaned_data["why"], by=request.user, at=at
        ),
        "Called off.",
        lambda _: redirect("organising:outing", outing.pk),
    )
    return answer or show(request, "call_off", form, place=outing.place, outing=outing)
