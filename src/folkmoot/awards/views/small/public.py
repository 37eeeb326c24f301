"""Small grants for everybody: where there is money, what was given, and asking for some."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from folkmoot.awards.actions import small as actions
from folkmoot.awards.forms.small import AskForm
from folkmoot.awards.models import SmallFund, SmallGrant
from folkmoot.awards.queries import small as queries
from folkmoot.awards.queries.pictures import parts_of
from folkmoot.awards.rules import small as rules
from folkmoot.awards.views.small.answers import show
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, changed, done, posted
from folkmoot.kernel.ui.too_often import comes_too_often
from folkmoot.kernel.ui.words import money as in_words
from folkmoot.people.http import account_of

A_PAGE = 30


@open_door
@require_GET
def funds(request: HttpRequest) -> HttpResponse:
    """Where there is money for small ideas."""
    rows = queries.funds_seen(today=localdate(clock.now()))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return show(request, "funds", page=page)


@door(SmallFund)
@require_GET
def fund(request: HttpRequest, fund: SmallFund) -> HttpResponse:
    """One fund: what is left, what was given, to what, and what happened."""
    at = clock.now()
    money = queries.money_of(fund)
    back = [("Given back", money.given_back, "sky")] if money.given_back else []
    page = Paginator(queries.grants_given(fund), A_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "fund",
        fund=fund,
        money=money,
        parts=parts_of(
            (
                ("Spent, as told", money.spent, "moss"),
                ("With the groups", money.with_groups, "sky"),
                ("Promised", money.promised, "ochre"),
                *back,
                ("Left", money.left, "quiet"),
            ),
            in_words,
            whole=money.set_aside,
        ),
        page=page,
        may=permissions_of(request.user, within=fund.scope, at=at),
        panellist=queries.panellist_of(fund, request.user),
        why_not=queries.why_not_ask_now(fund, left=money.left, at=at),
    )


@door(SmallGrant)
@require_GET
def grant(request: HttpRequest, grant: SmallGrant) -> HttpResponse:
    """One grant: for everybody once it is given; before that for the team and the panel."""
    page = queries.grant_page(grant, request.user, at=clock.now())
    if not page.is_inside and not grant.is_given:
        return redirect("small_grants:say", grant.ref)  # the panel declares before it reads
    return show(request, "grant", fund=grant.fund, grant=grant, page=page)


@door(SmallFund)
@never_cache
@sensitive_post_parameters()
@require_http_methods(METHODS)
def apply(request: HttpRequest, fund: SmallFund) -> HttpResponse:
    """Ask for some: one page, no account."""
    now = clock.now()
    left = queries.money_of(fund).left
    if why := queries.why_not_ask_now(fund, left=left, at=now):
        return refused(request, why)
    form = AskForm(posted(request), fund=fund)
    if form.is_bound and form.is_valid() and (often := comes_too_often(request, "ask", at=now)):
        form.add_error(None, often)
    answer = changed(form, lambda: _asked(request, fund, form)) if form.is_bound else None
    due = localdate(now) + rules.DECIDED_WITHIN
    return answer or show(request, "apply", form, fund=fund, due=due)


def _asked(request: HttpRequest, fund: SmallFund, form: AskForm) -> HttpResponse:
    _, secret = actions.ask_small_grant(
        fund=fund, ask=form.ask(), by=account_of(request), at=clock.now()
    )
    answer = redirect("small_grants:own", secret)
    return done(request, "Thank you. The panel has your idea.", answer)
