"""Support, read: one package, all its versions, and a contractor's places."""

from decimal import Decimal

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from folkmoot.awards.models import SupportPackage, SupportPromise
from folkmoot.awards.models.days import QUARTERS, days
from folkmoot.awards.queries import support as queries
from folkmoot.awards.queries.pictures import Part, parts_of
from folkmoot.awards.views.support.answers import show
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, signed_in_door
from folkmoot.kernel.sheets.writing import as_csv
from folkmoot.people.http import SignedInRequest

A_PAGE = 50


@door(SupportPackage)
@require_GET
def package(request: HttpRequest, package: SupportPackage) -> HttpResponse:
    """One package: what was promised, given, confirmed, and what is left."""
    at = clock.now()
    page = queries.support_page(package, request.user, at=at)
    pictures = [(row, picture_of(row.days)) for row in page.rows]
    return show(
        request,
        "package",
        package=package,
        page=page,
        parts=picture_of(page.days),
        pictures=pictures,
        today=localdate(at),
    )


@door(SupportPackage)
@require_GET
def versions(request: HttpRequest, package: SupportPackage) -> HttpResponse:
    """Every version beside the others."""
    versions = list(package.versions.select_related("place_agreed_by", "supporter_agreed_by"))
    promised = {
        (each.version_id, each.item_id): each.n_quarters
        for each in SupportPromise.objects.filter(version__package=package)
    }
    items = [
        (item, [days(promised.get((each.pk, item.pk), 0)) for each in versions])
        for item in package.items.all()
    ]
    return show(request, "versions", package=package, versions=versions, items=items)


@signed_in_door
@require_GET
def mine(request: SignedInRequest) -> HttpResponse:
    """A contractor's places; and for everybody else the packages they may read."""
    page = queries.contractor_page(request.user)
    if page.rows:
        pictures = [(row, picture_of(row.days)) for row in page.rows]
        return show(request, "mine", page=page, parts=picture_of(page.days), pictures=pictures)
    rows = queries.packages_seen(request.user)
    listed = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return show(request, "all", page=listed)


@signed_in_door
@require_GET
def mine_csv(request: SignedInRequest) -> HttpResponse:
    """A contractor's places as a table; days in decimals."""
    page = queries.contractor_page(request.user)
    head = ("Place", "Programme", "Stage", "Promised days", "Confirmed", "To confirm", "Left",
            "Questioned", "Next day", "Next")  # fmt: skip
    rows = [
        (
            row.package.place.name,
            row.package.programme.name,
            row.package.get_stage_display(),
            *(Decimal(number) / QUARTERS for number in (
                row.days.promised, row.days.confirmed, row.days.noted, row.days.left)),
            row.n_questioned,
            row.next_item.next_date if row.next_item else "",
            row.next_item.what if row.next_item else "",
        )
        for row in page.rows
    ]  # fmt: skip
    answer = HttpResponse(as_csv(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="support.csv"'
    return answer


def picture_of(given: queries.Days) -> list[Part]:
    """Days as a bar: confirmed, to confirm, left."""
    named = (
        ("Confirmed", given.confirmed, "moss"),
        ("To confirm", given.noted, "ochre"),
        ("Left", given.left, "quiet"),
    )
    return parts_of(named, days, whole=given.promised)
