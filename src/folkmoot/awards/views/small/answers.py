"""What the pages of small grants share."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from folkmoot.awards.models import SmallFund, SmallGrant
from folkmoot.awards.queries import small
from folkmoot.kernel.access.door import Door
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import made, status_of
from folkmoot.people.http import SignedInRequest

Act = Callable[[datetime], object]


def show(request: Any, template: str, form: BaseForm | None = None, **context: Any) -> HttpResponse:
    """A page of small grants; 422 when there is something to mend."""
    status = status_of(form) if form else 200
    page = f"awards/small/{template}.html"
    return render(request, page, context | {"form": form}, status=status)


def to_fund(fund: SmallFund) -> HttpResponse:
    """On to a fund's page."""
    return redirect("small_grants:fund", fund.ref)


def to_grant(grant: SmallGrant) -> HttpResponse:
    """On to a grant's page."""
    return redirect("small_grants:grant", grant.ref)


def asked(
    request: SignedInRequest, grant: SmallGrant, form: BaseForm, act: Act, said: str, **words: Any
) -> HttpResponse:
    """One form about a grant on a page of its own, with its `heading` and `button`."""
    answer = made(request, form, act, said, lambda _: to_grant(grant))
    back = ("small_grants:grant", grant.ref)
    return answer or show(request, "one", form, fund=grant.fund, back=back, **words)


def panel_door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Let those through who are on the panel of a grant's fund now."""

    @wraps(view)
    def guarded(request: SignedInRequest, *, ref: str, **named: Any) -> HttpResponseBase:
        grant = get_object_or_404(SmallGrant.objects.visible_to(request.user), ref=ref)
        panellist = small.panellist_of(grant.fund, request.user)
        if panellist is None:
            return refused(request, "Only the panel of this fund says yes or no.", status=403)
        return view(request, grant, panellist, **named)

    guarded.door = Door("awards.SmallGrant", "its panel")  # type: ignore[attr-defined]
    return guarded


def gone(request: HttpRequest) -> HttpResponse:
    """A private link that opens nothing (any more)."""
    answer = show(request, "gone")
    answer.status_code = 404
    return unlisted(answer)


def unlisted(answer: HttpResponse) -> HttpResponse:
    """No search engine keeps a private page."""
    answer["X-Robots-Tag"] = "noindex"
    return answer
