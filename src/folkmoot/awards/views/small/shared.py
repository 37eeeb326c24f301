"""Money shared out among places: what everybody can read, and what its funder does."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from folkmoot.awards.actions.small import shared as actions
from folkmoot.awards.forms.shared import PartForm, PenceForm, SharedForm
from folkmoot.awards.models import SharedFund
from folkmoot.awards.queries.small import shared as queries
from folkmoot.awards.views.small.answers import show
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, posted
from folkmoot.people.http import SignedInRequest
from folkmoot.people.models import Organisation

SHARES = Permission.AWARD_PREPARE
NO_PLACE = "Every place that takes part has its part already."


@door(SharedFund)
@require_GET
def shared(request: HttpRequest, shared: SharedFund) -> HttpResponse:
    """How much each place has, and where that money is."""
    may = permissions_of(request.user, within=shared.scope, at=clock.now())
    return show(request, "shared", shared=shared, page=queries.shared_page(shared), may=may)


@door(Organisation, SHARES)
@require_http_methods(METHODS)
def new(request: SignedInRequest, funder: Organisation) -> HttpResponse:
    """Set money aside for several places together."""
    theirs = queries.programmes_of_funder(funder)
    form = SharedForm(posted(request), funder=funder, programmes=theirs)
    answer = made(
        request,
        form,
        lambda at: actions.open_shared_fund(plan=form.plan(), by=request.user, at=at),
        "Kept. Now give each place its part.",
        lambda fund: redirect("small_grants:shared", fund.ref),
    )
    heading = "Money for small ideas of several places"
    return answer or show(request, "share", form, heading=heading, button="Set it aside")


@door(SharedFund, SHARES)
@require_http_methods(METHODS)
def give(request: SignedInRequest, shared: SharedFund) -> HttpResponse:
    """A place is given its part."""
    places = queries.places_to_share_with(shared)
    if not places:
        return refused(request, NO_PLACE)
    form = PartForm(posted(request), places=places)
    answer = made(
        request,
        form,
        lambda at: actions.give_part(shared=shared, **form.said(), by=request.user, at=at),
        "Kept. Their convenor names the panel that decides.",
        lambda _: redirect("small_grants:shared", shared.ref),
    )
    words = {"heading": "Give a place its part", "button": "Give it"}
    return answer or show(request, "share", form, shared=shared, **words)


@door(SharedFund, SHARES)
@require_http_methods(METHODS)
def part(request: SignedInRequest, shared: SharedFund, key: UUID) -> HttpResponse:
    """A place has more, or less."""
    fund = get_object_or_404(shared.parts.select_related("place", "shared"), pk=key)
    form = PenceForm(posted(request), initial={"pence": fund.set_aside_pence})
    answer = made(
        request,
        form,
        lambda at: actions.change_part(fund=fund, **form.cleaned_data, by=request.user, at=at),
        "Kept.",
        lambda _: redirect("small_grants:shared", shared.ref),
    )
    words = {"heading": f"The part of {fund.place}", "button": "Keep this"}
    return answer or show(request, "share", form, shared=shared, **words)


@door(SharedFund, SHARES)
@require_http_methods(METHODS)
def whole(request: SignedInRequest, shared: SharedFund) -> HttpResponse:
    """More is set aside for all together, or less."""
    form = PenceForm(posted(request), initial={"pence": shared.set_aside_pence})
    answer = made(
        request,
        form,
        lambda at: actions.change_whole(shared=shared, **form.cleaned_data, by=request.user, at=at),
        "Kept.",
        lambda _: redirect("small_grants:shared", shared.ref),
    )
    words = {"heading": "For all places together", "button": "Keep this"}
    return answer or show(request, "share", form, shared=shared, **words)
