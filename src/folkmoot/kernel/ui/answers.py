"""Answers that are not pages of a room: refusals and errors, in our words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from folkmoot.kernel.rules import Refused


def refused(request: HttpRequest, refusal: Refused | str, status: int = 409) -> HttpResponse:
    """The closed door as a page: why it may not happen now, and the way back."""
    return render(request, "ui/refused.html", {"why": str(refusal)}, status=status)
