"""What anyone may read: lists, a proposal, its earlier words."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from folkmoot.ideas import queries, rules
from folkmoot.ideas.http import asked_words, author_asking
from folkmoot.ideas.models import Channel, Proposal, Stage
from folkmoot.ideas.queries.standing import LEGEND, LISTED
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.places.models import Place
from folkmoot.places.queries import places_for


def _asked(request: HttpRequest) -> dict[str, Any]:
    asked = {name: asked_words(request, name) for name in ("search", "theme", "stage")}
    return asked | {"page": request.GET.get("page", "1")}


@open_door
@require_GET
def proposals(request: HttpRequest) -> HttpResponse:
    """Every place's proposals, and the way to put one forward."""
    context = {
        "listing": queries.listing(user=request.user, **_asked(request)),
        "places": places_for(request.user)[:200],
        "stages": LISTED,
    }
    return render(request, "ideas/proposals.html", context)


@door(Place)
@require_GET
def in_place(request: HttpRequest, place: Place) -> HttpResponse:
    """A place's proposals, as a list and on a map."""
    listing = queries.listing(user=request.user, place=place, **_asked(request))
    context = {
        "place": place,
        "listing": listing,
        "stages": LISTED,
        "legend": LEGEND,
        "why_not_put": rules.why_not_put(listing.welcome),
        "may": permissions_of(request.user, within=place, at=clock.now()),
    }
    return render(request, "ideas/in_place.html", context)


@door(Proposal)
@require_GET
def proposal(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """One proposal, whole."""
    now = clock.now()
    may = permissions_of(request.user, within=proposal.place, at=now)
    whole = queries.proposal_page(proposal, at=now)
    points = []
    if proposal.longitude is not None:
        points = [queries.point_of(proposal, whole.standing)]
    context = {
        "proposal": proposal,
        "place": proposal.place,
        "whole": whole,
        "points": points,
        "counts": {"proposal": sum(queries.counts_in(proposal.place).values())},
        "author": author_asking(request, proposal),
        "has_paper_authors": any(each.channel == Channel.PAPER for each in whole.authors),
        "may": may,
        "merger": queries.open_merger_seen_by(request.user, proposal) if may else None,
        "is_given_out": Permission.PROPOSAL_ASSESS in may and queries.is_given_out(proposal),
        "why_not_support": rules.why_not_support(proposal),
        "why_not_join": rules.why_not_join(proposal),
        "why_not_look": rules.why_not_look(proposal),
    }
    return render(request, "ideas/proposal.html", context)


@door(Proposal)
@require_GET
def version(request: HttpRequest, proposal: Proposal, number: int) -> HttpResponse:
    """The words as they once stood, and what had changed since the version before."""
    if proposal.stage == Stage.TAKEN_DOWN and not _on_team(request, proposal):
        raise Http404  # what was taken down is not to be read one page further on
    versions = {each.number: each for each in queries.versions_of(proposal)}
    if number not in versions:
        raise Http404
    before = versions.get(number - 1)
    context = {
        "proposal": proposal,
        "place": proposal.place,
        "version": versions[number],
        "versions": list(versions.values()),
        "before": before,
        "differences": queries.differences(before, versions[number]) if before else [],
    }
    return render(request, "ideas/version.html", context)


def _on_team(request: HttpRequest, proposal: Proposal) -> bool:
    return bool(permissions_of(request.user, within=proposal.place, at=clock.now()))
