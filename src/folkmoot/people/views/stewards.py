"""Stewards, over the web: who looks after this Folkmoot."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import scope_door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import STEWARD
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.people import actions, queries, rules
from folkmoot.people.forms import GiveRoleForm
from folkmoot.people.http import SignedInRequest
from folkmoot.people.models import THE_SITE, SiteRole


@scope_door("stewards", THE_SITE, Permission.SITE_TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def stewards(request: SignedInRequest) -> HttpResponse:
    """Who they are; name another."""
    form = GiveRoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_site_role(
                **form.cleaned_data, role=STEWARD, by=request.user, at=clock.now()
            )
            return redirect("people:stewards")
        except Refused as refusal:
            form.add_error("email", str(refusal))
    at = clock.now()
    held = list(queries.stewards(at))
    alone = rules.why_not_end_role(held[0], at=at) if len(held) == 1 else ""
    context = {"form": form, "stewards": held, "why_not_end": alone}
    return render(request, "people/stewards.html", context, status=422 if form.errors else 200)


@scope_door("stewards", THE_SITE, Permission.SITE_TEAM)
@never_cache
@require_POST
def end_steward(request: SignedInRequest, key: str) -> HttpResponse:
    """End someone's being steward."""
    held = get_object_or_404(SiteRole, pk=key)
    try:
        actions.end_site_role(held=held, by=request.user, at=clock.now())
    except Refused as refusal:
        return refused(request, refusal)
    return redirect("/" if held.account_id == request.user.pk else "people:stewards")
