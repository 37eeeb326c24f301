"""The team plans, announces, changes and calls off."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.gatherings import actions, queries, rules
from folkmoot.gatherings.forms import CallOffForm, GatheringForm
from folkmoot.gatherings.forms.planning import answers_of
from folkmoot.gatherings.models import Gathering
from folkmoot.gatherings.views.answers import show, to_gathering
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, posted, then
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place


@door(Place, Permission.GATHERING_HOLD)
@require_http_methods(METHODS)
def new_gathering(request: SignedInRequest, place: Place) -> HttpResponse:
    """Plan a gathering."""
    days = queries.days_to_join(None, at=clock.now())
    form = GatheringForm(posted(request), place=place, days=days)
    answer = made(
        request,
        form,
        lambda at: actions.plan_gathering(place=place, plan=form.plan(), by=request.user, at=at),
        "Planned. Only the team sees it until you announce it.",
        to_gathering,
    )
    return answer or show(request, "plan", form, place=place)


@door(Gathering, Permission.GATHERING_HOLD)
@require_http_methods(METHODS)
def change_gathering(request: SignedInRequest, gathering: Gathering) -> HttpResponse:
    """Change what is planned."""
    if why := rules.why_not_change(gathering):
        return refused(request, why)
    form = GatheringForm(
        posted(request),
        place=gathering.place,
        days=queries.days_to_join(gathering, at=clock.now()),
        initial=answers_of(gathering),
    )
    answer = made(
        request,
        form,
        lambda at: actions.change_gathering(
            gathering=gathering, plan=form.plan(), by=request.user, at=at
        ),
        "Kept.",
        to_gathering,
    )
    return answer or show(request, "plan", form, place=gathering.place, gathering=gathering)


@door(Gathering, Permission.GATHERING_HOLD)
@require_POST
def announce(request: SignedInRequest, gathering: Gathering) -> HttpResponse:
    """Make it public."""
    return then(
        request,
        lambda at: actions.announce_gathering(gathering=gathering, by=request.user, at=at),
        "Announced. Everyone can see it now.",
        to_gathering(gathering),
    )


@door(Gathering, Permission.GATHERING_HOLD)
@require_http_methods(METHODS)
def call_off(request: SignedInRequest, gathering: Gathering) -> HttpResponse:
    """It does not take place."""
    if why := rules.why_not_change(gathering):
        return refused(request, why)
    form = CallOffForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.call_off_gathering(
            gathering=gathering, why=form.cleaned_data["why"], by=request.user, at=at
        ),
        "Called off. Guests with an e-mail address are told; ring the others.",
        to_gathering,
    )
    numbers = queries.numbers_of(gathering)
    return answer or show(
        request, "call_off", form, place=gathering.place, gathering=gathering, numbers=numbers
    )
