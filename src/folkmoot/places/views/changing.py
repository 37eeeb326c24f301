"""Adding a place and changing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, scope_door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.people.http import SignedInRequest
from folkmoot.people.models import THE_SITE
from folkmoot.places import actions
from folkmoot.places.forms import ColourForm, DrawForm, NewPlaceForm, PlaceForm
from folkmoot.places.models import Place


@scope_door("the site", THE_SITE, Permission.PLACE_CREATE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Add a place."""
    form = NewPlaceForm(request.POST or None)
    if form.is_valid():
        try:
            place = actions.create_place(**form.cleaned_data, by=request.user, at=clock.now())
        except Refused as refusal:
            form.add_error("slug", str(refusal))
        else:
            messages.success(request, f"{place.name} is here. Next, its convenor draws it.")
            return redirect("places:about", place.slug)
    return render(request, "places/new.html", {"form": form}, status=422 if form.errors else 200)


@door(Place, Permission.PLACE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, place: Place) -> HttpResponse:
    """Change what the place says of itself."""
    kept = {name: getattr(place, name) for name in PlaceForm.base_fields}
    form = PlaceForm(request.POST or None, initial=kept)
    if form.is_valid():
        try:
            actions.change_place(place=place, **form.cleaned_data, by=request.user, at=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Kept. Everyone can read it now.")
            return redirect("places:about", place.slug)
    return render(
        request,
        "places/edit.html",
        {"form": form, "place": place},
        status=422 if form.errors else 200,
    )


@door(Place, Permission.PLACE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: SignedInRequest, place: Place) -> HttpResponse:
    """Draw the place, for the first time or anew."""
    form = DrawForm(request.POST or None, request.FILES or None, place=place)
    if form.is_valid():
        try:
            actions.redraw_boundary(
                place=place,
                geometry=form.cleaned_data["geometry"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=clock.now(),
            )
        except Refused as refusal:
            form.add_error("drawing", str(refusal))
        else:
            messages.success(request, "Drawn. Everyone sees the new line now.")
            return redirect("places:about", place.slug)
    context = {
        "form": form,
        "place": place,
        "drawing": form["drawing"].value() or "",
        "drawing_error": " ".join(str(error) for error in form["drawing"].errors),
    }
    return render(request, "places/draw.html", context, status=422 if form.errors else 200)


@door(Place, Permission.PLACE_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def set_colour(request: SignedInRequest, place: Place) -> HttpResponse:
    """Give the place its colour."""
    form = ColourForm(request.POST or None, initial={"colour": place.colour})
    if form.is_valid():
        asked = form.cleaned_data["colour"].lower()
        try:
            place = actions.set_colour(place=place, colour=asked, by=request.user, at=clock.now())
        except Refused as refusal:
            form.add_error("colour", str(refusal))
        else:
            messages.success(request, _said_of_colour(asked, place.colour))
            return redirect("places:set_colour", place.slug)
    return render(
        request,
        "places/colour.html",
        {"form": form, "place": place},
        status=422 if form.errors else 200,
    )


def _said_of_colour(asked: str, kept: str) -> str:
    if asked == kept:
        return f"The place’s colour is {kept} now."
    return (
        f"White words on {asked} would be hard to read, so we made it darker: "
        f"the place’s colour is {kept} now."
    )
