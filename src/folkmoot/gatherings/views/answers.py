"""What the pages of this room share: how they are drawn, and calendars as files."""

from collections.abc import Sequence
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from folkmoot.gatherings.calendars import calendar_of
from folkmoot.gatherings.models import Gathering
from folkmoot.kernel.ui.changes import status_of


def show(
    request: HttpRequest, template: str, form: BaseForm | None = None, **context: Any
) -> HttpResponse:
    """A page of this room; 422 when there is something to mend."""
    status = status_of(form) if form else 200
    return render(request, f"gatherings/{template}.html", context | {"form": form}, status=status)


def to_gathering(gathering: Gathering) -> HttpResponse:
    """On to a gathering's page."""
    return redirect("gatherings:gathering", gathering.ref)


def calendar_file(name: str, gatherings: Sequence[Gathering], file: str) -> HttpResponse:
    """Gatherings as a calendar that other programs read and come back for."""
    answer = HttpResponse(
        calendar_of(name, gatherings), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = f'inline; filename="{file}.ics"'
    answer["Cache-Control"] = "public, max-age=900"
    return answer
