"""What the pages of this room share: how they are drawn, and how a form's change is answered."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from folkmoot.kernel import clock
from folkmoot.kernel.ui import changes
from folkmoot.kernel.ui.changes import done, status_of

Made = TypeVar("Made")


def show(
    request: HttpRequest, template: str, form: BaseForm | None = None, **context: Any
) -> HttpResponse:
    """A page of this room; 422 when there is something to mend."""
    status = status_of(form) if form else 200
    return render(request, f"organising/{template}.html", context | {"form": form}, status=status)


def changed(
    request: HttpRequest,
    form: BaseForm,
    change: Callable[[datetime], Made],
    said: str,
    onward: Callable[[Made], HttpResponse],
) -> HttpResponse | None:
    """Make the change a form asks for, say so and go on; None while something is to mend."""
    return changes.changed(form, lambda: done(request, said, onward(change(clock.now()))))
