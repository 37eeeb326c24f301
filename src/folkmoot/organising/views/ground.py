"""Streets, groups, and doors left in peace."""

from collections.abc import Callable
from datetime import datetime

from django.forms import BaseForm
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.organising import actions, queries
from folkmoot.organising.forms import DoorForm, GroupForm, StreetForm
from folkmoot.organising.models import DoNotCall, PeopleGroup, Street
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place


@door(Place, Permission.LISTEN)
@require_GET
def ground(request: SignedInRequest, place: Place) -> HttpResponse:
    """What the team knows of where people are."""
    found = queries.ground_of(place, at=clock.now())
    return show(request, "ground", place=place, ground=found)


@door(Place, Permission.LISTENING_LEAD)
@require_http_methods(METHODS)
def add_street(request: SignedInRequest, place: Place) -> HttpResponse:
    """Another street."""
    form = StreetForm(posted(request))
    return _one(
        request,
        place,
        form,
        lambda at: actions.add_street(place=place, **form.cleaned_data, by=request.user, at=at),
        heading="Add a street",
    )


@door(Place, Permission.LISTENING_LEAD)
@require_http_methods(METHODS)
def add_group(request: SignedInRequest, place: Place) -> HttpResponse:
    """Another group."""
    form = GroupForm(posted(request))
    return _one(
        request,
        place,
        form,
        lambda at: actions.add_group(place=place, **form.cleaned_data, by=request.user, at=at),
        heading="Add a group of people",
    )


@door(Place, Permission.LISTEN)
@require_http_methods(METHODS)
def add_door(request: SignedInRequest, place: Place) -> HttpResponse:
    """A door to be left in peace."""
    at = clock.now()
    form = DoorForm(posted(request), streets=queries.ground_of(place, at=at).streets, at=at)
    return _one(
        request,
        place,
        form,
        lambda now: actions.leave_in_peace(
            street=form.street_chosen(),
            house=form.cleaned_data["house"],
            until_date=form.cleaned_data["until"],
            by=request.user,
            at=now,
        ),
        heading="A door to leave in peace",
        needs_streets=not form.streets,
    )


@door(Street, Permission.LISTENING_LEAD)
@require_http_methods(METHODS)
def street(request: SignedInRequest, street: Street) -> HttpResponse:
    """Change a street."""
    form = StreetForm(posted(request), initial=model_to_dict(street, ["name", "homes"]))
    return _one(
        request,
        street.place,
        form,
        lambda at: actions.change_street(
            street=street, **form.cleaned_data, by=request.user, at=at
        ),
        heading=street.name,
    )


@door(PeopleGroup, Permission.LISTENING_LEAD)
@require_http_methods(METHODS)
def group(request: SignedInRequest, group: PeopleGroup) -> HttpResponse:
    """Change a group."""
    form = GroupForm(posted(request), initial=model_to_dict(group, ["name", "people", "source"]))
    return _one(
        request,
        group.place,
        form,
        lambda at: actions.change_group(group=group, **form.cleaned_data, by=request.user, at=at),
        heading=group.name,
    )


@door(Street, Permission.LISTENING_LEAD)
@require_POST
def end_street(request: SignedInRequest, street: Street) -> HttpResponse:
    """Take a street off the list."""
    return then(
        request,
        lambda at: actions.end_street(street=street, by=request.user, at=at),
        "Off the list. What was said there stays.",
        _to_ground(street.place),
    )


@door(PeopleGroup, Permission.LISTENING_LEAD)
@require_POST
def end_group(request: SignedInRequest, group: PeopleGroup) -> HttpResponse:
    """Take a group off the list."""
    return then(
        request,
        lambda at: actions.end_group(group=group, by=request.user, at=at),
        "Off the list. What they said stays.",
        _to_ground(group.place),
    )


@door(DoNotCall, Permission.LISTEN)
@require_POST
def lift_door(request: SignedInRequest, door: DoNotCall) -> HttpResponse:
    """They would be glad of a visit again."""
    return then(
        request,
        lambda at: actions.lift_leave_in_peace(door=door, by=request.user, at=at),
        "That door can be called at again.",
        _to_ground(door.place),
    )


def _one(
    request: SignedInRequest,
    place: Place,
    form: BaseForm,
    change: Callable[[datetime], object],
    **context: object,
) -> HttpResponse:
    """A page that adds or changes one thing, and leads back to the list of them."""
    answer = changed(request, form, change, "Kept.", lambda _: _to_ground(place))
    return answer or show(request, "one", form, place=place, **context)


def _to_ground(place: Place) -> HttpResponse:
    return redirect("organising:ground", place.slug)
