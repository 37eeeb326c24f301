"""Pages everyone may read."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door
from folkmoot.kernel.access.may import may, permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.words import day
from folkmoot.people.models import THE_SITE
from folkmoot.places import queries
from folkmoot.places.models import Place

PLACES_A_PAGE = 24


@open_door
@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """Every place, each with its shape."""
    search = request.GET.get("name", "").strip()[:120]
    page = Paginator(queries.places_for(request.user, search=search), PLACES_A_PAGE).get_page(
        request.GET.get("page")
    )
    may_create = may(request.user, Permission.PLACE_CREATE, within=THE_SITE, at=clock.now())
    context = {
        "page": page,
        "places": [queries.Tile.of(place) for place in page],
        "search": search,
        "may_create": may_create,
    }
    return render(request, "places/places.html", context)


@door(Place)
@require_GET
def about(request: HttpRequest, place: Place) -> HttpResponse:
    """The public facts: where it is, who does what in it, and how it came to be drawn."""
    at = clock.now()
    drawings = queries.drawings_of(place)
    context = {
        "place": place,
        "map_line": queries.map_line(place),
        "map_label": f"Where {place.name} begins and ends",
        "comparison_label": f"{place.name} in two drawings",
        "place_facts": _facts(place, drawings),
        "posts": [post for post in queries.posts_of(place, at) if post.held],
        "drawings": drawings,
        "comparison": queries.comparison(place, request.GET.get("drawing", "")),
        "may": permissions_of(request.user, within=place, at=at),
    }
    return render(request, "places/about.html", context)


def _facts(place: Place, drawings: list[queries.Drawing]) -> list[tuple[str, str]]:
    """What can be said in a word or two."""
    found = []
    if place.population:
        found.append(("People who live here", f"about {place.population:,}"))
    if drawings:
        found.append(("Size", drawings[0].size))
        found.append(("Drawn", day(drawings[0].drawn_at)))
    return found
