"""The awards that come of a joint decision: which there are, and the next to be made."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from folkmoot.awards import actions
from folkmoot.awards.forms import DecidedAwardForm
from folkmoot.awards.queries import decided as queries
from folkmoot.awards.queries.awards import funders_of
from folkmoot.awards.views.answers import show
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import signed_in_door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, posted
from folkmoot.people.http import SignedInRequest


@signed_in_door
@never_cache
@require_GET
def of_decision(request: SignedInRequest, ref: str) -> HttpResponse:
    """What was chosen, what is in awards, and what is still to be made."""
    choice = get_object_or_404(queries.decisions_shown_to(request.user), ref=ref)
    return show(
        request,
        "decision",
        choice=choice,
        found=queries.awards_of(choice),
        mine=funders_of(request.user),
        may=permissions_of(request.user, within=choice.scope, at=clock.now()),
    )


@signed_in_door
@never_cache
@require_http_methods(METHODS)
def begin_decided(request: SignedInRequest, ref: str, key: UUID, funder: str) -> HttpResponse:
    """Begin one funder's award for one that was chosen."""
    choice = get_object_or_404(queries.decisions_shown_to(request.user), ref=ref)
    piece = get_object_or_404(queries.given_in(choice).select_related("call"), pk=key)
    row = queries.chosen_in(choice, piece)
    part = next((each for each in row.parts if each.funder.ref == funder), None)
    if part is None:
        return refused(request, "That funder gives nothing in this decision.")
    if part.funder not in funders_of(request.user):
        return refused(request, f"The award manager of {part.funder} does this.", status=403)
    form = DecidedAwardForm(posted(request), row=row, part=part)
    answer = made(
        request,
        form,
        lambda at: actions.begin_decided_award(
            application=piece, plan=form.plan(), by=request.user, at=at
        ),
        "Kept. Now say what the money is for.",
        lambda award: redirect("awards:budget", award.ref),
    )
    return answer or show(request, "decided", form, choice=choice, row=row, part=part)
