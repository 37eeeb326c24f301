"""What waits on one person in decisions, oldest duty first, and what happens if nothing is done."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from folkmoot.deciding.models import (
    TO_FINISH,
    Channel,
    CountingOfficer,
    Decision,
    PaperBallot,
    PaperLook,
    PaperTyping,
    RollEntry,
    RollLook,
    Stage,
)
from folkmoot.deciding.queries.decisions import HEAVY
from folkmoot.deciding.queries.doubtful import in_doubt
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import ROLES
from folkmoot.kernel.waiting import Task
from folkmoot.people.models import Account
from folkmoot.places.models import PlaceRole

UNDER_WAY = (Stage.DRAFT, Stage.OPEN, Stage.CLOSED, Stage.COUNTING, Stage.COUNTED)


def tasks_for(account: Account, at: datetime) -> list[Task]:
    """Everything in deciding that waits on this person, the longest waiting first.

    Two queries, however many decisions there are.
    """
    may: dict[UUID, frozenset[Permission]] = {}
    for held in PlaceRole.objects.filter(account=account).held_at(at):
        may[held.place_id] = may.get(held.place_id, frozenset()) | ROLES[held.role].permissions
    if not may:
        return []
    tasks = [
        task
        for decision in _decisions(list(may), account)
        for task in _tasks_of(decision, may[decision.place_id], at)
    ]
    return sorted(tasks, key=lambda task: (task.since, task.href))


def _decisions(places: list[UUID], account: Account) -> QuerySet[Decision]:
    entries = RollEntry.objects.filter(decision=OuterRef("pk"))
    typings = PaperTyping.objects.filter(paper=OuterRef("pk"))
    looks = PaperLook.objects.filter(paper=OuterRef("pk"))
    papers = PaperBallot.objects.filter(
        decision=OuterRef("pk"), is_sealed=False, is_spoilt=False
    ).alias(n_typings=_number(typings, by="paper"))
    officers = CountingOfficer.objects.filter(decision=OuterRef("pk"))
    doubtful = in_doubt(entries).exclude(channel=Channel.NONE)
    looked = RollLook.objects.filter(entry=OuterRef("pk"), looked_by=account)
    differing = papers.filter(n_typings__gte=2).filter(
        ~Exists(looks.filter(looked_by=account)) | Exists(looks.exclude(looked_by=account))
    )
    to_type = papers.filter(~Exists(typings.filter(typed_by=account)), n_typings__lt=2)
    return (
        Decision.objects.filter(place__in=places, stage__in=UNDER_WAY)
        .select_related("place")
        .defer(*HEAVY)
        .annotate(
            n_doubtful=_number(doubtful),
            n_to_look_at=_number(doubtful.filter(~Exists(looked))),
            n_to_type=_number(to_type),
            n_unsettled=_number(papers),
            n_differing=_number(differing),
            wants_passphrase=Exists(officers.filter(account=account, public_key=b"")),
            is_officer=Exists(officers.filter(account=account)),
            n_ready=_number(officers.exclude(public_key=b"")),
            n_named=_number(officers),
        )
    )


def _number(rows: Any, *, by: str = "decision") -> Coalesce:
    """How many rows of a subquery there are, in the same query."""
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def _tasks_of(decision: Any, may: frozenset[Permission], at: datetime) -> list[Task]:
    """The duties of one decision that fall to someone with these permissions."""
    stage = Stage(decision.stage)
    found = [
        duty
        for stages, permission, duty_of in DUTIES
        if stage in stages and permission in may
        for duty in [duty_of(decision, at)]
        if duty
    ]
    return [
        Task(
            title=title,
            about=decision.title,
            place=decision.place.name,
            since=since,
            href=reverse(f"deciding:run_{page}", args=[decision.ref]),
            otherwise=otherwise,
        )
        for title, since, page, otherwise in found
    ]


Duty = tuple[str, datetime, str, str] | None


def _passphrase(decision: Any, at: datetime) -> Duty:
    if not decision.wants_passphrase:
        return None
    return (
        "Set your passphrase",
        decision.prepared_at,
        "passphrase",
        "Voting cannot open until every counting officer has one.",
    )


def _opening(decision: Any, at: datetime) -> Duty:
    if not decision.opens_at or decision.opens_at > at:
        return None
    keys = decision.keys_needed <= decision.n_named == decision.n_ready
    title = "Open the voting" if keys else "Open the voting: passphrases are missing"
    return title, decision.opens_at, "open", "People were told they could vote by now."


def _doubtful(decision: Any, at: datetime) -> Duty:
    if not decision.n_to_look_at:
        return None
    title = _how_many(
        decision.n_to_look_at, "Look at one doubtful vote", "Look at {} doubtful votes"
    )
    otherwise = "The box cannot be opened until two people have said the same of each."
    return title, decision.opened_at, "doubtful", otherwise


def _typing(decision: Any, at: datetime) -> Duty:
    if not decision.n_to_type:
        return None
    title = _how_many(decision.n_to_type, "Type one paper ballot", "Type {} paper ballots")
    return title, decision.opened_at, "type", "Two people type each paper; the count waits."


def _differing(decision: Any, at: datetime) -> Duty:
    if not decision.n_differing:
        return None
    title = _how_many(
        decision.n_differing,
        "Look at one paper that two people read differently",
        "Look at {} papers that two people read differently",
    )
    return (
        title,
        decision.opened_at,
        "paper",
        "The count waits until two people say the same of each.",
    )


def _closing(decision: Any, at: datetime) -> Duty:
    if not decision.is_past_closing(at - TO_FINISH):
        return None
    otherwise = "Nobody can vote any more, but the list of envelopes is published when you close."
    return "Close the voting", decision.closes_at, "close", otherwise


def _counting(decision: Any, at: datetime) -> Duty:
    if not decision.is_officer or decision.n_doubtful or decision.n_unsettled:
        return None
    otherwise = f"{decision.keys_needed} counting officers are needed together; nobody else can."
    return "Open the box and count", decision.closed_at, "count", otherwise


def _seeing_through(decision: Any, at: datetime) -> Duty:
    return (
        "See the count through to its end",
        decision.closed_at,
        "counting",
        "The box is open. The result waits for the count, which can be begun again if it stopped.",
    )


def _publishing(decision: Any, at: datetime) -> Duty:
    return (
        "Look at the result and publish it",
        decision.counted_at,
        "publish",
        "Nobody else can see the result until you do.",
    )


def _how_many(number: int, one: str, many: str) -> str:
    return one if number == 1 else many.format(number)


BOTH = {Stage.OPEN, Stage.CLOSED}
DUTIES = (
    ({Stage.DRAFT}, Permission.DECISION_COUNT, _passphrase),
    ({Stage.DRAFT}, Permission.DECISION_OPEN, _opening),
    ({Stage.OPEN}, Permission.DECISION_OPEN, _closing),
    (BOTH, Permission.ROLL_KEEP, _doubtful),
    (BOTH, Permission.PAPER_TYPE, _differing),
    (BOTH, Permission.PAPER_TYPE, _typing),
    ({Stage.CLOSED}, Permission.DECISION_COUNT, _counting),
    ({Stage.COUNTING}, Permission.DECISION_COUNT, _seeing_through),
    ({Stage.COUNTED}, Permission.DECISION_PUBLISH, _publishing),
)
