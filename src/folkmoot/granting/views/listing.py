"""The list of applications to a call, and the same as a table."""

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from folkmoot.granting import queries
from folkmoot.granting.forms.listing import ListForm
from folkmoot.granting.models import Call
from folkmoot.granting.queries.listing import HEADS, lines_of_export, listing
from folkmoot.granting.views.answers import show
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.sheets.writing import Table, csv_lines, workbook_file
from folkmoot.people.http import SignedInRequest

SEES = Permission.APPLICATION_SEE
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@door(Call, SEES)
@never_cache
@require_GET
def applications(request: SignedInRequest, call: Call) -> HttpResponse:
    """All that was handed in, in pages."""
    form = _form(request, call)
    wish = form.wish()
    asked = request.GET.copy()
    asked.pop("page", None)
    return show(
        request,
        "applications",
        call=call,
        filters=form,
        wish=wish,
        asked=asked.urlencode(),
        listing=listing(call, request.user, wish, request.GET.get("page", 1)),
        may=permissions_of(request.user, within=call.programme, at=clock.now()),
    )


@door(Call, SEES)
@never_cache
@require_GET
def as_csv(request: SignedInRequest, call: Call) -> HttpResponseBase:
    """The list as CSV, sent as it is read; nothing in it runs."""
    lines = lines_of_export(call, request.user, _form(request, call).wish())
    answer = StreamingHttpResponse(csv_lines(HEADS, lines), content_type="text/csv; charset=utf-8")
    return _named(answer, call, "csv")


@door(Call, SEES)
@never_cache
@require_GET
def as_xlsx(request: SignedInRequest, call: Call) -> HttpResponseBase:
    """The list as a workbook, written as it is read; nothing in it runs, nothing is locked."""
    lines = lines_of_export(call, request.user, _form(request, call).wish())
    file = workbook_file([Table("Applications", HEADS, lines)], at=clock.now())
    answer = FileResponse(file, content_type=XLSX)
    return _named(answer, call, "xlsx")


def _named(answer: HttpResponseBase, call: Call, ending: str) -> HttpResponseBase:
    answer["Content-Disposition"] = f'attachment; filename="applications-{call.ref}.{ending}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _form(request: SignedInRequest, call: Call) -> ListForm:
    return ListForm(
        request.GET or {"sort": "newest"},
        areas=list(call.areas.all()),
        places=queries.places_in(call),
    )
