"""The team's work: decisions, paper authors, what is shown, how proposals are taken."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.ideas import actions, queries, rules
from folkmoot.ideas.forms import BecauseForm, DecisionForm, PaperAuthorForm, WelcomeForm
from folkmoot.ideas.models import Proposal, Report
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import then
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place


@door(Proposal, Permission.PROPOSAL_PUT)
@require_http_methods(["GET", "POST"])
def put_to_decision(request: SignedInRequest, proposal: Proposal) -> HttpResponse:
    """Let people choose it."""
    if why := rules.why_not_join(proposal):
        return refused(request, why)
    verdict = rules.latest_verdict(proposal)
    form = DecisionForm(
        request.POST or None,
        decisions=queries.drafts_in(proposal.place),
        needs_reason=rules.needs_reason(verdict),
        initial={"cost": verdict.cost_most_pence if verdict else proposal.cost_most_pence},
    )
    if request.method == "POST" and form.is_valid():
        cost = form.cleaned_data["cost"]
        if why := rules.why_not_cost(cost, verdict):
            form.add_error("cost", why)
        else:
            return then(
                request,
                lambda now: actions.put_to_decision(
                    proposal=proposal,
                    decision=form.cleaned_data["decision"],
                    cost_pence=cost,
                    because=form.cleaned_data.get("because", ""),
                    by=request.user,
                    at=now,
                ),
                "It is on the list. Its authors and supporters are told.",
                redirect("ideas:proposal", proposal.ref),
            )
    context = {
        "proposal": proposal,
        "place": proposal.place,
        "form": form,
        "verdict": verdict,
        "cost": queries.answer_cost(verdict),
        "has_drafts": form.fields["decision"].queryset.exists(),  # type: ignore[attr-defined]
    }
    return render(
        request, "ideas/put_to_decision.html", context, status=422 if form.errors else 200
    )


@door(Proposal, Permission.PROPOSAL_PUT)
@require_POST
def take_out(request: SignedInRequest, proposal: Proposal) -> HttpResponse:
    """Take it off a draft's list."""
    return then(
        request,
        lambda now: actions.take_out_of_decision(proposal=proposal, by=request.user, at=now),
        "It is off the list.",
        redirect("ideas:proposal", proposal.ref),
    )


@door(Proposal, Permission.PROPOSAL_ENTER)
@require_http_methods(["GET", "POST"])
def paper_author(request: SignedInRequest, proposal: Proposal) -> HttpResponse:
    """Add someone who said on paper that they are an author too."""
    if why := rules.why_not_invite(proposal):
        return refused(request, why)
    form = PaperAuthorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_author_on_paper(
                proposal=proposal,
                contact=form.contact(),
                paper=form.paper(),
                by=request.user,
                at=clock.now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "They are credited now.")
            return redirect("ideas:proposal", proposal.ref)
    context = {"proposal": proposal, "place": proposal.place, "form": form}
    return render(request, "ideas/paper_author.html", context, status=422 if form.errors else 200)


@door(Place, Permission.PROPOSAL_ASSIGN)
@require_GET
def looks(request: SignedInRequest, place: Place) -> HttpResponse:
    """What waits to be read, and what somebody has reported."""
    context = {
        "place": place,
        "held": queries.waiting_to_be_read(place),
        "reports": queries.reports_in(place),
        "mergers": queries.mergers_in(place),
    }
    return render(request, "ideas/looks.html", context)


@door(Proposal, Permission.PROPOSAL_ASSIGN)
@require_POST
def show(request: SignedInRequest, proposal: Proposal) -> HttpResponse:
    """Let everyone read it."""
    return then(
        request,
        lambda now: actions.show_proposal(proposal=proposal, by=request.user, at=now),
        "Everyone can read it now.",
        redirect("ideas:looks", proposal.place.slug),
    )


@door(Proposal, Permission.PROPOSAL_ASSIGN)
@require_http_methods(["GET", "POST"])
def take_down(request: SignedInRequest, proposal: Proposal) -> HttpResponse:
    """Stop showing it, with a reason."""
    if why := rules.why_not_take_down(proposal, "-"):
        return refused(request, why)
    form = BecauseForm(request.POST or None, label="Why? The authors and everyone can read it.")
    if request.method == "POST" and form.is_valid():
        return then(
            request,
            lambda now: actions.take_down(
                proposal=proposal, because=form.cleaned_data["because"], by=request.user, at=now
            ),
            "Taken down.",
            redirect("ideas:looks", proposal.place.slug),
        )
    context = {"proposal": proposal, "place": proposal.place, "form": form}
    return render(request, "ideas/take_down.html", context, status=422 if form.errors else 200)


@door(Proposal, Permission.PROPOSAL_ASSIGN)
@require_POST
def leave_standing(request: SignedInRequest, proposal: Proposal, number: str) -> HttpResponse:
    """Answer a report by leaving the proposal where it is."""
    report = get_object_or_404(Report, pk=number, proposal=proposal)
    form = BecauseForm(request.POST, needed=False)
    if not form.is_valid():
        return refused(request, " ".join(map(str, form.errors["because"])), status=422)
    answer = form.cleaned_data["because"]
    return then(
        request,
        lambda now: actions.leave_standing(report=report, answer=answer, by=request.user, at=now),
        "It stays. The report is answered.",
        redirect("ideas:looks", proposal.place.slug),
    )


@door(Place, Permission.PLACE_EDIT)
@require_http_methods(["GET", "POST"])
def welcome(request: SignedInRequest, place: Place) -> HttpResponse:
    """How this place takes proposals."""
    kept = queries.welcome_of(place)
    names = ("is_open", "closed_because", "answer_days", "themes", "look_first")
    form = WelcomeForm(request.POST or None, initial={name: getattr(kept, name) for name in names})
    if request.method == "POST" and form.is_valid():
        return then(
            request,
            lambda now: actions.set_welcome(
                place=place, welcome=form.welcome(kept), by=request.user, at=now
            ),
            "Kept.",
            redirect("ideas:place", place.slug),
        )
    context = {"place": place, "form": form}
    return render(request, "ideas/welcome.html", context, status=422 if form.errors else 200)
