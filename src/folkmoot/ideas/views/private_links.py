"""Private links: opened, lost, renewed by their owner, closed on a shared computer."""

from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.ideas import actions, queries
from folkmoot.ideas.forms import InviteForm
from folkmoot.ideas.http import (
    author_door,
    authors_opened,
    forget_authors,
    keep_receipt,
    receipt_of,
    remember_author,
)
from folkmoot.ideas.models import Author, Proposal
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.too_often import comes_too_often
from folkmoot.people.http import account_of


@open_door
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """A private link: remember whose it is and leave the secret behind.

    One that ends older links asks for a press first: a machine that reads mail ends nothing.
    """
    now = clock.now()
    link = queries.link_by_secret(secret, at=now)
    if link is None:
        return render(request, "ideas/dead_link.html", status=404)
    author = link.author
    if author.accepted_at is None:
        return redirect("ideas:asked", secret)
    if queries.ends_others(link):
        if request.method == "GET":
            context = {"proposal": author.proposal, "place": author.proposal.place}
            return render(request, "ideas/new_link.html", context)
        actions.use_new_link(link=link, by=account_of(request), at=now)
    remember_author(request, author, now)
    return redirect("ideas:own", author.proposal.ref)


@author_door
@require_GET
def receipt(request: HttpRequest, proposal: Proposal, author: Author) -> HttpResponse:
    """What was put forward, what happens next, and the private link, to keep or print."""
    context = {"proposal": proposal, "place": proposal.place, "author": author}
    return render(request, "ideas/receipt.html", context | link_shown(request, proposal))


def link_shown(request: HttpRequest, proposal: Proposal) -> dict[str, Any]:
    """The private link this browser was just given, and its picture; nothing later on."""
    secret = receipt_of(request, proposal)
    link = f"{settings.SITE_ADDRESS}{reverse('ideas:link', args=[secret])}" if secret else ""
    picture = segno.make(link, error="m").svg_data_uri(scale=4, border=2) if link else ""
    return {"link": link, "picture": picture}


@author_door
@require_http_methods(["GET", "POST"])
def renew(request: HttpRequest, proposal: Proposal, author: Author) -> HttpResponse:
    """Somebody else has got my link: end it, and show me a new one."""
    if request.method == "GET":
        context = {"proposal": proposal, "place": proposal.place, "author": author}
        return render(request, "ideas/renewed.html", context | link_shown(request, proposal))
    now = clock.now()
    try:
        secret = actions.renew_link(author=author, by=account_of(request), at=now)
    except Refused as refusal:
        return refused(request, refusal)
    if str(author.pk) in authors_opened(request, now):
        remember_author(request, author, now)
    response = redirect("ideas:renew", proposal.ref)
    keep_receipt(response, proposal, secret)
    return response


@door(Proposal)
@require_http_methods(["GET", "POST"])
def lost_link(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """A new private link for an author who lost theirs; the answer tells nobody who they are."""
    form, now = InviteForm(request.POST or None), clock.now()
    form.fields["email"].label = "The e-mail address you gave"
    if request.method == "POST" and form.is_valid():
        if too_often := comes_too_often(request, "lost", at=now):
            return refused(request, too_often, status=429)
        actions.send_link_again(
            proposal=proposal, email=form.cleaned_data["email"], by=account_of(request), at=now
        )
        messages.success(
            request,
            "If that address is an author's, a new link is on its way. "
            "Older links stop working once the new one is used.",
        )
        return redirect("ideas:proposal", proposal.ref)
    context = {"proposal": proposal, "place": proposal.place, "form": form}
    return render(request, "ideas/lost_link.html", context, status=422 if form.errors else 200)


@open_door
@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """Close the private pages on a shared computer."""
    forget_authors(request)
    messages.success(request, "Closed. This computer no longer opens your proposal.")
    return redirect("ideas:proposals")
