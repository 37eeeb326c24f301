"""How to reach an author is set right: by the author, or, of those on paper, by the team."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from folkmoot.ideas import actions, queries, rules
from folkmoot.ideas.forms import ReachForm
from folkmoot.ideas.http import author_door, authors_opened, keep_receipt, remember_author
from folkmoot.ideas.models import Author, Proposal
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import made, posted, status_of
from folkmoot.people.http import SignedInRequest, account_of


@door(Proposal, Permission.PROPOSAL_ENTER)
def reach(request: SignedInRequest, proposal: Proposal) -> HttpResponse:
    """The team sets right how to reach somebody who put their name to it on paper."""
    authors = queries.authors_on_paper(proposal)
    if not authors:
        return refused(
            request,
            "Nobody is an author of this on paper. Others set it right themselves, by their "
            "private link or in their account.",
        )
    form = ReachForm(posted(request), authors=authors)
    answer = made(
        request,
        form,
        lambda now: actions.set_right_how_to_reach(
            author=form.whom(), contact=form.contact(), by=request.user, at=now
        ),
        "Kept. A new private link goes there; the older ones are dead.",
        lambda _: redirect("ideas:proposal", proposal.ref),
    )
    context = {"proposal": proposal, "place": proposal.place, "form": form}
    return answer or render(request, "ideas/reach.html", context, status=status_of(form))


@author_door
def own_reach(request: HttpRequest, proposal: Proposal, author: Author) -> HttpResponse:
    """An author without an account says how to reach them from now on."""
    if why := rules.why_not_reach(author):
        return refused(request, why)
    form = ReachForm(posted(request), authors=[author], is_theirs=False)
    answer = made(
        request,
        form,
        lambda now: actions.set_right_how_to_reach(
            author=author, contact=form.contact(), by=account_of(request), at=now
        ),
        "Kept. This is how we reach you now.",
        lambda secret: _shown(request, proposal, author, secret),
    )
    context = {"proposal": proposal, "place": proposal.place, "form": form, "is_own": True}
    return answer or render(request, "ideas/reach.html", context, status=status_of(form))


def _shown(request: HttpRequest, proposal: Proposal, author: Author, secret: str) -> HttpResponse:
    """The page that shows their new link, which this browser still opens."""
    now = clock.now()
    if str(author.pk) in authors_opened(request, now):
        remember_author(request, author, now)
    response = redirect("ideas:renew", proposal.ref)
    keep_receipt(response, proposal, secret)
    return response
