"""What the pages of this room share: how they are drawn, and how a form's change is answered."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from folkmoot.kernel.ui.changes import made as changed
from folkmoot.kernel.ui.changes import status_of

__all__ = ["changed", "show"]


def show(
    request: HttpRequest, template: str, form: BaseForm | None = None, **context: Any
) -> HttpResponse:
    """A page of this room; 422 when there is something to mend."""
    status = status_of(form) if form else 200
    return render(request, f"organising/{template}.html", context | {"form": form}, status=status)
