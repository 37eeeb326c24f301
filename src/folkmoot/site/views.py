"""The front doors: of the site, of each place, and of one's own day."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from folkmoot.deciding.queries.decisions import being_run_in
from folkmoot.gatherings.queries import next_everywhere
from folkmoot.granting.queries import calls_open
from folkmoot.ideas.queries.standing import LEGEND
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door, signed_in_door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.people.http import SignedInRequest
from folkmoot.people.models import THE_SITE
from folkmoot.places.models import Place
from folkmoot.places.queries.teams import teams_of
from folkmoot.site.desks import desks_of, roles_elsewhere, ways_in_place
from folkmoot.site.duties import duties_of
from folkmoot.site.front import front_door, open_decisions, place_cards, published_decisions


@open_door
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What this is, what can be voted on now, and the places taking part."""
    at = clock.now()
    return render(
        request,
        "site/home.html",
        {
            "decisions": open_decisions(at=at),
            "cards": place_cards(at=at),
            "gatherings": next_everywhere(at=at, most=2),
            "calls": calls_open(at=at, most=2),
            "is_demo": settings.DEMO,
        },
    )


@door(Place)
@require_GET
def place(request: HttpRequest, place: Place) -> HttpResponse:
    """A place: what is proposed, what was decided, what it means in money, how to take part."""
    at = clock.now()
    may = permissions_of(request.user, within=place, at=at)
    return render(
        request,
        "site/place.html",
        {
            "place": place,
            "front": front_door(place, request.user, at=at),
            "legend": LEGEND,
            "ways": ways_in_place(place, may, being_run_in([place])),
        },
    )


@open_door
@require_GET
def about(request: HttpRequest) -> HttpResponse:
    """How all this works, in five steps."""
    return render(request, "site/about.html")


@open_door
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about whom, for how long, and who can see it."""
    return render(request, "site/privacy.html")


@open_door
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """What we hold to, what we know is wrong, and other ways to take part."""
    return render(request, "site/accessibility.html")


@open_door
@require_GET
def open_data(request: HttpRequest) -> HttpResponse:
    """Every file anyone may take."""
    return render(request, "site/open_data.html", {"decisions": published_decisions()})


@signed_in_door
@require_GET
def tasks(request: SignedInRequest) -> HttpResponse:
    """Everything that waits on the one who is signed in, oldest duty first."""
    at = clock.now()
    teams = teams_of(request.user, at=at)
    elsewhere = roles_elsewhere(request.user, at=at)
    duties = duties_of(request.user, teams, elsewhere, at=at)
    return render(
        request,
        "site/tasks.html",
        {
            "duties": duties,
            "n_waiting": sum(duty.number for duty in duties),
            "desks": desks_of(request.user, teams, elsewhere),
            "may": permissions_of(request.user, within=THE_SITE, at=at),
        },
    )
