"""What officers see: the queue, the facts beside an answer, who may be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import cos, hypot, radians
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, Prefetch, Q, QuerySet, Value, When
from django.utils.timezone import localdate

from folkmoot.deciding.models import Decision
from folkmoot.deciding.models import Stage as DecisionStage
from folkmoot.ideas.models import (
    LIVE,
    Assessment,
    Author,
    Merger,
    MergerConsent,
    Proposal,
    Report,
    Stage,
)
from folkmoot.ideas.queries.lists import HEAVY
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import roles_permitting
from folkmoot.people.models import Account
from folkmoot.places.models import Place, PlaceRole

A_PAGE = 30
WAITING = (Stage.PUT, Stage.ASSESSED)
DONE = (Stage.FEASIBLE, Stage.CHANGES, Stage.NOT_FEASIBLE, Stage.DECIDING)
NEAR_METRES = 400


@dataclass(frozen=True, slots=True)
class Duty:
    """One proposal in the queue."""

    proposal: Proposal
    assessment: Assessment | None
    days_left: int
    is_done: bool
    is_mine: bool

    @property
    def is_open_to_me(self) -> bool:
        """Whether it is mine, or anybody's to take."""
        return self.is_mine or (self.assessment is not None and not self.assessment.officer_id)

    @property
    def is_late(self) -> bool:
        """Whether the promised day has passed."""
        return not self.is_done and self.days_left < 0


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue, with what it can be filtered by."""

    page: Page[Any]
    duties: list[Duty]
    n_waiting: int
    n_late: int
    places: list[Place]
    services: list[str]
    chosen: dict[str, str]


def places_with(account: object, *permissions: Permission, at: datetime) -> QuerySet[Place]:
    """Places where this account may do one of these now."""
    key: Any = getattr(account, "pk", None)
    held = PlaceRole.objects.filter(account_id=key, role__in=roles_permitting(*permissions))
    return Place.objects.filter(pk__in=held.held_at(at).values("place")).defer(
        "boundary", "outline"
    )


def queue(account: Account, chosen: Mapping[str, str], *, at: datetime) -> Queue:
    """What officers have to answer where this account may answer or assign; overdue first."""
    places = list(
        places_with(
            account, Permission.PROPOSAL_ASSESS, Permission.PROPOSAL_ASSIGN, at=at
        ).order_by("name")
    )
    kept = {key: chosen.get(key, "") for key in ("place", "service", "whose", "state")}
    within = Proposal.objects.filter(place__in=places, stage__in=[*WAITING, *DONE])
    within = within.filter(Q(assessment__isnull=False) | Q(stage__in=WAITING))
    today = localdate(at)
    waiting = within.filter(stage__in=WAITING)
    found = _chosen(within, kept, account)
    leaf = Paginator(_in_order(found), A_PAGE).get_page(chosen.get("page", 1))
    services = Assessment.objects.filter(proposal__place__in=places).order_by("service")
    return Queue(
        page=leaf,
        duties=[_duty(each, today, account) for each in leaf.object_list],
        n_waiting=waiting.count(),
        n_late=waiting.filter(answer_date__lt=today).count(),
        places=places,
        services=list(services.values_list("service", flat=True).distinct()),
        chosen=kept,
    )


def _chosen(
    found: QuerySet[Proposal], kept: Mapping[str, str], account: Account
) -> QuerySet[Proposal]:
    if kept["place"]:
        found = found.filter(place__slug=kept["place"])
    if kept["service"]:
        found = found.filter(assessment__service=kept["service"])
    if kept["whose"] == "mine":
        found = found.filter(assessment__officer=account)
    if kept["whose"] == "nobody":
        found = found.filter(assessment__officer__isnull=True)
    if kept["state"] != "all":
        found = found.filter(stage__in=DONE if kept["state"] == "done" else WAITING)
    return found


def _in_order(found: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Waiting before answered; then the oldest promise first."""
    answered = Case(
        When(stage__in=WAITING, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return (
        found.annotate(answered=answered)
        .order_by("answered", "answer_date", "put_at")
        .select_related("place", "assessment__officer")
        .defer(*HEAVY)
    )


def _duty(proposal: Proposal, today: date, account: Account) -> Duty:
    given = getattr(proposal, "assessment", None)
    return Duty(
        proposal=proposal,
        assessment=given,
        days_left=(proposal.answer_date - today).days,
        is_done=proposal.stage in DONE,
        is_mine=bool(given and given.officer_id == account.pk),
    )


def officers_of(place: Place, *, at: datetime) -> list[Account]:
    """Those who may answer proposals here now, by name."""
    assessing = roles_permitting(Permission.PROPOSAL_ASSESS)
    held = PlaceRole.objects.filter(place=place, role__in=assessing).held_at(at)
    officers = {each.account_id: each.account for each in held.select_related("account")}
    return sorted(officers.values(), key=lambda account: account.shown_name().casefold())


def services_of(place: Place) -> list[str]:
    """Services that have answered here, to choose from."""
    named = Assessment.objects.filter(proposal__place=place).order_by("service")
    return list(named.values_list("service", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another proposal of the place that may be about the same thing, and why we think so."""

    proposal: Proposal
    why: str


def like(proposal: Proposal, *, most: int = 6) -> list[Likeness]:
    """Live proposals of the same place that are near, or share a theme and words."""
    others = Proposal.objects.filter(place=proposal.place_id, stage__in=LIVE)
    light = others.exclude(pk=proposal.pk).only(
        "ref", "title", "theme", "longitude", "latitude", "place_id"
    )
    found = [
        (score, Likeness(each, why))
        for each in light[:500]
        for score, why in [_near(proposal, each)]
    ]
    best = sorted((pair for pair in found if pair[0] > 0), key=lambda pair: -pair[0])
    return [likeness for _, likeness in best[:most]]


def _near(one: Proposal, other: Proposal) -> tuple[int, str]:
    reasons, score = [], 0
    metres = _metres_between(one, other)
    if metres is not None and metres <= NEAR_METRES:
        reasons.append(f"{round(metres, -1):g} metres away")
        score += 2
    shared = _long_words(one.title) & _long_words(other.title)
    if shared:
        reasons.append(f"both say “{sorted(shared)[0]}”")
        score += 1 + len(shared)
    if one.theme and one.theme == other.theme:
        reasons.append(f"both about {one.theme.lower()}")
        score += 1
    return score, ", ".join(reasons)


def _long_words(title: str) -> set[str]:
    return {word.strip(".,!?").lower() for word in title.split() if len(word) > 4}


def _metres_between(one: Proposal, other: Proposal) -> float | None:
    """Straight-line distance on a local plane: good to a metre within a neighbourhood."""
    if None in (one.longitude, one.latitude, other.longitude, other.latitude):
        return None
    north = (other.latitude - one.latitude) * 111_320  # type: ignore[operator]
    east = (other.longitude - one.longitude) * 111_320 * cos(radians(one.latitude or 0))  # type: ignore[operator]
    return hypot(north, east)


def drafts_in(place: Place) -> list[Decision]:
    """Decisions being prepared here, which can still take options."""
    drafts = Decision.objects.filter(place=place, stage=DecisionStage.DRAFT)
    return list(drafts.order_by("-prepared_at"))


def reports_in(place: Place) -> list[Report]:
    """Reports nobody has answered, oldest first."""
    waiting = Report.objects.filter(proposal__place=place, answered_at__isnull=True)
    return list(waiting.select_related("proposal").order_by("made_at"))


@dataclass(frozen=True, slots=True)
class Asked:
    """An author of a merger and their answer, if they have given one."""

    author: Author
    consent: MergerConsent | None


def asked_in(merger: Merger) -> list[Asked]:
    """Every author who is asked, with their answer."""
    parts = merger.parts.values("proposal")
    authors = Author.objects.credited().filter(proposal__in=parts).select_related("proposal")
    consents = Prefetch(
        "merger_consents", MergerConsent.objects.filter(merger=merger), to_attr="answers"
    )
    ordered = authors.prefetch_related(consents).order_by("proposal", "-is_first", "pk")
    return [
        Asked(author, author.answers[0] if author.answers else None)  # type: ignore[attr-defined]
        for author in ordered
    ]


def mergers_in(place: Place) -> list[Merger]:
    """Mergers suggested here, latest first."""
    found = Merger.objects.filter(place=place).order_by("-suggested_at")
    return list(found.annotate(n_yes=Count("consents", filter=Q(consents__is_yes=True)))[:50])
