"""A programme begins, rests, goes on and ends."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, made, posted, then
from folkmoot.people.http import SignedInRequest
from folkmoot.programmes import actions
from folkmoot.programmes.forms import ReasonForm
from folkmoot.programmes.models import Programme, Stage
from folkmoot.programmes.views.answers import show, to_programme

RUNS = Permission.PROGRAMME_RUN


@door(Programme, RUNS)
@require_POST
def live(request: SignedInRequest, programme: Programme) -> HttpResponse:
    """It begins, or goes on."""
    rests = programme.stage == Stage.SUSPENDED
    act = actions.resume if rests else actions.go_live
    return then(
        request,
        lambda at: act(programme=programme, by=request.user, at=at),
        "It goes on." if rests else "It is live.",
        to_programme(programme),
    )


@door(Programme, RUNS)
@require_http_methods(METHODS)
def suspend(request: SignedInRequest, programme: Programme) -> HttpResponse:
    """Everything rests."""
    return _with_reason(request, programme, actions.suspend, "It rests.", "suspend")


@door(Programme, RUNS)
@require_http_methods(METHODS)
def closing(request: SignedInRequest, programme: Programme) -> HttpResponse:
    """Nothing new begins."""
    return _with_reason(request, programme, actions.begin_closing, "It is closing.", "closing")


@door(Programme, RUNS)
@require_POST
def closed(request: SignedInRequest, programme: Programme) -> HttpResponse:
    """It is over."""
    return then(
        request,
        lambda at: actions.close(programme=programme, by=request.user, at=at),
        "It is closed. Everything stays readable.",
        to_programme(programme),
    )


def _with_reason(
    request: SignedInRequest,
    programme: Programme,
    act: Callable[..., Programme],
    said: str,
    template: str,
) -> HttpResponse:
    form: Any = ReasonForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: act(programme=programme, why=form.cleaned_data["why"], by=request.user, at=at),
        said,
        to_programme,
    )
    return answer or show(request, template, form, programme=programme)
