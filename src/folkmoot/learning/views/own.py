"""One's courses on one's own page, which a card opens."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.ui.changes import then
from folkmoot.learning import actions, queries
from folkmoot.learning.models import Completion, Learner
from folkmoot.learning.views.answers import show
from folkmoot.organising.models import Neighbour
from folkmoot.organising.own_door import own_door
from folkmoot.people.http import account_of


@own_door
@never_cache
@require_GET
def courses(request: HttpRequest, neighbour: Neighbour) -> HttpResponse:
    """What one takes part in, and has completed."""
    at = clock.now()
    rows = queries.courses_of_neighbour(neighbour, at=at)
    return show(request, "own", place=neighbour.place, rows=rows, now=at)


@own_door
@never_cache
@require_GET
def certificate(request: HttpRequest, neighbour: Neighbour, pk: UUID) -> HttpResponse:
    """One's certificate, to print."""
    standing = Completion.objects.standing().select_related(
        "confirmed_by", "learner__run__edition__course__place", "learner__run__edition__course__hub"
    )
    completion = get_object_or_404(standing, pk=pk, learner__neighbour=neighbour)
    return show(
        request,
        "certificate",
        place=neighbour.place,
        run=completion.learner.run,
        completion=completion,
        now=clock.now(),
    )


@own_door
@require_POST
def off(request: HttpRequest, neighbour: Neighbour, pk: UUID) -> HttpResponse:
    """Take one's name from a course."""
    rows = Learner.objects.select_related("run__edition__course__place")
    learner = get_object_or_404(rows, pk=pk, neighbour=neighbour, forgotten_at=None)
    return then(
        request,
        lambda at: actions.forget_learner(learner=learner, by=account_of(request), at=at),
        "Your name is gone from it.",
        redirect("own_courses:courses"),
    )
