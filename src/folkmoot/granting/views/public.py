"""What anyone can read: calls, one of them, whether it fits; and beginning to apply."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from folkmoot.granting import actions, queries, rules
from folkmoot.granting.forms import BeginForm, FitForm
from folkmoot.granting.models import Call
from folkmoot.granting.queries.panels import beside_call
from folkmoot.granting.views.answers import ask, show, to_application
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door, signed_in_door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, posted
from folkmoot.people.http import SignedInRequest, account_of


@open_door
@require_GET
def everywhere(request: HttpRequest) -> HttpResponse:
    """Calls that are open, that open soon, and that were."""
    at = clock.now()
    return show(
        request,
        "calls",
        groups=queries.calls_for(request.user, at=at),
        runs=queries.programmes_run_by(account_of(request), at=at),
    )


@door(Call)
@require_GET
def call(request: HttpRequest, call: Call) -> HttpResponse:
    """What a call is for, who may apply, by when, and how it is decided."""
    at = clock.now()
    may = permissions_of(request.user, within=call.programme, at=at)
    return show(
        request,
        "call",
        call=call,
        page=queries.call_page(call, account_of(request), at=at),
        area_rule=rules.area_rule(call),
        closed=rules.why_not_open(call, at=at),
        may=may,
        beside=beside_call(call, request.user),
    )


@door(Call)
@never_cache
@require_http_methods(METHODS)
def fit(request: HttpRequest, call: Call) -> HttpResponse:
    """Does it fit? Nothing of the answers is kept."""
    asked = list(call.first_questions.all())
    form = FitForm(posted(request), asked=asked)
    if form.is_bound and form.is_valid():
        closed = rules.why_not_open(call, at=clock.now())
        return show(request, "fits", form, call=call, unfit=form.unfit(), closed=closed)
    return ask(
        request,
        form,
        "Is it for you?",
        "See whether it fits",
        call=call,
        lead="Answer for yourselves: nothing of this is kept, and nobody but you sees it.",
    )


@door(Call)
@require_http_methods(METHODS)
def apply(request: SignedInRequest, call: Call) -> HttpResponse:
    """Begin an application; whoever begins it leads it."""
    if account_of(request) is None:
        raise PermissionDenied
    at = clock.now()
    if why := rules.why_not_open(call, at=at):
        return refused(request, why)
    form = BeginForm(
        posted(request),
        call=call,
        areas=list(call.areas.all()),
        places=queries.places_to_apply_for(call, request.user),
    )
    answer = made(
        request,
        form,
        lambda at: actions.start_application(
            call=call, beginning=form.beginning(), by=request.user, at=at
        ),
        "Begun. All you write is kept as you go.",
        to_application,
    )
    lead = "You can change all of this until you hand it in. Only your team reads it until then."
    return answer or ask(
        request, form, f"Apply to {call.name}", "Begin", call=call, lead=lead,
        inset=rules.area_rule(call),
    )  # fmt: skip


@signed_in_door
@never_cache
@require_GET
def mine(request: SignedInRequest) -> HttpResponse:
    """Applications one has a hand in, and those that name one as partner."""
    return show(request, "mine", rows=queries.applications_of(request.user, at=clock.now()))
