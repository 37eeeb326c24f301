"""What the pages of this room share: how they are drawn, and where they lead."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from folkmoot.kernel.ui.changes import status_of
from folkmoot.learning.models import Course, Run


def show(
    request: HttpRequest, template: str, form: BaseForm | None = None, **context: Any
) -> HttpResponse:
    """A page of this room; 422 when there is something to mend."""
    status = status_of(form) if form else 200
    return render(request, f"learning/{template}.html", context | {"form": form}, status=status)


def to_course(course: Course) -> HttpResponse:
    """On to a course's page."""
    return redirect("learning:course", course.ref)


def to_run(run: Run) -> HttpResponse:
    """On to the page of those who lead a run."""
    return redirect("learning:run", run.ref)
