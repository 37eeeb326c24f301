"""Who is asking: authors by account or private link, and how often one building asks."""

import base64
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from folkmoot.ideas import queries
from folkmoot.ideas.models import Author, Proposal, Stage
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import Door
from folkmoot.kernel.sealing import WrongKey, unwrap_from_browser, wrap_for_browser

KEPT = "ideas_authors"  # in the session: key of an author → when their link was opened here
LASTS = timedelta(hours=2)
RECEIPT = "ideas-receipt"

AuthorView = Callable[..., HttpResponseBase]


def remember_author(request: HttpRequest, author: Author, at: datetime) -> None:
    """Let this browser act for an author for two hours; the secret leaves the address bar."""
    kept = dict(request.session.get(KEPT, {}))
    kept[str(author.pk)] = at.isoformat()
    request.session[KEPT] = kept


def forget_authors(request: HttpRequest) -> None:
    """Finish on this computer."""
    request.session.pop(KEPT, None)


def authors_opened(request: HttpRequest, at: datetime) -> dict[str, datetime]:
    """Keys of authors whose private link was opened in this browser not long ago, and when."""
    kept = request.session.get(KEPT, {})
    opened = {key: datetime.fromisoformat(since) for key, since in kept.items()}
    return {key: since for key, since in opened.items() if at - since < LASTS}


def author_asking(request: HttpRequest, proposal: Proposal) -> Author | None:
    """The author of this proposal who is asking, if one is."""
    opened = authors_opened(request, clock.now())
    if not opened and not request.user.is_authenticated:
        return None
    return queries.author_of(proposal, request.user, opened)


def author_door(view: AuthorView) -> AuthorView:
    """Let a proposal's authors through. To others it is closed (403), or not there (404)."""

    @wraps(view)
    def guarded(request: HttpRequest, *, ref: str, **named: Any) -> HttpResponseBase:
        rows = Proposal.objects.select_related("place", "option__decision")
        proposal = get_object_or_404(rows, ref=ref)
        author = author_asking(request, proposal)
        if author is None:
            if proposal.stage == Stage.HELD:
                get_object_or_404(Proposal.objects.visible_to(request.user), ref=ref)
            context = {"proposal": proposal, "place": proposal.place}
            return render(request, "ideas/not_yours.html", context, status=403)
        author.proposal = proposal
        return view(request, proposal, author, **named)

    guarded.door = Door("ideas.Proposal", "its authors")  # type: ignore[attr-defined]
    return guarded


def keep_receipt(response: HttpResponse, proposal: Proposal, secret: str) -> None:
    """Let this browser show the receipt again; it carries the secret, sealed, for two hours."""
    sealed = wrap_for_browser(f"{proposal.ref} {secret}".encode())
    response.set_cookie(
        RECEIPT,
        base64.urlsafe_b64encode(sealed).decode(),
        max_age=LASTS,
        path=reverse("ideas:own", args=[proposal.ref]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def receipt_of(request: HttpRequest, proposal: Proposal) -> str:
    """The secret this browser was given for a proposal, or nothing."""
    try:
        sealed = base64.urlsafe_b64decode(request.COOKIES.get(RECEIPT, ""))
        ref, secret = unwrap_from_browser(sealed).decode().split(" ", 1)
    except (WrongKey, ValueError):
        return ""
    return secret if ref == proposal.ref else ""


def asked_words(request: HttpRequest, name: str) -> str:
    """What an address asks for by name: one line of words, not too many."""
    return "".join(sign for sign in request.GET.get(name, "") if sign.isprintable())[:200]
