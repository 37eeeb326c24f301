"""Outings: planned, out, back, called off."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.organising import actions, queries, rules
from folkmoot.organising.forms import CallOffForm, OutingForm
from folkmoot.organising.models import ListeningRound, Outing
from folkmoot.organising.views.answers import changed, show, then
from folkmoot.people.http import SignedInRequest

METHODS = ["GET", "HEAD", "POST"]


@door(ListeningRound, Permission.LISTEN)
@require_http_methods(METHODS)
def new_outing(request: SignedInRequest, round: ListeningRound) -> HttpResponse:
    """Plan who goes where."""
    at = clock.now()
    ground = queries.ground_of(round.place, at=at)
    form = OutingForm(
        request.POST or None,
        listeners=list(queries.listeners_in(round.place, at=at)),
        streets=ground.streets,
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
    at = clock.now()
    still = set(queries.listeners_in(outing.place, at=at).values_list("pk", flat=True))
    members = outing.members.filter(account__in=still).count()
    page = queries.outing_page(outing, n_still_listening=members, at=at)
    return show(
        request,
        "outing",
        CallOffForm(),
        place=outing.place,
        page=page,
        why_not_back=rules.why_not_come_back(outing),
    )


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
    form = CallOffForm(request.POST or None)
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
