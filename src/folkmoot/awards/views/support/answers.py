"""What the pages of support share."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from folkmoot.awards.models import Delivery, SupportItem, SupportPackage
from folkmoot.kernel.ui.changes import made, status_of
from folkmoot.people.http import SignedInRequest

Act = Callable[[datetime], object]


def show(request: Any, template: str, form: BaseForm | None = None, **context: Any) -> HttpResponse:
    """A page of support; 422 when there is something to mend."""
    status = status_of(form) if form else 200
    page = f"awards/support/{template}.html"
    return render(request, page, context | {"form": form}, status=status)


def to_package(package: SupportPackage) -> HttpResponse:
    """On to a package's page."""
    return redirect("support:package", package.ref)


def asked(
    request: SignedInRequest,
    package: SupportPackage,
    form: BaseForm,
    act: Act,
    said: str,
    **words: Any,
) -> HttpResponse:
    """One form about a package on a page of its own, with its `heading` and `button`."""
    answer = made(request, form, act, said, lambda _: to_package(package))
    return answer or show(request, "one", form, package=package, **words)


def item_of(package: SupportPackage, key: UUID) -> SupportItem:
    """One line of a package, or 404."""
    item: SupportItem = get_object_or_404(package.items, pk=key)
    item.package = package
    return item


def delivery_of(package: SupportPackage, key: UUID) -> Delivery:
    """One day noted in a package, or 404."""
    rows = Delivery.objects.filter(item__package=package).select_related("item")
    found: Delivery = get_object_or_404(rows, pk=key)
    found.item.package = package
    return found
