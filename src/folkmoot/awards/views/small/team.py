"""The team: opening a fund, its panel, what waits, and writing down from paper."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.awards.actions import small as actions
from folkmoot.awards.forms.small import FundForm, PanellistForm, PaperForm, SetAsideForm
from folkmoot.awards.models import SmallFund, SmallStage
from folkmoot.awards.queries import small as queries
from folkmoot.awards.views.small.answers import show, to_fund
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, posted, then
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place
from folkmoot.programmes.models import Programme

A_PAGE = 50


@door(Place, Permission.SMALL_FUND_KEEP)
@require_http_methods(METHODS)
def new_fund(request: SignedInRequest, place: Place) -> HttpResponse:
    """Set money aside for small ideas."""
    theirs = Programme.objects.filter(taking_part__place=place).order_by("name")
    form = FundForm(posted(request), programmes=theirs)
    answer = made(
        request,
        form,
        lambda at: actions.open_small_fund(plan=form.plan(place), by=request.user, at=at),
        "Opened. Now name the panel that decides.",
        lambda fund: redirect("small_grants:panel", fund.ref),
    )
    return answer or show(request, "new_fund", form, place=place)


@door(SmallFund, Permission.SMALL_GRANT_ENTER)
@require_GET
def queue(request: SignedInRequest, fund: SmallFund) -> HttpResponse:
    """Everything that was asked of a fund."""
    stage = request.GET.get("stage", "")
    rows = queries.queue_of(fund, stage)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    may = permissions_of(request.user, within=fund.scope, at=clock.now())
    return show(
        request,
        "queue",
        fund=fund,
        page=page,
        stages=SmallStage.choices,
        stage=stage,
        may=may,
        at=clock.now(),
    )


@door(SmallFund, Permission.SMALL_FUND_KEEP)
@require_http_methods(METHODS)
def panel(request: SignedInRequest, fund: SmallFund) -> HttpResponse:
    """Who decides."""
    form = PanellistForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.add_panellist(fund=fund, **form.cleaned_data, by=request.user, at=at),
        "They are on the panel.",
        lambda _: redirect("small_grants:panel", fund.ref),
    )
    serving = fund.panel.serving().select_related("account")
    return answer or show(request, "panel", form, fund=fund, panel=serving)


@door(SmallFund, Permission.SMALL_FUND_KEEP)
@require_POST
def end_panellist(request: SignedInRequest, fund: SmallFund, key: UUID) -> HttpResponse:
    """Somebody leaves the panel."""
    panellist = get_object_or_404(fund.panel, pk=key)
    return then(
        request,
        lambda at: actions.end_panellist(panellist=panellist, by=request.user, at=at),
        "They are no longer on the panel.",
        redirect("small_grants:panel", fund.ref),
    )


@door(SmallFund, Permission.SMALL_FUND_KEEP)
@require_http_methods(METHODS)
def set_money(request: SignedInRequest, fund: SmallFund) -> HttpResponse:
    """More is set aside, or less."""
    form = SetAsideForm(posted(request), initial={"set_aside": fund.set_aside_pence})
    answer = made(
        request,
        form,
        lambda at: actions.set_money(
            fund=fund, set_aside_pence=form.cleaned_data["set_aside"], by=request.user, at=at
        ),
        "Kept.",
        lambda _: to_fund(fund),
    )
    return answer or show(
        request,
        "one",
        form,
        fund=fund,
        back=("small_grants:fund", fund.ref),
        heading="How much is set aside?",
        button="Keep this",
    )


@door(SmallFund, Permission.SMALL_FUND_KEEP)
@require_http_methods(METHODS)
def close_fund(request: SignedInRequest, fund: SmallFund) -> HttpResponse:
    """Nobody asks any more. It cannot be undone, so what follows from it is said first."""
    if request.method != "POST":
        if why := queries.why_not_close(fund):
            return refused(request, why)
        return show(request, "close", fund=fund, money=queries.money_of(fund))
    return then(
        request,
        lambda at: actions.close_small_fund(fund=fund, by=request.user, at=at),
        "Closed. What was given goes on to its end.",
        to_fund(fund),
    )


@door(SmallFund, Permission.SMALL_GRANT_ENTER)
@never_cache
@sensitive_post_parameters()
@require_http_methods(METHODS)
def paper(request: SignedInRequest, fund: SmallFund) -> HttpResponse:
    """Write down for somebody what they ask for."""
    form = PaperForm(posted(request), fund=fund)
    answer = made(
        request,
        form,
        lambda at: actions.ask_small_grant(fund=fund, ask=form.ask(), by=request.user, at=at),
        "Kept. Print this page for them, or let them photograph the square.",
        lambda asked: redirect("small_grants:own", asked[1]),
    )
    return answer or show(request, "paper", form, fund=fund)
