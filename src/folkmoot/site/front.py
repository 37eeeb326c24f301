"""What stands on a place's front door: one look at each room, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count as CountOf
from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from folkmoot.awards.queries.small import FundRow
from folkmoot.awards.queries.small import in_place as small_funds_in
from folkmoot.deciding.models import Decision, Stage
from folkmoot.deciding.queries.decisions import HEAVY, decisions_in, winners_of
from folkmoot.gatherings.models import Gathering
from folkmoot.gatherings.queries import next_gatherings
from folkmoot.ideas.models import Proposal
from folkmoot.ideas.queries.lists import Row, counts_in, newest
from folkmoot.organising.models import HeardPage
from folkmoot.organising.queries import released_in
from folkmoot.places.models import Place
from folkmoot.programmes.models import TakingPart
from folkmoot.programmes.queries import programmes_of_place

MOST_SHOWN = 6


class Won(NamedTuple):
    """Something a decision gave the money to: a plain row, for a place may have thousands."""

    title: str
    cost_pence: int
    theme: str


WON = Won._fields


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was made, and what it gave the money to."""

    decision: Decision
    winners: Sequence[Won]
    n_more: int
    n_ballots: int
    spent_pence: int


@dataclass(frozen=True, slots=True)
class MoneyByTheme:
    """What the people of a place have given to one theme."""

    theme: str
    pence: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What a place told of one round of listening, and the themes raised in most streets."""

    page: HeardPage
    n_conversations: int
    themes: Sequence[str]


@dataclass(frozen=True, slots=True)
class FrontDoor:
    """A place, as a visitor meets it."""

    open: Sequence[Decision]
    coming: Sequence[Decision]
    counting: Sequence[Decision]
    decided: Sequence[Decided]
    n_decided: int
    gatherings: Sequence[Gathering]
    ideas: Sequence[Row]
    n_ideas: int
    points: Sequence[dict[str, Any]]
    by_theme: Sequence[MoneyByTheme]
    currency: str
    total_pence: int
    counts: dict[str, int]
    heard: Sequence[Heard]
    programmes: Sequence[TakingPart]
    small_funds: Sequence[FundRow]


def front_door(place: Place, user: object, *, at: datetime) -> FrontDoor:
    """Everything on the front door of a place."""
    decisions = decisions_in(place, user)
    made = [each for each in decisions if each.stage == Stage.PUBLISHED]
    ideas, points = newest(place, user, most=MOST_SHOWN)
    n_ideas = sum(counts_in(place).values())
    heard = [_heard(page) for page in released_in(place)]
    return FrontDoor(
        open=[each for each in decisions if each.takes_votes(at)],
        coming=[each for each in decisions if each.stage == Stage.DRAFT],
        counting=[each for each in decisions if each.waits_for_count(at)],
        decided=_decided(made[:MOST_SHOWN]),
        n_decided=len(made),
        gatherings=next_gatherings(place, at=at),
        ideas=ideas,
        n_ideas=n_ideas,
        points=points,
        by_theme=_by_theme(made),
        currency=made[0].currency if made else "GBP",
        total_pence=sum(each.count.spent_pence for each in made),
        counts={"proposal": n_ideas, "decision": len(decisions)} | _counts_heard(heard),
        heard=heard,
        programmes=programmes_of_place(place),
        small_funds=small_funds_in(place, at=at),
    )


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A place in a list of places."""

    place: Place
    n_ideas: int
    n_open: int


def place_cards(*, at: datetime, most: int = 12) -> list[PlaceCard]:
    """Places with something going on first; one query."""
    open_now = Decision.objects.taking_votes(at)
    found = (
        Place.objects.defer("boundary")
        .annotate(n_open=_number_in(open_now), n_ideas=_number_in(Proposal.objects.all()))
        .order_by("-n_open", "-n_ideas", "name")
    )
    return [PlaceCard(place, place.n_ideas, place.n_open) for place in found[:most]]  # type: ignore[attr-defined]


def _number_in(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows a place has, counted apart: joined, each would multiply the other."""
    here = rows.filter(place=OuterRef("pk")).order_by().values("place")
    return Coalesce(Subquery(here.annotate(n=CountOf("pk")).values("n")), 0)


def open_decisions(*, at: datetime, most: int = 6) -> list[Decision]:
    """What can be voted on now, the first to close first; one query."""
    found = Decision.objects.taking_votes(at).select_related("place")
    light = found.defer(*HEAVY)
    return list(light.order_by("closes_at", "-opened_at")[:most])


def published_decisions(most: int = 200) -> list[Decision]:
    """Decisions whose files anyone may take, latest first; one query."""
    found = Decision.objects.filter(stage=Stage.PUBLISHED).select_related("place")
    light = found.defer(*HEAVY)
    return list(light.order_by("-published_at")[:most])


def _heard(page: HeardPage) -> Heard:
    told = [theme["name"] for theme in page.figures["themes"] if theme["n_conversations"]]
    return Heard(page, page.figures["n_conversations"], told)


def _counts_heard(heard: Sequence[Heard]) -> dict[str, int]:
    """For the thread: conversations of all that was told, themes of the latest."""
    if not heard:
        return {}
    total = sum(each.n_conversations for each in heard)
    return {"heard": total, "theme": len(heard[0].themes)}


def _decided(made: Sequence[Decision]) -> list[Decided]:
    """What each decision gave the money to, the first of it by name; two queries."""
    winners = winners_of(made)
    numbers = dict(winners.order_by().values_list("count__decision").annotate(CountOf("pk")))
    named: dict[object, list[Won]] = {}
    first = winners.filter(turn__lte=MOST_SHOWN)
    for key, *won in first.values_list("count__decision", *(f"option__{one}" for one in WON)):
        named.setdefault(key, []).append(Won(*won))
    return [
        Decided(
            decision=each,
            winners=named.get(each.pk, []),
            n_more=max(numbers.get(each.pk, 0) - MOST_SHOWN, 0),
            n_ballots=each.count.n_ballots,
            spent_pence=each.count.spent_pence,
        )
        for each in made
    ]


def _by_theme(made: Sequence[Decision]) -> list[MoneyByTheme]:
    """What all these decisions gave to each theme, added up by the database; one query."""
    rows = (
        winners_of(made).order_by().values_list("option__theme").annotate(Sum("option__cost_pence"))
    )
    sums: dict[str, int] = {}
    for themes, pence in rows:
        theme = themes.split(",")[0].strip() or "Other"
        sums[theme] = sums.get(theme, 0) + pence
    return [
        MoneyByTheme(theme, pence)
        for theme, pence in sorted(sums.items(), key=lambda pair: -pair[1])
    ][:8]
