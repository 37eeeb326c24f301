"""Messages to many: written, looked over, sent in two steps, stopped, and kept as a record."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import may
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.organising import actions, queries, rules
from folkmoot.organising.forms import CircularForm, SendForm, StopTextForm
from folkmoot.organising.forms.circulars import written_in
from folkmoot.organising.models import Circular, CircularStage
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place


@door(Place, Permission.LISTEN)
@never_cache
@require_GET
def circulars(request: SignedInRequest, place: Place) -> HttpResponse:
    """What has been sent, and what is being written."""
    at = clock.now()
    return show(
        request,
        "circulars",
        place=place,
        listed=queries.circulars_of(place, page=request.GET.get("page", "1")),
        voice=queries.voice_of(place, at),
        may_send=may(request.user, Permission.LISTENING_LEAD, within=place, at=at),
    )


@door(Place, Permission.LISTENING_LEAD)
@require_http_methods(METHODS)
def new_circular(request: SignedInRequest, place: Place) -> HttpResponse:
    """Begin a message."""
    form = CircularForm(posted(request), whom=queries.whom_in(place))
    answer = changed(
        request,
        form,
        lambda at: actions.write_circular(
            place=place, drafted=form.drafted(), by=request.user, at=at
        ),
        "Kept. Nothing has gone to anybody yet.",
        _to_it,
    )
    return answer or show(request, "write_circular", form, place=place)


@door(Circular, Permission.LISTENING_LEAD)
@require_http_methods(METHODS)
def change_circular(request: SignedInRequest, circular: Circular) -> HttpResponse:
    """Change a message that has not gone."""
    if why := rules.why_not_rewrite(circular):
        return refused(request, why)
    form = CircularForm(
        posted(request), whom=queries.whom_in(circular.place), initial=written_in(circular)
    )
    answer = changed(
        request,
        form,
        lambda at: actions.rewrite_circular(
            circular=circular, drafted=form.drafted(), by=request.user, at=at
        ),
        "Kept.",
        _to_it,
    )
    return answer or show(request, "write_circular", form, place=circular.place, circular=circular)


@door(Circular, Permission.LISTEN)
@never_cache
@require_GET
def circular(request: SignedInRequest, circular: Circular) -> HttpResponse:
    """Before it goes: who gets it and who does not, and why. After: what became of it."""
    at = clock.now()
    leads = may(request.user, Permission.LISTENING_LEAD, within=circular.place, at=at)
    context: dict[str, Any] = {"place": circular.place, "circular": circular, "may_send": leads}
    if circular.stage in (CircularStage.DRAFT, CircularStage.DROPPED):
        preview = queries.preview_of(circular, by=request.user, at=at)
        return show(request, "circular", preview=preview, **context)
    return show(request, "circular_went", went=queries.went(circular, at=at), **context)


@door(Circular, Permission.LISTENING_LEAD)
@never_cache
@require_http_methods(METHODS)
def send(request: SignedInRequest, circular: Circular) -> HttpResponse:
    """The second step: the number, the first reader's copy, a tick, and it goes."""
    if why := rules.why_not_rewrite(circular):
        return refused(request, why)
    preview = queries.preview_of(circular, by=request.user, at=clock.now())
    form = SendForm(posted(request), initial={"n_expected": preview.n_getting})
    answer = changed(
        request,
        form,
        lambda at: actions.send_circular(
            circular=circular,
            n_expected=form.cleaned_data["n_expected"],
            by=request.user,
            at=at,
        ),
        "It is on its way.",
        _to_it,
    )
    if (
        not answer and form.is_bound
    ):  # what it would be sent to now is on the page, and is sent back
        form.data = {**form.data, "n_expected": str(preview.n_getting)}
    return answer or show(
        request, "send_circular", form, place=circular.place, circular=circular, preview=preview
    )


@door(Circular, Permission.LISTENING_LEAD)
@require_POST
def try_out(request: SignedInRequest, circular: Circular) -> HttpResponse:
    """A copy to oneself."""
    return then(
        request,
        lambda at: actions.try_circular(circular=circular, by=request.user, at=at),
        "A copy is on its way to you, and to nobody else.",
        _to_it(circular),
    )


@door(Circular, Permission.LISTENING_LEAD)
@require_POST
def drop(request: SignedInRequest, circular: Circular) -> HttpResponse:
    """It is not to be sent."""
    return then(
        request,
        lambda at: actions.drop_circular(circular=circular, by=request.user, at=at),
        "It stays here to be read, and goes to nobody.",
        redirect("organising:circulars", circular.place.slug),
    )


@door(Circular, Permission.LISTENING_LEAD)
@require_POST
def stop(request: SignedInRequest, circular: Circular) -> HttpResponse:
    """Stop it where it is."""
    return then(
        request,
        lambda at: actions.stop_sending(circular=circular, by=request.user, at=at),
        "Stopped. Nobody else gets it unless you let it go on.",
        _to_it(circular),
    )


@door(Circular, Permission.LISTENING_LEAD)
@require_POST
def go_on(request: SignedInRequest, circular: Circular) -> HttpResponse:
    """Let it go on to those who have not got it."""
    return then(
        request,
        lambda at: actions.go_on_sending(circular=circular, by=request.user, at=at),
        "It goes on to those who have not got it.",
        _to_it(circular),
    )


@door(Place, Permission.LISTEN)
@never_cache
@require_http_methods(METHODS)
def stopped(request: SignedInRequest, place: Place) -> HttpResponse:
    """A text came back that says STOP."""
    form = StopTextForm(posted(request))
    answer = changed(
        request,
        form,
        lambda at: actions.stop_by_text(
            place=place,
            number=form.cleaned_data["number"],
            words=form.cleaned_data["words"],
            by=request.user,
            at=at,
        ),
        "Kept. No more texts go to that number.",
        lambda _: redirect("organising:circulars", place.slug),
    )
    return answer or show(request, "stopped_by_text", form, place=place)


def _to_it(circular: Circular) -> HttpResponse:
    return redirect("organising:circular", circular.pk)
