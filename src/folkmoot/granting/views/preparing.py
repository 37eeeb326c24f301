"""The grant manager prepares a call."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.granting import actions, queries, rules
from folkmoot.granting.forms import (
    AreasForm,
    CallForm,
    ChooseForm,
    FirstForm,
    RulesForm,
    WindowForm,
    lines_of,
    plan_of,
    rules_of,
)
from folkmoot.granting.models import Call
from folkmoot.granting.views.answers import ask, show, to_call
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, or_why_not, posted, then
from folkmoot.people.http import SignedInRequest
from folkmoot.programmes.models import Programme

KEEPS = Permission.CALL_KEEP
View = Callable[..., HttpResponse]


@door(Programme, KEEPS)
@require_GET
def of(request: SignedInRequest, programme: Programme) -> HttpResponse:
    """Calls of one programme, and the sets of questions it keeps."""
    return show(
        request,
        "of",
        programme=programme,
        calls=queries.calls_of(programme, request.user),
        sets=queries.sets_of(programme),
    )


@door(Programme, KEEPS)
@require_http_methods(METHODS)
def new(request: SignedInRequest, programme: Programme) -> HttpResponse:
    """A call begins."""
    form = CallForm(posted(request), phases=queries.phases_of(programme))
    answer = made(
        request,
        form,
        lambda at: actions.start_call(
            programme=programme, plan=form.plan(), by=request.user, at=at
        ),
        "Begun. Only those who run the programme see it, until you publish it.",
        to_call,
    )
    return answer or ask(request, form, "A new call", "Begin", programme=programme)


def of_a_draft(view: View) -> View:
    """Decorator: a call that is published says why it is not changed."""

    def guarded(request: SignedInRequest, call: Call) -> HttpResponse:
        if why := rules.why_not_write(call):
            return refused(request, why)
        return view(request, call)

    return guarded


def kept(
    request: SignedInRequest, call: Call, form: Any, act: Callable[..., Call], **given: Any
) -> HttpResponse | None:
    """Make a change to a call; `given` is worked out only once the form is valid."""
    return made(
        request,
        form,
        lambda at: act(
            call=call, by=request.user, at=at, **{name: each() for name, each in given.items()}
        ),
        "Kept.",
        to_call,
    )


@door(Call, KEEPS)
@require_http_methods(METHODS)
@of_a_draft
def edit(request: SignedInRequest, call: Call) -> HttpResponse:
    """What it asks for."""
    form = CallForm(
        posted(request), phases=queries.phases_of(call.programme), initial=plan_of(call)
    )
    answer = kept(request, call, form, actions.write_call, plan=lambda: form.plan())
    return answer or ask(request, form, "What the call says", "Keep this", call=call)


@door(Call, KEEPS)
@require_http_methods(METHODS)
@of_a_draft
def needs(request: SignedInRequest, call: Call) -> HttpResponse:
    """What an application needs besides answers."""
    form = RulesForm(posted(request), initial=rules_of(call))
    answer = kept(request, call, form, actions.set_rules, wanted=lambda: form.rules())
    return answer or ask(request, form, "What an application needs", "Keep this", call=call)


@door(Call, KEEPS)
@require_http_methods(METHODS)
@of_a_draft
def areas(request: SignedInRequest, call: Call) -> HttpResponse:
    """The council areas it is for."""
    form = AreasForm(posted(request), initial={"areas": lines_of(list(call.areas.all()))})
    answer = kept(request, call, form, actions.set_areas, areas=lambda: form.cleaned_data["areas"])
    lead = "By their official codes: names alone have sent money to the wrong town."
    return answer or ask(request, form, "Where it is for", "Keep this", call=call, lead=lead)


@door(Call, KEEPS)
@require_http_methods(METHODS)
@of_a_draft
def first(request: SignedInRequest, call: Call) -> HttpResponse:
    """What is asked before anybody applies."""
    form = FirstForm(posted(request), asked=list(call.first_questions.all()))
    answer = kept(request, call, form, actions.set_first_questions, asked=lambda: form.asked())
    lead = "A few questions save people from writing what cannot be chosen. Nothing is kept."
    return answer or ask(request, form, "First questions", "Keep this", call=call, lead=lead)


@door(Call, KEEPS)
@require_http_methods(METHODS)
@of_a_draft
def questions(request: SignedInRequest, call: Call) -> HttpResponse:
    """Which set of questions it asks."""
    sets = list(queries.published_sets_of(call.programme))
    if not sets:
        return show(request, "no_sets", call=call, programme=call.programme)
    form = ChooseForm(
        posted(request), sets=sets, initial={"questions": str(call.questions_id or "")}
    )
    answer = kept(request, call, form, actions.use_questions, question_set=lambda: form.chosen())
    return answer or ask(request, form, "What it asks", "Keep this", call=call)


@door(Call, KEEPS)
@require_http_methods(METHODS)
@of_a_draft
def publish(request: SignedInRequest, call: Call) -> HttpResponse:
    """Everyone reads it; from then on it stays as it is."""
    form = WindowForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.publish_call(call=call, window=form.window(), by=request.user, at=at),
        "Published. It opens and closes by the clock of this site.",
        to_call,
    )
    lead = (
        "From then on it stays as people read it. It is open for at least four weeks, and what "
        "applications are weighed by is what every funder has agreed on."
    )
    return answer or ask(request, form, f"Publish {call.name}", "Publish it", call=call, lead=lead)


@door(Call, KEEPS)
@require_POST
@or_why_not
def take_back(request: SignedInRequest, call: Call) -> HttpResponse:
    """Before it opens, change it after all."""
    return then(
        request,
        lambda at: actions.take_back_call(call=call, by=request.user, at=at),
        "Taken back. Only those who run the programme see it now.",
        to_call(call),
    )
