"""How a change is asked for, made and answered, in whichever room: forms and buttons alike."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict

from folkmoot.kernel import clock
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused

METHODS = ["GET", "HEAD", "POST"]
Answer = TypeVar("Answer", bound=HttpResponseBase)
Made = TypeVar("Made")
View = Callable[..., HttpResponse]


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def done(request: HttpRequest, sentence: str, answer: HttpResponse) -> HttpResponse:
    """Say that it worked, on the page that comes next. Never a code, a passphrase or a choice:
    messages are kept a moment.
    """
    messages.success(request, sentence)
    return answer


def _the_whole_form(refusal: Refused) -> str | None:
    return None


def changed(
    form: BaseForm,
    change: Callable[[], Answer],
    *,
    where: Callable[[Refused], str | None] = _the_whole_form,
) -> Answer | None:
    """Make the change a form asks for, and answer; None while something is to mend.

    What the form itself finds wrong, and what the change is refused for, is then said on the
    form, so that the page is shown again with everything as it was typed. `where` names the
    field a refusal belongs to; most belong to the whole form.
    """
    if not form.is_valid():
        return None
    try:
        return change()
    except Refused as refusal:
        form.add_error(where(refusal), str(refusal))
        return None


def or_why_not(view: View) -> View:
    """Decorator, for a button without a form: when the change is refused, a page says why."""

    @wraps(view)
    def answered(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *given, **named)
        except Refused as refusal:
            return refused(request, refusal)

    return answered


def status_of(form: BaseForm) -> int:
    """422 when something has to be mended."""
    return 422 if form.is_bound and form.errors else 200


def then(
    request: HttpRequest, act: Callable[[datetime], object], said: str, onward: HttpResponse
) -> HttpResponse:
    """For a button: do it, say so and go on; or show why not."""
    try:
        act(clock.now())
    except Refused as refusal:
        return refused(request, refusal)
    return done(request, said, onward)


def made(
    request: HttpRequest,
    form: BaseForm,
    change: Callable[[datetime], Made],
    said: str,
    onward: Callable[[Made], HttpResponse],
) -> HttpResponse | None:
    """Make the change a form asks for, say so and go on; None while something is to mend."""
    return changed(form, lambda: done(request, said, onward(change(clock.now()))))
