"""Mergers: suggesting, waiting for authors, noting answers from paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.ideas import actions, queries, rules
from folkmoot.ideas.forms import BecauseForm, MergerForm, PaperConsentForm, initial_of
from folkmoot.ideas.http import asked_words
from folkmoot.ideas.models import Merger, Proposal
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import then
from folkmoot.people.http import SignedInRequest


@door(Proposal, Permission.PROPOSAL_MERGE)
@require_http_methods(["GET", "POST"])
def suggest(request: SignedInRequest, proposal: Proposal) -> HttpResponse:
    """Choose the other proposal, draft the common words, ask every author."""
    if why := rules.why_not_part(proposal):
        return refused(request, why)
    asked = asked_words(request, "with")
    other = _other(proposal, asked)
    if other is None:
        context = {
            "proposal": proposal,
            "place": proposal.place,
            "alike": queries.like(proposal, most=20),
            "asked": asked,
        }
        return render(request, "ideas/merge_choose.html", context)
    themes = queries.welcome_of(proposal.place).themes
    if request.method == "POST":
        form = MergerForm(request.POST, place=proposal.place, themes=themes)
        if form.is_valid():
            try:
                merger = actions.suggest_merger(
                    proposals=[proposal, other],
                    draft=form.draft(),
                    reason=form.cleaned_data["reason"],
                    by=request.user,
                    at=clock.now(),
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "Every author has been asked.")
                return redirect("ideas:merger", merger.pk)
    else:
        form = MergerForm(initial=_both(proposal, other), place=proposal.place, themes=themes)
    context = {"proposal": proposal, "other": other, "place": proposal.place, "form": form}
    return render(request, "ideas/merge.html", context, status=422 if form.errors else 200)


def _other(proposal: Proposal, ref: str) -> Proposal | None:
    """The other proposal, of the same place, if that reference names one."""
    found = Proposal.objects.filter(place=proposal.place, ref=ref.strip().lower())
    return found.exclude(pk=proposal.pk).select_related("place").first()


def _both(one: Proposal, other: Proposal) -> dict[str, object]:
    """A first draft: the words of both, one after the other, costs from least to most."""
    first = initial_of(one)
    sums = [s for s in (one.cost_most_pence, other.cost_most_pence) if s is not None]
    least = [s for s in (one.cost_least_pence, other.cost_least_pence) if s is not None]
    return first | {
        "what": "\n\n".join(filter(None, [one.what, other.what]))[:3000],
        "why": "\n\n".join(filter(None, [one.why, other.why]))[:2000],
        "cost_least": min(least, default=None),
        "cost_most": max(sums, default=None),
    }


@door(Merger)
@require_GET
def merger(request: SignedInRequest, merger: Merger) -> HttpResponse:
    """Who has been asked, who has answered, what is waited for."""
    may = permissions_of(request.user, within=merger.place, at=clock.now())
    waiting = rules.authors_waited_for(merger)
    context = {
        "merger": merger,
        "place": merger.place,
        "parts": merger.parts.select_related("proposal"),
        "asked": queries.asked_in(merger),
        "why_not": rules.why_not_complete(merger),
        "why_not_open": rules.why_not_open(merger),
        "facts": queries.text_facts(merger),
        "paper": PaperConsentForm(authors=waiting) if Permission.PROPOSAL_ENTER in may else None,
        "off": BecauseForm(label="Why?") if Permission.PROPOSAL_MERGE in may else None,
    }
    return render(request, "ideas/merger.html", context)


@door(Merger, Permission.PROPOSAL_ENTER)
@require_POST
def consent_on_paper(request: SignedInRequest, merger: Merger) -> HttpResponse:
    """Note an author's answer given on paper."""
    form = PaperConsentForm(request.POST, authors=rules.authors_waited_for(merger))
    if not form.is_valid():
        context = {"merger": merger, "place": merger.place, "form": form}
        return render(request, "ideas/merger_paper.html", context, status=422)
    return then(
        request,
        lambda now: actions.answer_merger(
            merger=merger,
            author=form.cleaned_data["author"],
            is_yes=form.is_yes,
            words=form.cleaned_data["words"],
            paper=form.paper(),
            by=request.user,
            at=now,
        ),
        "Noted.",
        redirect("ideas:merger", merger.pk),
    )


@door(Merger, Permission.PROPOSAL_MERGE)
@require_POST
def call_off(request: SignedInRequest, merger: Merger) -> HttpResponse:
    """Stop waiting for the authors."""
    form = BecauseForm(request.POST)
    because = form.cleaned_data["because"] if form.is_valid() else ""
    return then(
        request,
        lambda now: actions.call_off_merger(
            merger=merger, because=because, by=request.user, at=now
        ),
        "Called off. The authors are told.",
        redirect("ideas:merger", merger.pk),
    )
