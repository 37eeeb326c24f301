"""Three pages as anybody would write them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from bench.plain.kept import waiting
from bench.plain.kept.models import (
    Author,
    MergerPart,
    Place,
    PlaceRole,
    Proposal,
    Support,
    Verdict,
    Welcome,
)

LISTED = Proposal.Stage.values
SHAPES = {
    "PUT": ("circle", "sky", "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0Z"),
    "ASSESSED": ("triangle", "ochre", "M0-10.5L10.5 8H-10.5Z"),
    "FEASIBLE": ("square", "moss", "M-8-8H8V8H-8Z"),
    "CHANGES": ("square", "moss", "M-8-8H8V8H-8Z"),
    "NOT_FEASIBLE": ("cross", "terracotta", "M-3.5-10H3.5V-3.5H10V3.5H3.5V10H-3.5V3.5H-10Z"),
    "DECIDING": ("diamond", "plum", "M0-11L11 0L0 11L-11 0Z"),
}


def proposals(request: HttpRequest, slug: str) -> HttpResponse:
    """A place's proposals: found, filtered, in pages, and on a map."""
    place = get_object_or_404(Place, slug=slug)
    welcome = Welcome.objects.filter(place=place).first()
    here = Proposal.objects.filter(place=place, stage__in=LISTED)
    themes = sorted(filter(None, here.values_list("theme", flat=True).distinct()))
    chosen = {name: request.GET.get(name, "") for name in ("search", "stage", "theme")}
    for word in chosen["search"].split():
        here = here.filter(Q(title__icontains=word) | Q(what__icontains=word) | Q(ref=word))
    if chosen["stage"]:
        here = here.filter(stage=chosen["stage"])
    if chosen["theme"]:
        here = here.filter(theme=chosen["theme"])
    credited = Author.objects.filter(accepted_at__isnull=False, left_at__isnull=True)
    # Counted by a subquery: joined, a page of twenty would be grouped from every row there is.
    supports = Support.objects.filter(proposal=OuterRef("pk")).values("proposal")
    counted = Coalesce(Subquery(supports.annotate(n=Count("pk")).values("n")), 0)
    rows = here.annotate(n_supports=counted).select_related("option__decision")
    rows = rows.prefetch_related(Prefetch("authors", credited, to_attr="credited"))
    page = Paginator(rows.order_by("-put_at"), 20).get_page(request.GET.get("page"))
    on_map = here.filter(longitude__isnull=False).order_by("-put_at")
    points = list(on_map.only("ref", "title", "stage", "longitude", "latitude")[:400])
    context = {
        "place": place,
        "welcome": welcome,
        "themes": themes,
        "chosen": chosen,
        "stages": Proposal.Stage.choices,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        **drawn(place, points, 400),
    }
    if request.GET.get("map") == "script":  # as many would do it: nothing for those without one
        context["data"] = for_a_script(points)
    return render(request, "kept/proposals.html", context)


def proposal(request: HttpRequest, ref: str) -> HttpResponse:
    """One proposal, whole."""
    related = ("place", "option__decision", "merged_into", "put_again_from")
    found = get_object_or_404(Proposal.objects.select_related(*related), ref=ref)
    here = Proposal.objects.filter(place=found.place, stage__in=LISTED)
    context = {
        "proposal": found,
        "place": found.place,
        "authors": found.authors.filter(accepted_at__isnull=False, left_at__isnull=True),
        "verdicts": Verdict.objects.filter(assessment__proposal=found).order_by("-answered_at"),
        "versions": found.versions.filter(number__gt=1),
        "merged_from": found.merged_from.all(),
        "again": found.again.first(),
        "suggested": MergerPart.objects.filter(proposal=found).select_related("merger"),
        "n_supports": found.supports.count(),
        "n_proposals": here.count(),
        "is_late": found.answer_date < timezone.localdate(),
        **drawn(found.place, [found] if found.longitude is not None else [], 240),
    }
    return render(request, "kept/proposal.html", context)


@login_required(login_url="/vote/")
def tasks(request: HttpRequest) -> HttpResponse:
    """What waits on somebody, and where they work."""
    at = timezone.now()
    roles = list(
        PlaceRole.objects.filter(account=request.user, starts_at__lte=at)
        .filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at))
        .select_related("place")
        .order_by("starts_at")
    )
    duties = waiting.on(request.user, [role.place for role in roles], at)
    context = {
        "duties": duties,
        "n_waiting": sum(duty["number"] for duty in duties),
        "roles": roles,
        "elsewhere": waiting.roles_elsewhere(request.user, at),
    }
    return render(request, "kept/tasks.html", context)


def for_a_script(points: list[Proposal]) -> list[dict[str, Any]]:
    """The points of a map as data."""
    return [
        {
            "at": [point.longitude, point.latitude],
            "as": [point.shape, point.tone],  # type: ignore[attr-defined]
            "title": point.title,
            "stage": point.get_stage_display(),
            "href": f"/ideas/{point.ref}/",
        }
        for point in points
    ]


def drawn(place: Place, points: list[Proposal], height: int) -> dict[str, Any]:
    """A map of the place: its line, and points on it."""
    ring = place.boundary["coordinates"][0] if place.boundary else [[0.0, 0.0], [1.0, 1.0]]
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    south, north = min(y for _, y in ring), max(y for _, y in ring)

    def at(lon: float, lat: float) -> tuple[float, float]:
        across, down = (lon - west) / (east - west), (north - lat) / (north - south)
        return round(28 + across * 664, 1), round(28 + down * (height - 56), 1)

    for point in points:
        point.x, point.y = at(point.longitude, point.latitude)  # type: ignore[attr-defined]
        point.shape, point.tone, point.drawing = SHAPES[point.stage]  # type: ignore[attr-defined]
    line = "L".join(f"{x:g} {y:g}" for x, y in (at(lon, lat) for lon, lat in ring))
    return {"points": points, "path": f"M{line}Z", "height": height}
