"""What anyone can see: what is to come, one gathering, and calendars."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from folkmoot.gatherings import queries, rules
from folkmoot.gatherings.models import Coming, Gathering, Reply
from folkmoot.gatherings.queries.lists import points_of
from folkmoot.gatherings.views.answers import calendar_file, show
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.people.models.roles import THE_SITE
from folkmoot.places.models import Place

A_PAGE = 20


@open_door
@require_GET
def everywhere(request: HttpRequest) -> HttpResponse:
    """What anyone can come to next, in every place, and the days that join them."""
    at = clock.now()
    return show(
        request,
        "everywhere",
        gatherings=queries.coming_up(at=at),
        days=queries.days_ahead(at=at),
        may=permissions_of(request.user, within=THE_SITE, at=at),
    )


@door(Place)
@require_GET
def in_place(request: HttpRequest, place: Place) -> HttpResponse:
    """What is to come in a place, and what was."""
    at = clock.now()
    over = Paginator(queries.over_in(place, request.user, at=at), A_PAGE)
    return show(
        request,
        "in_place",
        place=place,
        coming=queries.coming_in(place, request.user, at=at),
        page=over.get_page(request.GET.get("page")),
        may=permissions_of(request.user, within=place, at=at),
    )


@door(Gathering)
@require_GET
def gathering(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """What, when, where, how to come; afterwards what was said."""
    at = clock.now()
    numbers = queries.numbers_of(gathering)
    return show(
        request,
        "gathering",
        place=gathering.place,
        gathering=gathering,
        agenda=list(gathering.agenda.all()),
        numbers=numbers,
        may=permissions_of(request.user, within=gathering.place, at=at),
        why_not_come=rules.why_not_come(gathering, Coming(Reply.PERHAPS), n_coming=0, at=at),
        is_full=gathering.seats is not None and numbers.n_coming >= gathering.seats,
        is_ahead=gathering.ends_at > at,
        has_begun=gathering.starts_at <= at,
        photos=queries.shown_photos(gathering),
        points=points_of([gathering]) if gathering.longitude is not None else [],
    )


@door(Gathering)
@require_GET
def calendar(request: HttpRequest, gathering: Gathering) -> HttpResponse:
    """One gathering, for a calendar."""
    if gathering.announced_at is None:
        raise Http404
    return calendar_file(gathering.title, [gathering], f"gathering-{gathering.ref}")


@door(Place)
@require_GET
def place_calendar(request: HttpRequest, place: Place) -> HttpResponse:
    """All that a place has announced, for a calendar that looks again by itself."""
    found = Gathering.objects.announced().filter(place=place)
    return calendar_file(
        f"Gatherings in {place.name}",
        queries.for_calendar(found, at=clock.now()),
        f"gatherings-{place.slug}",
    )
