"""What the pages of this room share: how they are drawn, and where one goes next."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from folkmoot.granting.models import Application, Call
from folkmoot.kernel.ui.changes import status_of


def show(
    request: HttpRequest, template: str, form: BaseForm | None = None, **context: Any
) -> HttpResponse:
    """A page of this room; 422 when there is something to mend."""
    status = status_of(form) if form else 200
    answer = render(request, f"granting/{template}.html", context | {"form": form}, status=status)
    if "application" in context:
        answer["Cache-Control"] = "private, no-store"
    return answer


def ask(
    request: HttpRequest, form: BaseForm, heading: str, button: str, **context: Any
) -> HttpResponse:
    """A page with one form on it."""
    return show(request, "one", form, heading=heading, button=button, **context)


def to_application(application: Application) -> HttpResponse:
    """On to an application's page."""
    return redirect("granting:application", application.ref)


def to_call(call: Call) -> HttpResponse:
    """On to a call's page."""
    return redirect("calls:call", call.ref)
