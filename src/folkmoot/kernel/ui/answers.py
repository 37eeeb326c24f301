"""Answers that are not pages of a room: refusals and errors, in our words."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

from folkmoot.kernel.rules import Refused

MEGABYTE = 1024 * 1024


def refused(request: HttpRequest, refusal: Refused | str, status: int = 409) -> HttpResponse:
    """The closed door as a page: why it may not happen now, and the way back."""
    return render(request, "ui/refused.html", {"why": str(refusal)}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; 413 when it was only too large."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return too_large(request)
    return render(request, "400.html", status=400)


def too_large(request: HttpRequest) -> HttpResponse:
    """413, with how much would have been taken."""
    most = f"{(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) / MEGABYTE:g} MB"
    return render(request, "413.html", {"most": most}, status=413)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: offers signing in when nobody is signed in."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, without a word about what may or may not be there."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: leans on nothing that may be broken too, and says nothing about the inside."""
    return HttpResponseServerError(render_to_string("500.html"))


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that could not be told from a forged one."""
    return render(request, "403_csrf.html", status=403)
