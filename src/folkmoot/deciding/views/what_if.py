"""What if another rule had been used: the same ballots, for whoever wants to compare."""

import time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from folkmoot.deciding import actions
from folkmoot.deciding.forms.what_if import WhatIfForm, name_of_rule
from folkmoot.deciding.models import Count, Decision
from folkmoot.deciding.queries.what_if import other_outcome, what_if_under_way
from folkmoot.deciding.what_if import Busy, Preview, preview
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import may
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import done, or_why_not
from folkmoot.people.http import SignedInRequest

AGAIN_IN = 5  # seconds, when somebody else is asking


@door(Decision)
@require_GET
def what_if(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Another rule on the same ballots: what would have been funded. It decides nothing."""
    kept = _published(decision)
    form = WhatIfForm(
        request.GET if "rule" in request.GET else None, decision=decision, own=kept.rule
    )
    context: dict[str, Any] = {"decision": decision, "place": decision.place, "form": form}
    context["kept"] = kept
    if not form.is_valid():
        return _page(request, context, 422 if form.is_bound else 200)
    try:
        found = preview(kept, form.cleaned_data["rule"], seconds=time.monotonic)
    except Busy:
        answer = _page(request, context | {"busy": True}, 503)
        answer["Retry-After"] = str(AGAIN_IN)
        return answer
    context["name"] = name_of_rule(found.rule)
    if found.says:
        return _page(request, context | {"found": other_outcome(decision, kept, found.says)})
    return _page(request, context | _slow(request, decision, found))


@door(Decision, Permission.WHAT_IF_ASK)
@require_POST
@or_why_not
def ask(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Have a rule that takes long worked out."""
    kept = _published(decision)
    form = WhatIfForm(request.POST, decision=decision, own=kept.rule)
    if not form.is_valid():
        context = {"decision": decision, "place": decision.place, "form": form, "kept": kept}
        return _page(request, context, 422)
    rule = form.cleaned_data["rule"]
    actions.ask_what_if(decision=decision, rule=rule, by=request.user, at=clock.now())
    address = reverse("deciding:what_if", args=[decision.ref])
    return done(request, "It is being worked out.", redirect(f"{address}?rule={rule}"))


def _slow(request: HttpRequest, decision: Decision, found: Preview) -> dict[str, Any]:
    """What is said of a rule that takes too long while somebody waits."""
    at = clock.now()
    under_way = what_if_under_way(found.asked, at) if found.asked else None
    return {
        "slow": True,
        "rule": found.rule,
        "under_way": under_way,
        "may_ask": may(request.user, Permission.WHAT_IF_ASK, within=decision.scope, at=at),
    }


def _published(decision: Decision) -> Count:
    """The count, through the one gate that every page and file shares."""
    if not decision.is_public_result:
        raise Http404
    return Count.objects.select_related("decision").get(decision=decision)


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "deciding/public/what_if.html", context, status=status)
