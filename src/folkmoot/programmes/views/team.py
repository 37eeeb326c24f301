"""Who does what in a programme, for whom, from when until when."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import GRANT_MANAGER
from folkmoot.kernel.ui.changes import METHODS, made, posted, then
from folkmoot.people.http import SignedInRequest
from folkmoot.programmes import actions, queries
from folkmoot.programmes.forms import RoleForm
from folkmoot.programmes.models import Programme
from folkmoot.programmes.views.answers import show, to_programme


@door(Programme, Permission.PROGRAMME_TEAM)
@require_http_methods(METHODS)
def team(request: SignedInRequest, programme: Programme) -> HttpResponse:
    """Who holds which role, and a form to name someone."""
    at = clock.now()
    leads = GRANT_MANAGER in programme.roles_of(request.user, at=at)
    form = RoleForm(posted(request), today=timezone.localdate(at), leads=leads)
    answer = made(
        request,
        form,
        lambda at: actions.give_role(
            programme=programme, appointment=form.appointment(), by=request.user, at=at
        ),
        "Named. We have written to them.",
        lambda held: redirect("programmes:team", programme.slug),
    )
    roster = queries.roster_of(programme, at=at)
    return answer or show(request, "team", form, programme=programme, roster=roster, leads=leads)


@door(Programme, Permission.PROGRAMME_TEAM)
@require_POST
def end(request: SignedInRequest, programme: Programme, held: UUID) -> HttpResponse:
    """End a role, now."""
    found = programme.roles_held.filter(pk=held).select_related("account").first()
    if found is None:
        raise Http404
    stays = found.account_id != request.user.pk
    return then(
        request,
        lambda at: actions.end_role(held=found, by=request.user, at=at),
        f"{found.account.shown_name()} is no longer {found.role}.",
        redirect("programmes:team", programme.slug) if stays else to_programme(programme),
    )
