"""What somebody did next, and their own page as they see it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.organising import actions, queries
from folkmoot.organising.forms import StepForm
from folkmoot.organising.models import Neighbour, Step
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest


@door(Neighbour, Permission.LISTEN)
@never_cache
@require_http_methods(METHODS)
def add_step(request: SignedInRequest, neighbour: Neighbour) -> HttpResponse:
    """Note what somebody did next."""
    form = StepForm(posted(request), initial={"done": localdate(clock.now())})
    answer = changed(
        request,
        form,
        lambda at: actions.note_step(neighbour=neighbour, did=form.did(), by=request.user, at=at),
        "Kept. What led to it?",
        lambda step: redirect("organising:because", neighbour.place.slug, "step", step.pk),
    )
    heading = f"What {neighbour.name} did next"
    return answer or show(request, "gift", form, place=neighbour.place, heading=heading)


@door(Step, Permission.LISTEN)
@require_POST
def take_out(request: SignedInRequest, step: Step) -> HttpResponse:
    """It was not so, or they would rather not have it kept."""
    return then(
        request,
        lambda at: actions.take_step_out(step=step, by=request.user, at=at),
        "Taken out.",
        redirect("organising:neighbour", step.neighbour_id),
    )


@door(Neighbour, Permission.LISTEN)
@never_cache
@require_GET
def sees(request: SignedInRequest, neighbour: Neighbour) -> HttpResponse:
    """Exactly what somebody reads on their own page; nothing on it can be pressed here."""
    known = queries.known_of(neighbour, at=clock.now())
    journey = queries.own_journey(neighbour)
    return show(request, "sees", place=neighbour.place, known=known, journey=journey, own=True)
