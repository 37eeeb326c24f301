"""What became of one option, of the money round by round, and of the people who voted."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from folkmoot.deciding.drawings import drawing
from folkmoot.deciding.models import Count, Decision, FindingKind
from folkmoot.deciding.queries.fairness import fairness_of
from folkmoot.deciding.queries.findings import findings_of
from folkmoot.deciding.queries.ways import rounds_of, way_of
from folkmoot.kernel.access.door import door


@door(Decision)
@require_GET
def option(request: HttpRequest, decision: Decision, number: int) -> HttpResponse:
    """Why, or why not: one option from the first round to the last."""
    _published(decision)
    way = way_of(decision, number)
    if way is None:
        raise Http404
    return _page(request, decision, "option", way=way, row=way.row)


@door(Decision)
@require_GET
def rounds(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Whose money went where: the picture, and every round as a table."""
    count = _published(decision)
    findings = findings_of(count, picture=True)
    picture = findings.of(FindingKind.PICTURE)
    return _page(
        request,
        decision,
        "rounds",
        count=count,
        rows=rounds_of(decision, count),
        findings=findings,
        picture=drawing(picture) if picture else None,
    )


@door(Decision)
@require_GET
def picture(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The picture of the rounds as a file."""
    kept = findings_of(_published(decision), picture=True).of(FindingKind.PICTURE)
    if kept is None:
        raise Http404
    response = HttpResponse(kept, content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{decision.ref}-rounds.svg"'
    return response


@door(Decision)
@require_GET
def fairness(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Was it fair? Who has something, who was left behind, where the money went."""
    count = _published(decision)
    findings = findings_of(count)
    options = {option.number: option for option in decision.options.all()}
    return _page(
        request,
        decision,
        "fairness",
        count=count,
        findings=findings,
        found=fairness_of(count, findings, options, decision.currency),
        recounts=findings.recounts,
    )


def _published(decision: Decision) -> Count:
    """The count, through the one gate that every page and file shares."""
    if not decision.is_public_result:
        raise Http404
    return Count.objects.get(decision=decision)


def _page(request: HttpRequest, decision: Decision, name: str, **context: Any) -> HttpResponse:
    context |= {"decision": decision, "place": decision.place}
    return render(request, f"deciding/public/{name}.html", context)
