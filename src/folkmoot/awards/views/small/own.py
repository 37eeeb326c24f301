"""The four's own page, behind a private link: how it stands, who is paid, what happened."""

from collections.abc import Callable

import segno
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.awards.actions import small as actions
from folkmoot.awards.forms.small import PayeeForm, StoryForm
from folkmoot.awards.models import SmallGrant
from folkmoot.awards.notices.small import own_page
from folkmoot.awards.queries import small as queries
from folkmoot.awards.rules import small as rules
from folkmoot.awards.views.small.answers import gone, show, to_fund, unlisted
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import open_door
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, posted, then
from folkmoot.people.http import account_of

View = Callable[..., HttpResponse]


def whose(view: View) -> Callable[..., HttpResponseBase]:
    """Hand the view the grant that a private link opens; a dead link is not found."""

    @sensitive_variables("secret")
    def opened(request: HttpRequest, secret: str) -> HttpResponseBase:
        found = queries.grant_by_secret(secret)
        return unlisted(view(request, found, secret)) if found else gone(request)

    return opened


@open_door
@never_cache
@require_GET
@whose
def own(request: HttpRequest, grant: SmallGrant, secret: str) -> HttpResponse:
    """Where our idea stands, and the one thing to do next."""
    link = own_page(secret)
    today = localdate(clock.now())
    return show(
        request,
        "own",
        fund=grant.fund,
        grant=grant,
        secret=secret,
        link=link,
        picture=segno.make(link, error="m").svg_data_uri(scale=4, border=2),
        group=list(grant.group.all()),
        is_overdue=rules.is_overdue(grant, today=today),
        may_withdraw=not rules.why_not_withdraw(grant),
        may_forget=not rules.why_not_forget(grant),
    )


@open_door
@never_cache
@sensitive_post_parameters()
@require_http_methods(METHODS)
@whose
def payee(request: HttpRequest, grant: SmallGrant, secret: str) -> HttpResponse:
    """Who the money goes to."""
    if why := rules.why_not_name_payee(grant, "person", "…"):
        return refused(request, why)
    told = {"payee": grant.payee, "payee_name": grant.payee_name}
    form = PayeeForm(posted(request), initial=told)
    answer = made(
        request,
        form,
        lambda at: actions.name_payee(
            grant=grant, **form.cleaned_data, by=account_of(request), at=at
        ),
        "Kept.",
        lambda _: redirect("small_grants:own", secret),
    )
    return answer or show(
        request, "payee", form, fund=grant.fund, grant=grant, back=("small_grants:own", secret)
    )


@open_door
@never_cache
@sensitive_post_parameters()
@require_http_methods(METHODS)
@whose
def story(request: HttpRequest, grant: SmallGrant, secret: str) -> HttpResponse:
    """What happened."""
    if why := rules.why_not_tell(grant, "…", 0):
        return refused(request, why)
    form = StoryForm(posted(request), grant=grant)
    answer = made(
        request,
        form,
        lambda at: actions.tell_story(
            grant=grant,
            story=form.cleaned_data["story"],
            spent_pence=form.cleaned_data["spent"],
            by=account_of(request),
            at=at,
        ),
        "Thank you. Everybody can read it now.",
        lambda _: redirect("small_grants:own", secret),
    )
    return answer or show(
        request, "story", form, fund=grant.fund, grant=grant, back=("small_grants:own", secret)
    )


@open_door
@require_POST
@whose
def withdraw(request: HttpRequest, grant: SmallGrant, secret: str) -> HttpResponse:
    """We do not want it any more."""
    return then(
        request,
        lambda at: actions.withdraw_small_grant(grant=grant, by=account_of(request), at=at),
        "Taken back. You can have your names forgotten below.",
        redirect("small_grants:own", secret),
    )


@open_door
@require_POST
@whose
def forget(request: HttpRequest, grant: SmallGrant, secret: str) -> HttpResponse:
    """Forget who we are."""
    return then(
        request,
        lambda at: actions.forget_group(grant=grant, by=account_of(request), at=at),
        "Your names and how to reach you are gone from here.",
        to_fund(grant.fund),
    )
