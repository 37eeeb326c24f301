"""The ways in: a code, the list of voters, an address. Each ends with a pass, or a kind no."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.deciding import actions, passes, patience, rules
from folkmoot.deciding.forms.voting import AddressForm, CodeForm, ProvisionalForm, RollForm
from folkmoot.deciding.models import Channel, Decision, RollEntry, Way
from folkmoot.deciding.queries import voting as queries
from folkmoot.deciding.views.voting_answers import (
    admitted,
    closed,
    private_page,
    refused_voter,
    shut,
    where_to_help,
)
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.kernel.ui.words import hour

NO_SUCH_CODE = (
    "We do not know that code. Please check it, group by group. "
    "It may also be for a vote that has closed."
)
NO_SUCH_CODE_HERE = (
    "That code is not for this vote. Please check it, group by group, and check the name of "
    "the vote on your letter."
)
METHODS = ["GET", "HEAD", "POST"]


@open_door
@private_page
@require_http_methods(METHODS)
def enter_code(request: HttpRequest) -> HttpResponse:
    """Type a code; it finds the vote it is for."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if found := queries.entry_for_code_anywhere(form.cleaned_data["code"]):
            return _let_in(request, *found)
        form.add_error("code", patience.after_wrong_code(request) or NO_SUCH_CODE)
    return render(
        request,
        "deciding/voting/enter_code.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@door(Decision)
@private_page
@require_http_methods(METHODS)
def vote(request: HttpRequest, decision: Decision) -> HttpResponse:
    """How to vote in this decision, for someone who arrives here by a link or a poster."""
    at = clock.now()
    if rules.why_not_cast_now(decision, at=at, in_hall=True):
        return closed(request, decision)
    late = rules.why_not_cast_now(decision, at=at)
    if late and not decision.in_person:
        return closed(request, decision)
    form = CodeForm(request.POST or None)
    takes_codes = decision.by_code or decision.in_person
    if takes_codes and form.is_valid():
        if entry := queries.entry_for_code(decision, form.cleaned_data["code"]):
            return _let_in(request, decision, entry)
        form.add_error("code", patience.after_wrong_code(request) or NO_SUCH_CODE_HERE)
    context = {
        "decision": decision,
        "form": form if takes_codes else None,
        "begun": passes.held_pass(request, decision, at=at),
        "finish_until": hour(decision.hall_until),
    }
    page = f"deciding/voting/{'late' if late else 'vote'}.html"
    return render(request, page, context, status=422 if form.errors else 200)


@door(Decision)
@private_page
@require_http_methods(METHODS)
def by_roll(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Someone says they are on the list of voters."""
    if shut_door := _not_this_way(request, decision, decision.by_roll):
        return shut_door
    provisional = "provisional" in request.POST
    kind = ProvisionalForm if provisional else RollForm
    form = kind(request.POST or None, decision=decision)
    offer = provisional
    if form.is_valid():
        if patience.is_worn_out(request, "people"):
            form.add_error(None, patience.WAIT)
        elif entry := _on_roll(decision, form):
            return _let_in_by_name(request, decision, entry)
        elif provisional:
            return _claimed_on_roll(request, decision, form)
        else:
            patience.note_wrong_try(request, "people")
            offer, form = True, ProvisionalForm(initial=form.cleaned_data, decision=decision)
    context = {"decision": decision, "form": form, "offer": offer}
    return render(
        request, "deciding/voting/by_roll.html", context, status=422 if form.errors else 200
    )


@door(Decision)
@private_page
@require_http_methods(METHODS)
def by_address(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Someone says they live here."""
    if shut_door := _not_this_way(request, decision, decision.by_postcode):
        return shut_door
    form = AddressForm(request.POST or None, decision=decision)
    if form.is_valid():
        told = form.cleaned_data
        try:
            entry = _living_here(request, decision, told)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _let_in_by_name(request, decision, entry)
    return render(
        request,
        "deciding/voting/by_address.html",
        {"decision": decision, "form": form},
        status=422 if form.errors else 200,
    )


@door(Decision)
@private_page
@require_POST
def stop(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Leave nothing of this vote on the device."""
    context = {"decision": decision, "helps": where_to_help(request, decision)}
    response = render(request, "deciding/voting/stopped.html", context)
    passes.take_back(response, decision)
    return response


def _let_in(request: HttpRequest, decision: Decision, entry: RollEntry) -> HttpResponse:
    """A pass for the voter; the one they hold already, with what they had ticked."""
    at, in_hall = clock.now(), entry.way == Way.IN_PERSON
    if why := rules.why_not_cast(decision, entry, changes=False, at=at, in_hall=in_hall):
        return refused_voter(request, decision, entry, why)
    held = passes.held_pass(request, decision, at=at)
    if held is None or held.entry_id != entry.pk or held.replaces:
        channel = Channel.HALL if in_hall else Channel.WEB
        held = passes.Pass.to(entry, channel=channel)
    return admitted(decision, held)


def _let_in_by_name(request: HttpRequest, decision: Decision, entry: RollEntry) -> HttpResponse:
    """The same for who told a name: not where a letter with a code went to it."""
    if why := rules.why_not_by_name(entry):
        steps = [("Type my code", reverse("deciding:vote", args=[decision.ref]))]
        return shut(request, decision, why, steps=steps, title="There is a code for this name")
    return _let_in(request, decision, entry)


def _not_this_way(request: HttpRequest, decision: Decision, allowed: bool) -> HttpResponse | None:
    if rules.why_not_cast_now(decision, at=clock.now()):
        return closed(request, decision)
    return None if allowed else redirect("deciding:vote", decision.ref)


def _on_roll(decision: Decision, form: RollForm) -> RollEntry | None:
    told = form.cleaned_data
    return queries.entry_for_person(decision, told["name"], told["postcode"], told["number"])


def _living_here(request: HttpRequest, decision: Decision, told: dict[str, str]) -> RollEntry:
    """Somebody known by name and postcode, or somebody new: those are counted, wherever listed."""
    if known := queries.entry_for_person(decision, told["name"], told["postcode"]):
        return known
    refuse(patience.why_not_claim_now(request))
    crowd = patience.doubt_about_claims(request)
    return actions.claim_by_postcode(
        decision=decision,
        name=told["name"],
        address=told["address"],
        postcode=told["postcode"],
        doubt=queries.doubt_about_address(decision, told["name"], told["postcode"]) or crowd,
        by=None,
        at=clock.now(),
    )


def _claimed_on_roll(request: HttpRequest, decision: Decision, form: RollForm) -> HttpResponse:
    told = form.cleaned_data
    known = queries.entry_for_person(decision, told["name"], told["postcode"])
    try:
        if not known:
            refuse(patience.why_not_claim_now(request))
            patience.doubt_about_claims(request)
        entry = known or actions.claim_place_on_roll(
            decision=decision,
            name=told["name"],
            address=told["address"],
            postcode=told["postcode"],
            by=None,
            at=clock.now(),
        )
    except Refused as refusal:
        return shut(request, decision, str(refusal))
    return _let_in_by_name(request, decision, entry)
