"""Opening, calling off, striking out."""

import random

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from folkmoot.deciding import actions, rules
from folkmoot.deciding.actions.opening import TIE_ORDER
from folkmoot.deciding.analysis import rule_sentence
from folkmoot.deciding.forms.running.opening import ReasonForm, StrikeOutForm
from folkmoot.deciding.models import Decision, Option, Stage
from folkmoot.deciding.queries import running as queries
from folkmoot.deciding.queries.settings import fingerprint, lots_in_order, settings_in_words
from folkmoot.deciding.views.running.answers import on_to, run_page
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, changed, done, or_why_not, posted, status_of
from folkmoot.people.http import SignedInRequest

CHANGED = "Something was changed while you looked. Look once more, then open."


@door(Decision, Permission.DECISION_OPEN)
@require_http_methods(METHODS)
@or_why_not
def open_it(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Everything that will be fixed, and one button; afterwards, what was fixed."""
    options = list(decision.options.order_by("number"))
    if decision.stage != Stage.DRAFT:
        digest = decision.digest
        return run_page(
            request,
            decision,
            "opened",
            lots=lots_in_order(options),
            digest=[digest[start : start + 8] for start in range(0, len(digest), 8)],
        )
    changed = ""
    if request.method == "POST":
        if request.POST.get("seen") == fingerprint(decision, options):
            return _opened(request, decision)
        changed = CHANGED
    return run_page(
        request,
        decision,
        "open",
        options=options,
        tie_order=TIE_ORDER,
        rows=settings_in_words(decision),
        rule=rule_sentence(decision),
        officers=queries.officers_of(decision),
        seen=fingerprint(decision, options),
        changed=changed,
        to_weigh=rules.what_to_weigh(decision, options),
        why_not=rules.why_not_open(decision, at=clock.now()),
        status=409 if changed else 200,
    )


def _opened(request: SignedInRequest, decision: Decision) -> HttpResponse:
    chance = random.SystemRandom()
    actions.open_voting(decision=decision, rng=chance, by=request.user, at=clock.now())
    return done(request, "Voting is open, and the lots are drawn.", on_to("run_open", decision))


@door(Decision, Permission.DECISION_OPEN)
@require_http_methods(METHODS)
def call_off(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Call the decision off, with the reason."""
    form = ReasonForm(posted(request))

    def abandon() -> HttpResponse:
        because = form.cleaned_data["because"]
        actions.abandon_decision(
            decision=decision, because=because, by=request.user, at=clock.now()
        )
        said = "The decision is called off. Everyone can read why."
        return done(request, said, on_to("run", decision))

    if answer := changed(form, abandon):
        return answer
    why_not = rules.why_not_abandon(decision, "any reason")
    return run_page(
        request, decision, "call_off", form=form, why_not=why_not, status=status_of(form)
    )


@door(Decision, Permission.DECISION_OPEN)
@require_http_methods(METHODS)
def strike_out(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Strike out an option on the grounds that were fixed."""
    options = list(decision.options.all())
    standing = [option for option in options if not option.vetoed_at]
    form = StrikeOutForm(posted(request), options=standing)

    def strike() -> HttpResponse:
        option, because = form.cleaned_data["option"], form.cleaned_data["because"]
        actions.veto_option(option=option, because=because, by=request.user, at=clock.now())
        said = f"“{option.title}” is struck out. Everyone can read why."
        return done(request, said, on_to("run_strike_out", decision))

    if answer := changed(form, strike):
        return answer
    struck = [option for option in options if option.vetoed_at]
    why_not = rules.why_not_veto(Option(decision=decision), "any reason")
    return run_page(
        request,
        decision,
        "strike_out",
        form=form,
        struck=struck,
        why_not=why_not,
        status=status_of(form),
    )
