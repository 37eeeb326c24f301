"""What the pages about assessing and choosing share."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render

from folkmoot.granting.models import Panel
from folkmoot.kernel.ui.changes import made, status_of
from folkmoot.people.http import SignedInRequest

Act = Callable[[datetime], object]


def page(request: Any, template: str, form: BaseForm | None = None, **context: Any) -> HttpResponse:
    """A page of this room; 422 when there is something to mend."""
    status = status_of(form) if form else 200
    return render(request, f"granting/{template}.html", context | {"form": form}, status=status)


def one(
    request: SignedInRequest,
    form: BaseForm,
    act: Act,
    said: str,
    onward: tuple[Any, ...],
    **words: Any,
) -> HttpResponse:
    """One form on a page of its own, with its `heading`, `lead` and `button`; then `onward`."""
    answer = made(request, form, act, said, lambda _: redirect(*onward))
    return answer or page(request, "panel/one", form, back=onward, **words)


def to_panel(panel: Panel) -> tuple[Any, ...]:
    """The panel's page."""
    return "panels:panel", panel.pk
