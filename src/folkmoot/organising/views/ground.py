"""Streets, groups, and doors left in peace."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.organising import actions, queries
from folkmoot.organising.forms import DoorForm, GroupForm, StreetForm
from folkmoot.organising.models import DoNotCall, PeopleGroup, Street
from folkmoot.organising.views.answers import changed, show, then
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place

METHODS = ["GET", "HEAD", "POST"]


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
    form = StreetForm(request.POST or None)
    answer = changed(
        request,
        form,
        lambda at: actions.add_street(place=place, **form.cleaned_data, by=request.user, at=at),
        "Added.",
        lambda _: _to_ground(place),
    )
    return answer or show(request, "one", form, place=place, heading="Add a street")


@door(Place, Permission.LISTENING_LEAD)
@require_http_methods(METHODS)
def add_group(request: SignedInRequest, place: Place) -> HttpResponse:
    """Another group."""
    form = GroupForm(request.POST or None)
    answer = changed(
        request,
        form,
        lambda at: actions.add_group(place=place, **form.cleaned_data, by=request.user, at=at),
        "Added.",
        lambda _: _to_ground(place),
    )
    return answer or show(request, "one", form, place=place, heading="Add a group of people")


@door(Place, Permission.LISTEN)
@require_http_methods(METHODS)
def add_door(request: SignedInRequest, place: Place) -> HttpResponse:
    """A door to be left in peace."""
    at = clock.now()
    streets = queries.ground_of(place, at=at).streets
    form = DoorForm(request.POST or None, streets=streets, at=at)
    answer = changed(
        request,
        form,
        lambda now: actions.leave_in_peace(
            street=form.street_chosen(),
            house=form.cleaned_data["house"],
            until_date=form.cleaned_data["until"],
            by=request.user,
            at=now,
        ),
        "Nobody knocks there until then.",
        lambda _: _to_ground(place),
    )
    return answer or show(
        request,
        "one",
        form,
        place=place,
        heading="A door to leave in peace",
        needs_streets=not streets,
    )


@door(Street, Permission.LISTENING_LEAD)
@require_http_methods(METHODS)
def street(request: SignedInRequest, street: Street) -> HttpResponse:
    """Change a street."""
    form = StreetForm(request.POST or None, initial={"name": street.name, "homes": street.homes})
    answer = changed(
        request,
        form,
        lambda at: actions.change_street(
            street=street, **form.cleaned_data, by=request.user, at=at
        ),
        "Kept.",
        lambda _: _to_ground(street.place),
    )
    return answer or show(request, "one", form, place=street.place, heading=street.name)


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
@require_http_methods(METHODS)
def group(request: SignedInRequest, group: PeopleGroup) -> HttpResponse:
    """Change a group."""
    kept = {"name": group.name, "people": group.people, "source": group.source}
    form = GroupForm(request.POST or None, initial=kept)
    answer = changed(
        request,
        form,
        lambda at: actions.change_group(group=group, **form.cleaned_data, by=request.user, at=at),
        "Kept.",
        lambda _: _to_ground(group.place),
    )
    return answer or show(request, "one", form, place=group.place, heading=group.name)


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


def _to_ground(place: Place) -> HttpResponse:
    return redirect("organising:ground", place.slug)
