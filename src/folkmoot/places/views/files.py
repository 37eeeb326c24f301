"""What is taken away from a place: its colours as a stylesheet, its boundary as GeoJSON."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_GET

from folkmoot.kernel.access.door import door
from folkmoot.places import queries
from folkmoot.places.models import Place

A_YEAR = 365 * 24 * 60 * 60


@door(Place)
@require_GET
def colour_sheet(request: HttpRequest, place: Place) -> HttpResponseBase:
    """The place's colours, by day and by dark. With `?v=` it never changes, and is kept a year."""
    context = {"colours": queries.colours_of(place)}
    answer = render(request, "places/colour.css", context, content_type="text/css; charset=utf-8")
    return _kept(request, answer, whole_year="v" in request.GET)


@door(Place)
@require_GET
def boundary(request: HttpRequest, place: Place) -> HttpResponseBase:
    """The boundary in force as a GeoJSON feature, to take away."""
    if not place.boundary:
        raise Http404
    feature = {
        "type": "Feature",
        "properties": {"name": place.name, "sha256": queries.boundary_digest(place)},
        "bbox": [place.west, place.south, place.east, place.north],
        "geometry": place.boundary,
    }
    answer = JsonResponse(feature, content_type="application/geo+json")
    answer["Content-Disposition"] = f'attachment; filename="{place.slug}.geojson"'
    return _kept(request, answer)


def _kept(
    request: HttpRequest, answer: HttpResponse, *, whole_year: bool = False
) -> HttpResponseBase:
    """May be kept by anyone, asked after by its digest."""
    etag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    answer["ETag"] = etag
    if whole_year:
        patch_cache_control(answer, public=True, max_age=A_YEAR, immutable=True)
    else:
        patch_cache_control(answer, public=True, max_age=60)
    return get_conditional_response(request, etag=etag, response=answer) or answer
