"""The grant manager moves deadlines, ends calls, and looks at what was handed in."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.granting import actions, queries, rules
from folkmoot.granting.forms import AskForm, FindForm, LetInForm, ReopenForm, WhyForm
from folkmoot.granting.models import Application, Call
from folkmoot.granting.views.answers import ask, to_application, to_call
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, or_why_not, posted, then
from folkmoot.people.http import SignedInRequest

KEEPS, HANDLES = Permission.CALL_KEEP, Permission.APPLICATION_HANDLE


@door(Call, KEEPS)
@require_http_methods(METHODS)
def reopen(request: SignedInRequest, call: Call) -> HttpResponse:
    """Another deadline for everybody, with its reason."""
    form = ReopenForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.reopen_call(call=call, **form.cleaned_data, by=request.user, at=at),
        "Moved, for everybody alike. Whoever is writing has been told.",
        to_call,
    )
    lead = "It moves for everybody alike, and only to later. Everyone reads when and why."
    return answer or ask(request, form, "Move the deadline", "Move it", call=call, lead=lead)


@door(Call, KEEPS)
@require_http_methods(METHODS)
def cancel(request: SignedInRequest, call: Call) -> HttpResponse:
    """It does not take place after all."""
    form = WhyForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.cancel_call(call=call, **form.cleaned_data, by=request.user, at=at),
        "Cancelled. Everybody who had begun has been told why.",
        to_call,
    )
    lead = "This is for good. Everybody who has begun is told why."
    return answer or ask(
        request, form, f"Cancel {call.name}?", "Cancel it", call=call, lead=lead, kind="warning"
    )


@door(Call, KEEPS)
@require_POST
@or_why_not
def conclude(request: SignedInRequest, call: Call) -> HttpResponse:
    """Everybody has an answer."""
    return then(
        request,
        lambda at: actions.conclude_call(call=call, by=request.user, at=at),
        "Concluded. How partners and councils were reached is forgotten.",
        to_call(call),
    )


@door(Call, HANDLES)
@require_http_methods(METHODS)
def let_in(request: SignedInRequest, call: Call) -> HttpResponse:
    """One application may be handed in late, with the reason on record."""
    form = LetInForm(posted(request))
    answer = _let_in(request, call, form) if form.is_bound and form.is_valid() else None
    lead = "For something outside their hands. To move the deadline for everybody, do that."
    return answer or ask(request, form, "Let one in late", "Let it in", call=call, lead=lead)


@door(Application, HANDLES)
@never_cache
@require_http_methods(METHODS)
def fits(request: SignedInRequest, application: Application) -> HttpResponse:
    """It fits the call."""
    return _said(
        request, application, actions.find_eligible, "It fits the call", "It fits",
        lead="They hear that it goes on. Words are not needed.", required=False,
    )  # fmt: skip


@door(Application, HANDLES)
@never_cache
@require_http_methods(METHODS)
def unfit(request: SignedInRequest, application: Application) -> HttpResponse:
    """It does not."""
    return _said(
        request, application, actions.find_ineligible, "It does not fit the call",
        "It does not fit", lead="Say why, and what else there is for them.",
    )  # fmt: skip


@door(Application, HANDLES)
@never_cache
@require_http_methods(METHODS)
def again(request: SignedInRequest, application: Application) -> HttpResponse:
    """A finding is looked at again."""
    return _said(
        request, application, actions.reconsider, "Look at it again", "Look again",
        lead="It stands as handed in again, and they hear why.",
    )  # fmt: skip


@door(Application, HANDLES)
@never_cache
@require_http_methods(METHODS)
def ask_more(request: SignedInRequest, application: Application) -> HttpResponse:
    """Ask about some answers, one by one."""
    at = clock.now()
    on_its_team = queries.on_team_of(application, request.user, at=at)
    if why := rules.why_not_move(application, "MORE_INFORMATION") or rules.why_not_handle(
        application, on_its_team=on_its_team
    ):
        return refused(request, why)
    form = AskForm(posted(request), answers=queries.answered_in(application))
    answer = made(
        request,
        form,
        lambda at: actions.ask_more(
            application=application, **form.asked(), by=request.user, at=at
        ),
        "Asked. They answer just these.",
        lambda asked: to_application(asked.application),
    )
    lead = "Write beside each answer what you ask of it. Nothing else can be changed by them."
    return answer or ask(
        request, form, "Ask about some answers", "Ask them", application=application, lead=lead
    )


def _let_in(request: SignedInRequest, call: Call, form: LetInForm) -> HttpResponse | None:
    told = form.cleaned_data
    application = queries.draft_by_ref(call, told["ref"])
    if application is None:
        form.add_error("ref", "No application to this call that waits has that reference.")
        return None
    return made(
        request,
        form,
        lambda at: actions.let_in_late(
            application=application,
            until_at=told["until_at"],
            because=told["because"],
            by=request.user,
            at=at,
        ),
        "Let in. They have been told until when.",
        lambda let_in: to_call(let_in.application.call),
    )


def _said(
    request: SignedInRequest,
    application: Application,
    act: Callable[..., Application],
    heading: str,
    button: str,
    *,
    required: bool = True,
    **more: Any,
) -> HttpResponse:
    form = FindForm(posted(request), required=required)
    answer = made(
        request,
        form,
        lambda at: act(application=application, **form.cleaned_data, by=request.user, at=at),
        "Kept. They have been told.",
        to_application,
    )
    return answer or ask(request, form, heading, button, application=application, **more)
