"""Pages everyone may read."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door
from folkmoot.kernel.access.may import may, permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.people.models import THE_SITE
from folkmoot.places import queries
from folkmoot.places.models import Place

PLACES_A_PAGE = 24


@open_door
@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """Every place, each with its shape."""
    search = request.GET.get("name", "").strip()[:120]
    page = Paginator(
        queries.places_for(request.user, search=search), PLACES_A_PAGE
    ).get_page(request.GET.get("page"))
    may_create = may(request.user, Permission.PLACE_CREATE, within=THE_SITE, at=clock.now())
    context = {"page": page, "search": search, "may_create": may_create}
    context["places"] = [queries.Tile.of(place) for place in page]
    return render(request, "places/places.html", context)


@door(Place)
@require_GET
def about(request: HttpRequest, place: Place) -> HttpResponse:
    """The public facts: where it is, who does what in it, and how it came to be drawn."""
    at = clock.now()
    context = {
        "place": place,
        "posts": [post for post in queries.posts_of(place, at) if post.held],
        "drawings": queries.drawings_of(place),
        "comparison": queries.comparison(place, request.GET.get("drawing", "")),
        "may": permissions_of(request.user, within=place, at=at),
    }
    return render(request, "places/about.html", context)
