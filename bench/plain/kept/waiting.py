"""What waits on somebody: a look into each table, as one would write it."""

from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse

from bench.plain.kept.duties import (
    ApplicationRole,
    Ask,
    Concern,
    Delivery,
    Gathering,
    Message,
    Opportunity,
    OrganisationRole,
    Outing,
    ProgrammeRole,
    Promise,
    Round,
    SmallGrant,
    SupportVersion,
    Trainer,
    Undertaking,
)
from bench.plain.kept.models import Decision, Merger, Place, Proposal

A_WEEK = timedelta(days=7)
MOST = 100


def on(user: Any, here: list[Place], at: datetime) -> list[dict[str, Any]]:
    """Everything, the longest waiting first."""
    kinds = (_in_decisions, _about_proposals, _to_send, _in_listening, _in_giving, _in_support)
    found = chain.from_iterable(kind(user, here, at) for kind in kinds)
    return sorted(found, key=lambda duty: duty["since"])


def _in_decisions(user: Any, here: list[Place], at: datetime) -> list[dict[str, Any]]:
    rows = (
        Decision.objects.filter(place__in=here, stage__in=["DRAFT", "OPEN", "CLOSED", "COUNTED"])
        .select_related("place")
        .annotate(
            n_named=Count("officers"),
            n_ready=Count("officers", filter=~Q(officers__public_key=b"")),
            n_mine=Count("officers", filter=Q(officers__account=user)),
        )
    )
    found = []
    for each in rows:
        if each.stage == "DRAFT" and each.opens_at and each.opens_at <= at:
            ready = each.n_named == each.n_ready > 1
            title = "Open the voting" if ready else "Passphrases are missing"
            found.append(_duty(title, each.title, each.place, each.opens_at, each.ref))
        if each.stage == "OPEN" and each.closes_at and each.closes_at <= at:
            found.append(_duty("Close the voting", each.title, each.place, at, each.ref))
        if each.stage == "CLOSED" and each.n_mine:
            found.append(_duty("Count", each.title, each.place, each.closed_at, each.ref))
        if each.stage == "COUNTED":
            found.append(_duty("Publish", each.title, each.place, each.counted_at, each.ref))
    return found


def _about_proposals(user: Any, here: list[Place], at: datetime) -> list[dict[str, Any]]:
    fresh = Proposal.objects.filter(place__in=here, stage="PUT", assessment__isnull=True)
    numbers = fresh.values_list("place").annotate(n=Count("pk"))
    found = []
    for key, number in numbers.order_by():
        first = fresh.filter(place=key).select_related("place").order_by("put_at")[:3]
        one = first[0]
        words = "Say which service should answer"
        duty = _duty(words, one.title, one.place, one.put_at, one.ref)
        found.append({**duty, "number": number, "named": list(first)})
    mine = Proposal.objects.filter(assessment__officer=user, stage="ASSESSED")
    for each in mine.select_related("place", "assessment")[:MOST]:
        since = each.assessment.assigned_at
        found.append(_duty("Answer a proposal", each.title, each.place, since, each.ref))
    asked = Merger.objects.filter(stage="SUGGESTED", parts__proposal__authors__shown_name=user.name)
    for each in asked.select_related("place").distinct()[:MOST]:
        words = "May it join another?"
        found.append(_duty(words, each.title, each.place, each.suggested_at, "mine"))
    return found


def _to_send(user: Any, here: list[Place], at: datetime) -> list[dict[str, Any]]:
    labels = {f"place:{place.pk}": place for place in here}
    waits = Message.objects.filter(within__in=labels, sent_at=None, failed_at=None)
    piles = waits.values("within", "channel").annotate(n=Count("pk"), since=Min("created_at"))
    return [
        _duty("Send", f"{pile['n']} messages", labels[pile["within"]], pile["since"], "letters")
        for pile in piles
    ]


def _in_listening(user: Any, here: list[Place], at: datetime) -> list[dict[str, Any]]:
    promises = Promise.objects.filter(by=user, kept_at=None, ended_at=None)
    late = Outing.objects.filter(place__in=here, stage="OUT", back_by_at__lte=at)
    untold = Q(stage="HEARD") | Q(stage="OPEN", ends_date__lt=at.date())
    rounds = Round.objects.filter(untold, place__in=here)
    concerns = Concern.objects.filter(place__in=here).exclude(stage="ENDED")
    due = Undertaking.objects.filter(
        agreement__kept_by=user, kept_at=None, broken_at=None, due_date__lte=at.date() + A_WEEK
    )
    return [
        *(
            _duty("Do what you promised", each.words, each.place, each.promised_at, each.pk)
            for each in promises.select_related("place")[:MOST]
        ),
        *(
            _duty("Ask after people", "They are late", each.place, each.back_by_at, each.pk)
            for each in late.select_related("place")[:MOST]
        ),
        *(
            _duty("Tell what you heard", each.name, each.place, each.ended_at or at, each.ref)
            for each in rounds.select_related("place")[:MOST]
        ),
        *(
            _duty("Name a safeguarding lead", "A concern", each.place, at, each.pk)
            for each in concerns.select_related("place")[:MOST]
        ),
        *(
            _duty("Ask whether it is kept", each.words, each.place, at, each.pk)
            for each in due.select_related("place")[:MOST]
        ),
    ]


def _in_giving(user: Any, here: list[Place], at: datetime) -> list[dict[str, Any]]:
    urgent = Opportunity.objects.filter(place__in=here, stage="OPEN", urgent_at__isnull=False)
    asks = Ask.objects.filter(asked_by=user, opportunity__place__in=here).filter(
        Q(stage="ASKED", asked_at__lte=at - A_WEEK)
        | Q(stage="YES", opportunity__starts_at__lte=at)
        | Q(stage="DID")
    )
    untold = Q(stage="ANNOUNCED", ends_at__lte=at)
    hidden = Q(stage="DRAFT", starts_at__lte=at + A_WEEK, ends_at__gt=at)
    gatherings = Gathering.objects.filter(untold | hidden, place__in=here)
    return [
        *(
            _duty("Find somebody else", each.title, each.place, each.urgent_at, each.pk)
            for each in urgent.select_related("place")[:MOST]
        ),
        *(
            _duty(
                "Ask again, or thank", each.opportunity.title, each.opportunity.place, at, each.pk
            )
            for each in asks.select_related("opportunity__place").order_by("asked_at")[:MOST]
            for one in [each.opportunity]
        ),
        *(
            _duty("Announce, or tell", each.title, each.place, each.planned_at, each.ref)
            for each in gatherings.select_related("place")[:MOST]
        ),
    ]


def _in_support(user: Any, here: list[Place], at: datetime) -> list[dict[str, Any]]:
    grants = SmallGrant.objects.filter(fund__place__in=here).filter(
        Q(stage="PUT", due_date__lt=at.date())
        | (Q(stage="GRANTED") & ~Q(payee=""))
        | Q(stage="TOLD")
    )
    days = Delivery.objects.filter(stage="NOTED", item__package__place__in=here)
    agreeing = SupportVersion.objects.filter(
        package__place__in=here, place_agreed_at=None, in_force_at=None
    ).exclude(package__stage="ENDED")
    return [
        *(
            _duty("See to a small grant", each.title, each.fund.place, each.put_at, each.ref)
            for each in grants.select_related("fund__place").order_by("due_date")[:MOST]
        ),
        *(
            _duty("Confirm support", each.what, each.item.package.place, each.noted_at, each.pk)
            for each in days.select_related("item__package__place").order_by("noted_at")[:MOST]
        ),
        *(
            _duty("Agree to support", "A version", each.package.place, each.drafted_at, each.pk)
            for each in agreeing.select_related("package__place").order_by("drafted_at")[:MOST]
        ),
    ]


def roles_elsewhere(user: Any, at: datetime) -> list[Any]:
    """In organisations, programmes, applications and courses."""
    now = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
    tables = (OrganisationRole, ProgrammeRole, ApplicationRole, Trainer)
    held = (table.objects.filter(now, account=user, starts_at__lte=at) for table in tables)
    return [role for rows in held for role in rows.order_by("starts_at")]


def _duty(title: str, about: str, place: Place, since: datetime, ref: object) -> dict[str, Any]:
    return {
        "title": title,
        "about": about,
        "place": place,
        "since": since,
        "href": reverse("see", args=[title.split()[0].lower(), str(ref)]),
        "number": 1,
    }
