"""Who does what in a place."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import CONVENOR
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.people.http import SignedInRequest
from folkmoot.places import actions, queries
from folkmoot.places.forms import RoleForm
from folkmoot.places.models import Place, PlaceRole


@door(Place, Permission.PLACE_TEAM)
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: SignedInRequest, place: Place) -> HttpResponse:
    """Who holds which role, and a form to name someone."""
    at = clock.now()
    roster = queries.roster_of(place, request.user, at=at)
    form = RoleForm(
        request.POST or None,
        today=timezone.localdate(at),
        only=() if roster.leads else (CONVENOR.name,),
    )
    if form.is_valid():
        try:
            held = actions.give_role(**_given(form), place=place, by=request.user, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{held.account.shown_name()} is named {held.role}.")
            return redirect("places:team", place.slug)
    context = {"place": place, "form": form, "roster": roster}
    return render(request, "places/team.html", context, status=422 if form.errors else 200)


@door(Place, Permission.PLACE_TEAM)
@require_POST
def end(request: SignedInRequest, place: Place, held: UUID) -> HttpResponse:
    """End a role, now."""
    role = get_object_or_404(PlaceRole.objects.select_related("account"), place=place, pk=held)
    try:
        actions.end_role(held=role, by=request.user, at=clock.now())
    except Refused as refusal:
        return refused(request, refusal)
    messages.success(request, f"{role.account.shown_name()} is no longer {role.role}.")
    still = queries.may_name(place, request.user, at=clock.now())
    return redirect("places:team" if still else "places:about", place.slug)


def _given(form: RoleForm) -> dict[str, Any]:
    kept = form.cleaned_data
    return {
        "email": kept["email"],
        "role": kept["role"],
        "starts_at": kept["starts_at"],
        "ends_at": kept["ends_at"],
    }
