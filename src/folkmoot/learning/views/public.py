"""What anyone can see: what one can learn, where, and when."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.learning import queries
from folkmoot.learning.models import Course
from folkmoot.learning.views.answers import show
from folkmoot.people.models import Organisation
from folkmoot.people.models.roles import THE_SITE
from folkmoot.places.models import Place


@open_door
@require_GET
def everywhere(request: HttpRequest) -> HttpResponse:
    """What anyone can learn, in every place."""
    at = clock.now()
    may = permissions_of(request.user, within=THE_SITE, at=at)
    return show(request, "everywhere", rows=queries.courses_everywhere(at=at), may=may)


@door(Place)
@require_GET
def in_place(request: HttpRequest, place: Place) -> HttpResponse:
    """What one can learn in a place."""
    at = clock.now()
    return show(
        request,
        "in_place",
        place=place,
        rows=queries.courses_in(place, request.user, at=at),
        may=permissions_of(request.user, within=place, at=at),
    )


@door(Organisation)
@require_GET
def of_hub(request: HttpRequest, hub: Organisation) -> HttpResponse:
    """What one can learn with a hub, in every place where it gives courses."""
    rows = queries.courses_of(hub, request.user, at=clock.now())
    return show(request, "of_hub", hub=hub, rows=rows)


@door(Course)
@require_GET
def course(request: HttpRequest, course: Course) -> HttpResponse:
    """What one can do afterwards, when it is given, and how to sign up."""
    at = clock.now()
    may = permissions_of(request.user, within=course, at=at)
    return show(
        request,
        "course",
        place=course.place,
        course=course,
        found=queries.course_page(course, request.user, at=at),
        may=may,
        trainers=queries.trainers_of(course, at=at) if "course_lead" in may else [],
    )
