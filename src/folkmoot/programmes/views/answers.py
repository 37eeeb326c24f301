"""What the pages of this room share: how they are drawn, and where one goes next."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from folkmoot.kernel.ui.changes import status_of
from folkmoot.programmes.models import Programme, Version


def show(
    request: HttpRequest, template: str, form: BaseForm | None = None, **context: Any
) -> HttpResponse:
    """A page of this room; 422 when there is something to mend."""
    status = status_of(form) if form else 200
    return render(request, f"programmes/{template}.html", context | {"form": form}, status=status)


def to_programme(programme: Programme) -> HttpResponse:
    """On to a programme's page."""
    return redirect("programmes:programme", programme.slug)


def to_version(version: Version) -> HttpResponse:
    """On to a version's page."""
    return redirect("programmes:version", version.pk)
