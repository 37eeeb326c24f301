"""What waits on one person in decisions, oldest duty first, and what happens if nothing is done."""

from datetime import datetime
from functools import cache
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
from folkmoot.kernel.prepared import Keys, Prepared, prepared
from folkmoot.kernel.waiting import Task
from folkmoot.people.models import Account
from folkmoot.places.queries.teams import Teams, teams_of

UNDER_WAY = (Stage.DRAFT, Stage.OPEN, Stage.CLOSED, Stage.COUNTING, Stage.COUNTED)


def tasks_for(account: Account, at: datetime, *, teams: Teams | None = None) -> list[Task]:
    """Everything in deciding that waits on this person, the longest waiting first.

    One query, however many decisions there are, and one more for the `teams` of the account
    when they are not known yet.
    """
    teams = teams or teams_of(account, at=at)
    may = {place.pk: permissions for place, permissions in teams.may.items()}
    if not may:
        return []
    asked = _decisions(frozenset(KNOWN).intersection(frozenset().union(*may.values())))
    tasks = [
        task
        for decision in asked(tuple(may), account.pk)
        for task in _tasks_of(decision, may[decision.place_id], at)
    ]
    return sorted(tasks, key=lambda task: (task.since, task.href))


@cache
def _decisions(may: frozenset[Permission]) -> Prepared[[Keys, UUID], Decision]:
    """Decisions under way, with what those who may do such things need to know of each."""

    def ask(places: Keys, account: UUID) -> QuerySet[Decision]:
        known = {
            name: number
            for permission, numbers in KNOWN.items()
            if permission in may
            for name, number in numbers(account).items()
        }
        return (
            Decision.objects.filter(place__in=places, stage__in=UNDER_WAY)
            .select_related("place")
            .defer(*HEAVY)
            .annotate(**known)
        )

    return prepared(ask)


def _to_open(account: UUID) -> dict[str, Any]:
    officers = _of_it(CountingOfficer)
    return {
        "n_ready": _number(officers.exclude(public_key=b"")),
        "n_named": _number(officers),
        "has_roll": Exists(_of_it(RollEntry)),
    }


def _to_count(account: UUID) -> dict[str, Any]:
    mine = _of_it(CountingOfficer).filter(account=account)
    return {
        "wants_passphrase": Exists(mine.filter(public_key=b"")),
        "is_officer": Exists(mine),
        "n_doubtful": _number(_doubts()),
        "n_unsettled": _number(_papers()),
    }


def _to_look_at(account: UUID) -> dict[str, Any]:
    looked = RollLook.objects.filter(entry=OuterRef("pk"), looked_by=account)
    return _to_open(account) | {"n_to_look_at": _number(_doubts().filter(~Exists(looked)))}


def _to_type(account: UUID) -> dict[str, Any]:
    typings = PaperTyping.objects.filter(paper=OuterRef("pk"))
    looks = PaperLook.objects.filter(paper=OuterRef("pk"))
    papers = _papers().alias(n_typings=_number(typings, by="paper"))
    differing = papers.filter(n_typings__gte=2).filter(
        ~Exists(looks.filter(looked_by=account)) | Exists(looks.exclude(looked_by=account))
    )
    to_type = papers.filter(~Exists(typings.filter(typed_by=account)), n_typings__lt=2)
    return {"n_differing": _number(differing), "n_to_type": _number(to_type)}


def _doubts() -> QuerySet[RollEntry]:
    return in_doubt(_of_it(RollEntry)).exclude(channel=Channel.NONE)


def _papers() -> QuerySet[PaperBallot]:
    papers: QuerySet[PaperBallot] = _of_it(PaperBallot)
    return papers.filter(is_sealed=False, is_spoilt=False)


def _of_it(model: Any) -> Any:
    """What belongs to the decision of the query around it."""
    return model.objects.filter(decision=OuterRef("pk"))


KNOWN = {
    Permission.DECISION_OPEN: _to_open,
    Permission.DECISION_COUNT: _to_count,
    Permission.ROLL_KEEP: _to_look_at,
    Permission.PAPER_TYPE: _to_type,
}


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


def _letters(decision: Any, at: datetime) -> Duty:
    if not _has_keys(decision) or _has_voters(decision):
        return None
    title = "Make the letters" if decision.by_code else "Load the list of voters"
    return title, decision.prepared_at, "roll", "Nobody has a vote until then."


def _opening(decision: Any, at: datetime) -> Duty:
    keys = _has_keys(decision)
    if not decision.opens_at:
        ready = keys and _has_voters(decision)
        otherwise = "Nobody can vote until you do."
        return ("Open the voting", decision.prepared_at, "open", otherwise) if ready else None
    if decision.opens_at > at:
        return None
    title = "Open the voting" if keys else "Open the voting: passphrases are missing"
    return title, decision.opens_at, "open", "People were told they could vote by now."


def _has_keys(decision: Any) -> bool:
    """Whether enough officers are named, and each has set a passphrase."""
    return bool(decision.keys_needed <= decision.n_named == decision.n_ready)


def _has_voters(decision: Any) -> bool:
    """Whether those are on the roll who must be before it opens."""
    return decision.has_roll or not (decision.by_code or decision.by_roll)


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
    ({Stage.DRAFT}, Permission.ROLL_KEEP, _letters),
    ({Stage.DRAFT}, Permission.DECISION_OPEN, _opening),
    ({Stage.OPEN}, Permission.DECISION_OPEN, _closing),
    (BOTH, Permission.ROLL_KEEP, _doubtful),
    (BOTH, Permission.PAPER_TYPE, _differing),
    (BOTH, Permission.PAPER_TYPE, _typing),
    ({Stage.CLOSED}, Permission.DECISION_COUNT, _counting),
    ({Stage.COUNTING}, Permission.DECISION_COUNT, _seeing_through),
    ({Stage.COUNTED}, Permission.DECISION_PUBLISH, _publishing),
)
