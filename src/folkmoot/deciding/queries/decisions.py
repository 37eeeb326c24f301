"""Decisions, and how one can take part in them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Q, QuerySet, When

from folkmoot.deciding.models import TO_FINISH, Decision, Stage, Winner
from folkmoot.places.models import Place

A_PAGE = 20
NAMES_STAY = timedelta(days=28)  # on the roll, once the decision is over
# Long texts and drawings, read from a row only where they are shown.
HEAVY = ("frozen", "envelope_list", "place__boundary", "place__outline")
# What the front door of a place says of a decision: it may have hundreds.
TOLD = ("ref", "place_id", "title", "stage", "budget_pence", "currency")
TOLD_WHEN = ("opens_at", "closes_at", "published_at")
COUNTED = ("count__n_ballots", "count__spent_pence")


def decisions_for(
    user: object, *, search: str = "", page: str | None = None, at: datetime
) -> Page[Decision]:
    """One page of the decisions this user may see, with their places; two queries.

    Those that can be voted on come first, then by how far they are; within that, latest first.
    """
    found = Decision.objects.visible_to(user).defer(*HEAVY)
    if words := search.strip():
        found = found.filter(title__icontains=words) | found.filter(place__name__icontains=words)
    ordered = found.order_by(_in_their_turn(at), "-prepared_at", "-id")
    return Paginator(ordered, A_PAGE).get_page(page)


def _in_their_turn(at: datetime) -> Case:
    """Open, being prepared, waiting for the count, decided, called off."""
    return Case(
        When(stage=Stage.OPEN, closes_at__lte=at, then=2),
        When(stage=Stage.OPEN, then=0),
        When(stage=Stage.DRAFT, then=1),
        When(stage=Stage.PUBLISHED, then=3),
        When(stage=Stage.ABANDONED, then=4),
        default=2,
        output_field=IntegerField(),
    )


def decisions_in(place: Place, user: object) -> list[Decision]:
    """Decisions of one place this user may see, latest first, with their counts; one query.

    Each with what a list of them tells, and no more; `winners_of` says who won.
    """
    found = Decision.objects.visible_to(user).filter(place=place)
    told = found.select_related(None).select_related("count").only(*TOLD, *TOLD_WHEN, *COUNTED)
    return list(told.order_by("-prepared_at", "-id"))


def being_run_in(places: Iterable[Place]) -> QuerySet[Decision]:
    """Decisions of these places on which somebody still has work: neither published nor called
    off. Those that take votes first, then by the closing time.
    """
    over = [Stage.PUBLISHED, Stage.ABANDONED]
    found = Decision.objects.filter(place__in=[each.pk for each in places]).exclude(stage__in=over)
    voting = Case(When(stage=Stage.OPEN, then=0), default=1, output_field=IntegerField())
    return found.only("ref", "title", "place").order_by(voting, "closes_at", "id")


def rolls_to_forget(at: datetime) -> list[Decision]:
    """Decisions whose roll still has its names four weeks after the result, or the calling off."""
    until = at - NAMES_STAY
    over = Q(stage=Stage.PUBLISHED, published_at__lte=until)
    over |= Q(stage=Stage.ABANDONED, abandoned_at__lte=until)
    found = Decision.objects.filter(over, voters_forgotten_at__isnull=True)
    return list(found.defer("frozen", "envelope_list").order_by("prepared_at", "id"))


def decisions_to_close(at: datetime) -> list[Decision]:
    """Decisions past their closing time, and past the time to finish in the hall; still open."""
    over = Decision.objects.filter(stage=Stage.OPEN, closes_at__lte=at - TO_FINISH)
    return list(over.select_related("place").defer(*HEAVY).order_by("closes_at", "id"))


def winners_of(decisions: Iterable[Decision]) -> QuerySet[Winner]:
    """The options that decisions gave the money to, in the order they were funded."""
    found = Winner.objects.filter(count__decision__in=[each.pk for each in decisions])
    return found.order_by("count__decision_id", "turn")


def ways_to_vote(decision: Decision) -> list[str]:
    """How people can vote in this decision, each in one sentence."""
    ways = []
    if decision.by_code:
        ways.append("With the code from your letter, on this page.")
    if decision.by_roll:
        ways.append("If you are on the roll: with your name, postcode and the number on your card.")
    if decision.by_postcode:
        ways.append(
            "If you live inside the line on the map: with your name and address. People check "
            "it before the count."
        )
    if decision.in_person:
        ways.append("In the hall, on paper or on a tablet, with somebody to help.")
    ways.append("By phone or on paper at home: ask the team.")
    return ways
