"""Putting a proposal forward: on the web by anyone, from paper by the team."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from folkmoot.ideas import actions, queries, rules
from folkmoot.ideas.forms import PaperProposalForm, PutForm
from folkmoot.ideas.http import keep_receipt, remember_author
from folkmoot.ideas.models import Author
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.too_often import comes_too_often
from folkmoot.people.http import SignedInRequest
from folkmoot.people.models import Account
from folkmoot.places.models import Place

SENT_BEFORE = (
    "You have put “{}” forward from this page already. Is this another idea? Then press the "
    "button once more. To mend the first, use its private link."
)


@door(Place)
@require_http_methods(["GET", "POST"])
def put(request: HttpRequest, place: Place) -> HttpResponse:
    """A form anyone may fill in; what was typed is kept until it can be taken."""
    now, welcome = clock.now(), queries.welcome_of(place)
    account = request.user if isinstance(request.user, Account) else None
    if request.method == "POST":
        form = PutForm(request.POST, place=place, themes=welcome.themes, at=now)
        sent = _send(request, place, form, account)
        if sent:
            return sent
    else:
        form = PutForm(initial=_known(account), place=place, themes=welcome.themes, at=now)
    why_not = rules.why_not_put(welcome)
    context = {"place": place, "form": form, "welcome": welcome, "why_not": why_not}
    return render(request, "ideas/put.html", context, status=422 if form.errors else 200)


def _send(
    request: HttpRequest, place: Place, form: PutForm, account: Account | None
) -> HttpResponse | None:
    now = clock.now()
    if not form.is_valid():
        return None
    if too_often := comes_too_often(request, "put", at=now):
        form.add_error(None, too_often)
        return None
    try:
        put = actions.put_proposal(
            place=place,
            draft=form.draft(),
            contact=form.contact(),
            by=account,
            at=now,
            sent_as=form.sent_as,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    if rules.words_that_differ(put.proposal, form.draft()):
        # The same page once more, with other words: neither twice the same nor to be lost.
        form.begin_again()
        form.add_error(None, SENT_BEFORE.format(put.proposal.title))
        return None
    remember_author(request, put.author, now)
    response = redirect("ideas:receipt", put.proposal.ref)
    keep_receipt(response, put.proposal, put.secret)
    return response


def _known(account: Account | None) -> dict[str, Any]:
    """What we know of someone who has signed in, to save them typing."""
    if account is None:
        return {}
    return {"shown_name": account.name, "reach_by": "email", "email": account.email}


@door(Place, Permission.PROPOSAL_ENTER)
@require_http_methods(["GET", "POST"])
def paper(request: SignedInRequest, place: Place) -> HttpResponse:
    """Type in what someone wrote on paper. They are its author."""
    welcome = queries.welcome_of(place)
    form = PaperProposalForm(request.POST or None, place=place, themes=welcome.themes)
    if request.method == "POST" and form.is_valid():
        try:
            put = actions.write_down_proposal(
                place=place,
                draft=form.draft(),
                contact=form.contact(),
                paper=form.paper(),
                by=request.user,
                at=clock.now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                f"Kept as {put.proposal.ref}. Write that reference on the paper. "
                + _how_told(put.author),
            )
            return redirect("ideas:proposal", put.proposal.ref)
    context = {"place": place, "form": form}
    return render(request, "ideas/paper.html", context, status=422 if form.errors else 200)


def _how_told(author: Author) -> str:
    if author.person is None or author.person.reach_by == "none":
        return "They asked not to be told anything, so nobody is."
    return f"They are told {author.person.get_reach_by_display().lower()}."
