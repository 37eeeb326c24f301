"""Grants as open data: one address, two forms."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from folkmoot.awards.open_grants.package import Publisher, package_pieces, table
from folkmoot.awards.queries.open_data import most_areas, open_grants
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import open_door
from folkmoot.kernel.sheets.writing import csv_lines


@open_door
@require_GET
def grants_json(request: HttpRequest) -> HttpResponseBase:
    """All signed awards in the 360Giving Data Standard, sent as they are read."""
    address = settings.SITE_ADDRESS + reverse("awards:grants_json")
    publisher = Publisher(settings.SITE_NAME, "", settings.SITE_ADDRESS, address)
    pieces = package_pieces(open_grants(), publisher, on_date=localdate(clock.now()))
    return StreamingHttpResponse(pieces, content_type="application/json")


@open_door
@require_GET
def grants_csv(request: HttpRequest) -> HttpResponseBase:
    """The same as a table, sent line by line."""
    lines = csv_lines(*table(open_grants(), n_areas=most_areas()))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="grants.csv"'
    return answer
