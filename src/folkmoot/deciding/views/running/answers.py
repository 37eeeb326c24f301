"""What the pages of a run share: how they are drawn, and where they lead on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from folkmoot.deciding.models import Decision


def run_page(
    request: HttpRequest, decision: Decision, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of this decision's run."""
    shared = {"decision": decision, "place": decision.place}
    return render(request, f"deciding/running/{template}.html", shared | context, status=status)


def on_to(page: str, decision: Decision, *more: object) -> HttpResponse:
    """On to another page of the run."""
    return redirect(f"deciding:{page}", decision.ref, *more)
