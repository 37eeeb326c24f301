"""Lists of proposals: searched, filtered, on a map; and what one person or team has."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from folkmoot.deciding.models import Option
from folkmoot.deciding.models import Stage as DecisionStage
from folkmoot.ideas.models import (
    Author,
    Proposal,
    ProposalQuerySet,
    Stage,
    Support,
    Welcome,
)
from folkmoot.ideas.queries.facts import cost_range, credit_of
from folkmoot.ideas.queries.standing import (
    FUNDED,
    LISTED,
    NOT_FUNDED,
    Standing,
    standing_at,
    standing_of,
    winners_among,
    winners_in,
    winning_options,
)
from folkmoot.kernel.prepared import prepared
from folkmoot.kernel.ui.words import money
from folkmoot.people.models import Account
from folkmoot.places.models import Place

A_PAGE = 20
MOST_POINTS = 400
HEAVY = (
    "place__boundary",
    "place__outline",
    "option__decision__frozen",
    "option__decision__envelope_list",
)
NEWEST = ("-put_at", "-pk")
IN_A_LIST = (
    *("ref", "title", "what", "stage", "cost_least_pence", "cost_most_pence"),
    *("place__name", "place__slug", "option__cost_pence", "option__decision__stage"),
)
ON_A_MAP = (
    "longitude",
    "latitude",
    "title",
    "ref",
    "stage",
    "option_id",
    "option__decision_id",
    "option__decision__stage",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal in a list."""

    proposal: Proposal
    standing: Standing
    credit: str
    n_supports: int
    cost: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list, and the whole of it on a map."""

    page: Page[Any]
    rows: list[Row]
    points: list[dict[str, object]]
    n_found: int
    themes: list[str]
    welcome: Welcome
    chosen: dict[str, str] = field(default_factory=dict)


def welcome_of(place: Place) -> Welcome:
    """How a place takes proposals; the usual way until it says otherwise."""
    return next(iter(_welcomes(place.pk)), None) or Welcome(place=place)


@prepared
def _welcomes(place: UUID) -> QuerySet[Welcome]:
    return Welcome.objects.filter(place=place)


def listing(
    *,
    user: object,
    place: Place | None = None,
    search: str = "",
    theme: str = "",
    stage: str = "",
    page: int | str = 1,
) -> Listing:
    """Proposals anyone may see, newest first; a constant number of queries however many."""
    shown = Proposal.objects.visible_to(user)
    if place:
        shown = shown.filter(place=place)
    welcome = welcome_of(place) if place else Welcome()
    themes = sorted({each for each in _themes(shown.on_the_list(), welcome) if each})
    found = _filtered(shown, search=search, theme=theme, stage=stage)
    leaf = Paginator(_keys_of(found), A_PAGE).get_page(page)
    proposals = list(_listed(leaf.object_list))
    winners = winners_among(proposals)
    return Listing(
        page=leaf,
        rows=[row_of(each, winners) for each in proposals],
        points=points_of(found) if place else [],
        n_found=leaf.paginator.count,
        themes=themes,
        welcome=welcome,
        chosen={"search": search, "theme": theme, "stage": stage},
    )


def newest(place: Place, user: object, *, most: int) -> tuple[list[Row], list[dict[str, object]]]:
    """The newest proposals of a place, and the place's proposals on a map."""
    found = Proposal.objects.visible_to(user).filter(place=place).on_the_list()
    proposals = list(_listed(_keys_of(found)[:most]))
    winners = winners_among(proposals)
    return [row_of(each, winners) for each in proposals], points_of(found)


def row_of(proposal: Proposal, winners: frozenset[object]) -> Row:
    """One proposal as a list shows it; it must come from a query with rows."""
    cost = cost_range(proposal.cost_least_pence, proposal.cost_most_pence)
    if proposal.option:
        cost = money(proposal.option.cost_pence)
    return Row(
        proposal=proposal,
        standing=standing_of(proposal, winners),
        credit=credit_of(proposal.credited),  # type: ignore[attr-defined]
        n_supports=proposal.n_supports,  # type: ignore[attr-defined]
        cost=cost,
    )


def proposals_behind(options: Iterable[Option]) -> dict[object, Proposal]:
    """The proposal each option stands for, by the option's key; with its credited authors.

    For ballot and result pages: `proposal.credited` is a list, `proposal.ref` its address.
    """
    keys = [option.pk for option in options]
    found = Proposal.objects.filter(option__in=keys).select_related("place")
    return {each.option_id: each for each in _with_rows(found.defer(*HEAVY))}


def proposals_by(account: Account) -> list[Row]:
    """Everything the person behind an account is an author of, newest first."""
    mine = Author.objects.of_account(account).values("proposal")
    rows = Proposal.objects.filter(pk__in=mine).select_related("place", "option__decision")
    proposals = list(_with_rows(rows.order_by("-put_at").defer(*HEAVY)))
    winners = winners_among(proposals)
    return [row_of(each, winners) for each in proposals]


def waiting_to_be_read(place: Place) -> list[Row]:
    """Strangers' proposals nobody has read yet, oldest first."""
    held = Proposal.objects.filter(place=place, stage=Stage.HELD)
    rows = _with_rows(held.select_related("place", "option__decision").order_by("put_at"))
    return [row_of(each, frozenset()) for each in rows]


def counts_in(place: Place) -> dict[str, int]:
    """How many proposals a place has, by stage; for the thread and the front door."""
    return dict(_counted(place.pk))


@prepared
def _counted(place: UUID) -> QuerySet[Proposal, tuple[str, int]]:
    rows = Proposal.objects.on_the_list().filter(place=place).order_by()
    return rows.values_list("stage").annotate(Count("pk"))


def _with_rows(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    credited = Prefetch("authors", Author.objects.credited(), to_attr="credited")
    # Counted apart: joined, a page of twenty would be grouped from every row of the place.
    supports = Support.objects.filter(proposal=OuterRef("pk")).order_by().values("proposal")
    n_supports = Coalesce(Subquery(supports.annotate(n=Count("pk")).values("n")), 0)
    return proposals.annotate(n_supports=n_supports).prefetch_related(credited)


def _keys_of(found: QuerySet[Proposal]) -> QuerySet[Proposal, UUID]:
    """Newest first, by their keys alone: to put a thousand in order, no texts are carried."""
    return found.select_related(None).order_by(*NEWEST).values_list("pk", flat=True)


def _listed(keys: Any) -> QuerySet[Proposal]:
    """A page of a list, by its keys, with what its rows say and no more; two queries."""
    rows = Proposal.objects.filter(pk__in=keys).select_related("place", "option__decision")
    return _with_rows(rows.only(*IN_A_LIST).order_by(*NEWEST))


def _themes(shown: QuerySet[Proposal], welcome: Welcome) -> list[str]:
    used = shown.order_by().values_list("theme", flat=True).distinct()[:60]
    return [*used, *welcome.themes]


def _filtered(
    shown: ProposalQuerySet, *, search: str, theme: str, stage: str
) -> QuerySet[Proposal]:
    found = shown.on_the_list()
    for word in search.split()[:8]:
        found = found.filter(
            Q(title__icontains=word)
            | Q(what__icontains=word)
            | Q(where_words__icontains=word)
            | Q(ref__iexact=word)
        )
    if theme:
        found = found.filter(theme=theme)
    return _at_stage(found, stage) if stage in LISTED else found


def _at_stage(found: QuerySet[Proposal], stage: str) -> QuerySet[Proposal]:
    decided = Q(option__decision__stage=DecisionStage.PUBLISHED)
    if stage in {FUNDED, NOT_FUNDED}:
        won = Q(option__in=winning_options())
        return found.filter(decided & (won if stage == FUNDED else ~won))
    if stage == Stage.FEASIBLE:
        return found.filter(stage__in=[Stage.FEASIBLE, Stage.CHANGES])
    if stage == Stage.DECIDING:
        return found.filter(Q(stage=stage) & ~decided)
    return found.filter(stage=stage)


def points_of(found: QuerySet[Proposal]) -> list[dict[str, object]]:
    """The newest of these proposals on a map; plain rows, for there may be four hundred."""
    here = found.filter(longitude__isnull=False).order_by("-put_at").select_related(None)
    rows = list(here.values_list(*ON_A_MAP)[:MOST_POINTS])
    published = DecisionStage.PUBLISHED.value
    winners = winners_in(row[-2] for row in rows if row[-1] == published)
    page = reverse("ideas:proposal", args=["0"])  # asked once, not four hundred times
    return [
        _point(
            *(lon, lat, title),
            standing_at(stage, decided=at == published, won=option in winners),
            page.replace("/0/", f"/{ref}/"),
        )
        for lon, lat, title, ref, stage, option, _, at in rows
    ]


def point_of(proposal: Proposal, standing: Standing, *, href: str = "") -> dict[str, object]:
    """A proposal on a map."""
    href = href or reverse("ideas:proposal", args=[proposal.ref])
    return _point(proposal.longitude, proposal.latitude, proposal.title, standing, href)


def _point(
    longitude: float | None, latitude: float | None, title: str, standing: Standing, href: str
) -> dict[str, object]:
    return {
        "lon": longitude,
        "lat": latitude,
        "label": title,
        "note": standing.words,
        "href": href,
        "tone": standing.tone,
        "shape": standing.shape,
    }
