"""What the pages of a run share."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from folkmoot.deciding.models import Decision
from folkmoot.kernel.rules import Refused

METHODS = ["GET", "HEAD", "POST"]


def run_page(
    request: HttpRequest, decision: Decision, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of this decision's run."""
    shared = {"decision": decision, "place": decision.place}
    return render(request, f"deciding/running/{template}.html", shared | context, status=status)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def on_to(page: str, decision: Decision, *more: object) -> HttpResponse:
    """On to another page of the run."""
    return redirect(f"deciding:{page}", decision.ref, *more)


def done(request: HttpRequest, sentence: str) -> None:
    """Say that it worked. Never a code, a passphrase or a choice: messages are kept a moment."""
    messages.success(request, sentence)


def status_of(form: BaseForm) -> int:
    """422 when something has to be mended."""
    return 422 if form.is_bound and form.errors else 200


def mend(form: BaseForm, refusal: Refused | str, field: str | None = None) -> None:
    """Show why it was refused where it can be mended."""
    form.add_error(field, str(refusal))
