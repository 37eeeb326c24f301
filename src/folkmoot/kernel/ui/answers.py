"""Answers that are not pages of a room: refusals and errors, in our words."""

import logging
import sys
import traceback
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from folkmoot.kernel.rules import Refused

log = logging.getLogger("folkmoot.broken")
NOT_SIGNED_IN = "Sign in first."
NOT_YOURS = "You are signed in, and this needs a role that you do not hold."


def refused(request: HttpRequest, refusal: Refused | str, status: int = 409) -> HttpResponse:
    """The closed door as a page: why it may not happen now, and the way back."""
    return render(request, "ui/refused.html", {"why": str(refusal)}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400 for what nobody can read. What is only too much has been seen to: `too_much`."""
    return render(request, "400.html", status=400)


def too_large(request: HttpRequest, sentence: str, *, words: bool = False) -> HttpResponse:
    """413; the sentence says what is too much and how much may be. `words`: no file is at fault."""
    return render(request, "413.html", {"sentence": sentence, "words": words}, status=413)


class OnlyAButton:
    """Middleware: 405 has words too, for someone who reloads or keeps the address of a form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """What the view answers; or in place of an empty 405, a page that says what to do."""
        answer = self.get_response(request)
        if answer.status_code != 405 or answer.content:
            return answer
        page = render(request, "405.html", status=405)
        for name, value in answer.items():  # what the door said of it stays: private, not kept
            page.setdefault(name, value)
        return page


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: offers signing in when nobody is signed in. A script is told the same in JSON."""
    if asks_for_json(request):
        signed_in = request.user.is_authenticated
        told = {"signed_in": signed_in, "sentence": NOT_YOURS if signed_in else NOT_SIGNED_IN}
        return JsonResponse(told, status=403)
    return render(request, "403.html", status=403)


def asks_for_json(request: HttpRequest) -> bool:
    """Whether the one who asks would rather read JSON than a page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, without a word about what may or may not be there."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: leans on nothing that may be broken too, and says nothing about the inside."""
    log.error("%s", _what_broke(request))
    return HttpResponseServerError(render_to_string("500.html"))


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that could not be told from a forged one."""
    if asks_for_json(request):
        return JsonResponse({"expired": True, "sentence": NOT_SIGNED_IN}, status=403)
    return render(request, "403_csrf.html", status=403)


def _what_broke(request: HttpRequest) -> str:
    """For the log: which view, what kind of mishap, which lines of ours and others'.

    Never the address nor the mishap's own words: they may hold a secret link, or what someone
    typed.
    """
    kind, _, trace = sys.exc_info()
    at = request.resolver_match.view_name if request.resolver_match else "an address"
    lines = [f"  {one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(trace)]
    return "\n".join([f"{request.method} {at} broke: {kind.__name__ if kind else '?'}", *lines])
