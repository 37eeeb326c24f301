"""Decisions and results, as anyone sees them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from folkmoot.deciding import rules
from folkmoot.deciding.analysis import rule_sentence
from folkmoot.deciding.drawings import drawing
from folkmoot.deciding.forms.what_if import WhatIfForm
from folkmoot.deciding.models import Decision, FindingKind, Option, Stage
from folkmoot.deciding.nearness_words import near_in_short
from folkmoot.deciding.queries.decisions import decisions_for, ways_to_vote
from folkmoot.deciding.queries.fairness import fairness_of
from folkmoot.deciding.queries.findings import findings_of
from folkmoot.deciding.queries.limits import limits_of
from folkmoot.deciding.queries.results import result_of
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.words import hour

RUNNING = {
    Permission.DECISION_PREPARE,
    Permission.DECISION_COUNT,
    Permission.ROLL_KEEP,
    Permission.BALLOT_TAKE,
    Permission.PAPER_TYPE,
}
MOST_DRAWN = 30  # options in the picture on the result page; with more it has its own page
MAP_LEGEND = {"circle": "Gets the money", "diamond": "Does not"}


@open_door
@require_GET
def decisions(request: HttpRequest) -> HttpResponse:
    """All decisions, those that can still be voted on first."""
    at = clock.now()
    search = request.GET.get("q", "")
    page = decisions_for(request.user, search=search, page=request.GET.get("page"), at=at)
    found = list(page.object_list)
    return render(
        request,
        "deciding/public/decisions.html",
        {
            "open": [each for each in found if each.takes_votes(at)],
            "soon": [each for each in found if each.stage == Stage.DRAFT],
            "waiting": [each for each in found if each.waits_for_count(at)],
            "decided": [each for each in found if each.stage == Stage.PUBLISHED],
            "off": [each for each in found if each.stage == Stage.ABANDONED],
            "search": search,
            "page": page,
            "n_found": page.paginator.count,
        },
    )


@door(Decision)
@require_GET
def decision(request: HttpRequest, decision: Decision) -> HttpResponse:
    """One decision: how to take part while it is open, the result once it is published."""
    at = clock.now()
    held = permissions_of(request.user, within=decision.scope, at=at)
    shared = {
        "decision": decision,
        "place": decision.place,
        "may_run": bool(RUNNING & held),
        "extensions": list(decision.extensions.all()),
        "rule_sentence": rule_sentence(decision),
        "limits": limits_of(decision),
    }
    if decision.is_public_result:
        sought = request.GET.get("q", "").strip()
        return render(request, "deciding/public/result.html", shared | _result(decision, sought))
    return render(request, "deciding/public/decision.html", shared | _asked(decision, at))


def _asked(decision: Decision, at: datetime) -> dict[str, Any]:
    options = list(decision.options.all())
    return {
        "options": options,
        "vote_address": reverse("deciding:vote", args=[decision.ref]),
        "points": [_point(option, "sky", "circle") for option in options if _drawn(option)],
        "ways": ways_to_vote(decision),
        "takes_votes": decision.takes_votes(at),
        "why_not_cast": rules.why_not_cast_now(decision, at=at),
        "waits_for_count": decision.waits_for_count(at),
        "finish_until": hour(decision.hall_until),
        "options_cost": sum(option.cost_pence for option in options),
    }


def _result(decision: Decision, sought: str) -> dict[str, Any]:
    result = result_of(decision)
    if result is None:  # published without a count: the database does not allow it
        raise LookupError(decision.pk)
    options = {row.option.number: row.option for row in result.rows}
    points = [
        _point(row.option, "moss", "circle")
        if row.funded
        else _point(row.option, "plum", "diamond")
        for row in result.rows
        if _drawn(row.option)
    ]
    findings = findings_of(result.count, picture=len(result.rows) <= MOST_DRAWN)
    picture = findings.of(FindingKind.PICTURE)
    funded = [row for row in result.funded if row.answers_to(sought)]
    not_funded = [
        replace(row, near=near_in_short(findings, row.option.number, decision.currency))
        for row in result.not_funded
        if row.answers_to(sought)
    ]
    return {
        "result": result,
        "funded": funded,
        "not_funded": not_funded,
        "n_found": len(funded) + len(not_funded),
        "sought": sought,
        "points": points,
        "legend": MAP_LEGEND,
        "n_options": len(result.rows),
        "findings": findings,
        "fairness": fairness_of(result.count, findings, options, decision.currency),
        "recounts": findings.recounts,
        "picture": drawing(picture) if picture else None,
        "what_if": WhatIfForm(decision=decision, own=result.count.rule),
        "holds_shares": result.count.outcome["endowment"] != "0/1",
    }


def _drawn(option: Option) -> bool:
    return option.longitude is not None and option.latitude is not None


def _point(option: Option, tone: str, shape: str) -> dict[str, Any]:
    return {
        "lon": option.longitude,
        "lat": option.latitude,
        "label": f"{option.number}. {option.title}",
        "href": f"#option-{option.number}",
        "tone": tone,
        "shape": shape,
    }
