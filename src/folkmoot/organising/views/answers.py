"""What the pages of this room share: how they are drawn, and how a change is answered."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from folkmoot.kernel import clock
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused


def show(
    request: HttpRequest, template: str, form: BaseForm | None = None, **context: Any
) -> HttpResponse:
    """A page of this room; 422 when there is something to mend."""
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, f"organising/{template}.html", context | {"form": form}, status=status)


def changed(
    request: HttpRequest,
    form: BaseForm,
    change: Callable[[datetime], object],
    done: str,
    onward: Callable[[object], HttpResponse],
) -> HttpResponse | None:
    """Make the change a form asks for, say so and go on; None while something is to mend."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        made = change(clock.now())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, done)
    return onward(made)


def then(
    request: HttpRequest, act: Callable[[datetime], object], done: str, onward: HttpResponse
) -> HttpResponse:
    """For a button without a form: do it, say so and go on; or show why not."""
    try:
        act(clock.now())
    except Refused as refusal:
        return refused(request, refusal)
    messages.success(request, done)
    return onward
