"""Preparing: settings, options, the ballot paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.deciding import actions, rules
from folkmoot.deciding.analysis import rule_sentence
from folkmoot.deciding.forms.running.preparing import DecisionForm, OptionForm
from folkmoot.deciding.models import Decision, Option
from folkmoot.deciding.queries.limits import limits_of
from folkmoot.deciding.queries.settings import settings_in_words
from folkmoot.deciding.views.running.answers import on_to, run_page
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, changed, done, or_why_not, posted, status_of
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place


@door(Place, Permission.DECISION_PREPARE)
@require_http_methods(METHODS)
def new(request: SignedInRequest, place: Place) -> HttpResponse:
    """Begin a decision."""
    usual = Decision(place=place)
    form = DecisionForm(posted(request), decision=usual, at=clock.now())

    def begin() -> HttpResponse:
        decision = actions.prepare_decision(
            place=place, by=request.user, at=clock.now(), **form.settings()
        )
        said = "The decision is begun. Now add what people can choose."
        return done(request, said, on_to("run_options", decision))

    if answer := changed(form, begin):
        return answer
    context = {"form": form, "place": place, "decision": None}
    return render(request, "deciding/running/settings.html", context, status=status_of(form))


@door(Decision, Permission.DECISION_PREPARE)
@require_http_methods(METHODS)
def settings(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Change a draft; once voting has opened, read what was fixed."""
    if why_not := rules.why_not_change(decision):
        rows = settings_in_words(decision)
        return run_page(request, decision, "settings_fixed", why_not=why_not, rows=rows)
    form = DecisionForm(posted(request), decision=decision, at=clock.now())

    def save() -> HttpResponse:
        actions.change_decision(
            decision=decision, by=request.user, at=clock.now(), **form.settings()
        )
        return done(request, "Saved.", on_to("run", decision))

    if answer := changed(form, save):
        return answer
    return run_page(request, decision, "settings", form=form, status=status_of(form))


@door(Decision, Permission.DECISION_PREPARE)
@require_http_methods(METHODS)
def options(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """What people can choose: the list, and a form to add to it."""
    form = OptionForm(posted(request), decision=decision, option=None)

    def add() -> HttpResponse:
        option = actions.add_option(
            decision=decision, by=request.user, at=clock.now(), **form.cleaned_data
        )
        said = f"“{option.title}” is number {option.number} on the ballot paper."
        return done(request, said, on_to("run_options", decision))

    if answer := changed(form, add):
        return answer
    listed = list(decision.options.all())
    return run_page(
        request,
        decision,
        "options",
        form=form,
        options=listed,
        last=len(listed),
        cost=sum(option.cost_pence for option in listed),
        why_not=rules.why_not_change(decision),
        status=status_of(form),
    )


@door(Decision, Permission.DECISION_PREPARE)
@require_http_methods(METHODS)
def option(request: SignedInRequest, decision: Decision, number: int) -> HttpResponse:
    """Change one option."""
    found = _numbered(decision, number)
    form = OptionForm(posted(request), decision=decision, option=found)

    def save() -> HttpResponse:
        actions.change_option(option=found, by=request.user, at=clock.now(), **form.cleaned_data)
        return done(request, "Saved.", on_to("run_options", decision))

    if answer := changed(form, save):
        return answer
    return run_page(
        request,
        decision,
        "option",
        form=form,
        option=found,
        why_not=rules.why_not_change(decision),
        status=status_of(form),
    )


@door(Decision, Permission.DECISION_PREPARE)
@require_POST
@or_why_not
def remove_option(request: SignedInRequest, decision: Decision, number: int) -> HttpResponse:
    """Take an option off the list."""
    found = _numbered(decision, number)
    actions.remove_option(option=found, by=request.user, at=clock.now())
    return done(request, f"“{found.title}” is off the list.", on_to("run_options", decision))


@door(Decision, Permission.DECISION_PREPARE)
@require_POST
@or_why_not
def move_option(request: SignedInRequest, decision: Decision, number: int) -> HttpResponse:
    """Let an option change places with its neighbour."""
    up = request.POST.get("to") == "up"
    found = _numbered(decision, number)
    actions.move_option(option=found, up=up, by=request.user, at=clock.now())
    return on_to("run_options", decision)


@door(Decision, Permission.DECISION_RUN)
@require_GET
def ballot_paper(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The ballot paper as it is printed: to look at before, and to take to the hall."""
    return run_page(
        request,
        decision,
        "ballot_paper",
        options=list(decision.options.standing()),
        limits=limits_of(decision),
        rule=rule_sentence(decision),
    )


def _numbered(decision: Decision, number: int) -> Option:
    found = get_object_or_404(Option, decision=decision, number=number)
    found.decision = decision
    return found
