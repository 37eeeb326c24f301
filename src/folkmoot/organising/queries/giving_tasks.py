"""What waits on one person about asking and thanking, and about notes two read differently."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.prepared import Keys, keys_of, prepared
from folkmoot.kernel.ui.words import day, moment
from folkmoot.kernel.waiting import Task
from folkmoot.organising.models import (
    Ask,
    AskStage,
    Coding,
    ListeningRound,
    Opportunity,
    OpportunityStage,
    RoundStage,
)
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from folkmoot.places.queries.teams import Teams

MOST = 100
ANSWER_WITHIN = timedelta(days=7)
BEFORE_IT = timedelta(days=2)  # an answer later than this before the day leaves nobody time
HEAVY = ("boundary", "outline")


def giving_tasks(account: Account, teams: Teams, at: datetime) -> list[Task]:
    """Everything about asking that waits on this person, and what two read differently.

    Three queries, however much there is, and two more for the words of what differs; none for
    those who listen nowhere.
    """
    here = teams.permitting(Permission.LISTEN)
    leads = teams.permitting(Permission.LISTENING_LEAD)
    if not here and not leads:
        return []
    return [
        *_urgent(account, here, leads, at),
        *_asks(account, here, at),
        *_to_settle(account, here),
    ]


def _urgent(
    account: Account, here: Sequence[Place], leading: Sequence[Place], at: datetime
) -> list[Task]:
    """Something for which a helper cancelled: for whoever asked for it, and for the leads."""
    return [
        Task(
            title="Find somebody else: a helper had to cancel",
            about=each.title,
            place=each.place.name,
            since=each.urgent_at or at,
            href=reverse("organising:opportunity", args=[each.pk]),
            otherwise=f"It begins on {moment(each.starts_at)}, with nobody to do it."
            if each.starts_at
            else "Nobody does it.",
        )
        for each in _without_a_helper(account.pk, keys_of(here), keys_of(leading))
    ]


@prepared
def _without_a_helper(account: UUID, here: Keys, leading: Keys) -> QuerySet[Opportunity]:
    leads = Q(place__in=leading)
    mine = Q(opened_by=account, place__in=here)
    rows = Opportunity.objects.filter(leads | mine, stage="OPEN", urgent_at__isnull=False)
    return _light(rows, "place")[:MOST]


def _asks(account: Account, here: Sequence[Place], at: datetime) -> list[Task]:
    """Those this person asked: no answer yet, one side missing, or not yet thanked; one query."""
    asks = _not_over(account.pk, keys_of(here), at, at - ANSWER_WITHIN, at + BEFORE_IT)
    return [TOLD[AskStage(each.stage)](each) for each in asks]


@prepared
def _not_over(
    account: UUID, here: Keys, at: datetime, long_ago: datetime, soon: datetime
) -> QuerySet[Ask]:
    mine = Ask.objects.filter(asked_by=account, neighbour__place__in=here)
    over = Q(opportunity__stage__in=[OpportunityStage.DONE, OpportunityStage.CALLED_OFF])
    late = Q(asked_at__lte=long_ago) | Q(opportunity__starts_at__lte=soon)
    one_side = Q(given_at__isnull=False) | Q(received_at__isnull=False)
    after = Q(opportunity__stage=OpportunityStage.DONE) | Q(opportunity__starts_at__lte=at)
    rows = mine.filter(
        Q(late, ~over, stage=AskStage.ASKED)
        | Q(one_side | after, stage=AskStage.YES)
        | Q(stage=AskStage.DID)
    )
    whole = _light(rows.select_related("opportunity", "neighbour__person"), "neighbour__place")
    return whole.order_by("asked_at")[:MOST]


def _no_answer(ask: Ask) -> Task:
    starts = ask.opportunity.starts_at
    when = f"It begins on {moment(starts)}" if starts else "They may think that it is settled"
    return _of(ask, "Ask again, or ask somebody else", ask.asked_at, f"{when}; nobody knows.")


def _confirm(ask: Ask) -> Task:
    who = ask.neighbour.called
    missing = "It was received? Say so." if ask.given_at else f"Ask {who} whether they did it."
    since = ask.given_at or ask.received_at or ask.opportunity.ended_at or ask.asked_at
    return _of(ask, "Was it done? Both sides say so", since, missing)


def _thank(ask: Ask) -> Task:
    since = max(filter(None, (ask.given_at, ask.received_at)), default=ask.asked_at)
    return _of(ask, "Thank them", since, f"{ask.neighbour.called} did it on {day(since)}.")


TOLD: dict[AskStage, Callable[[Ask], Task]] = {
    AskStage.ASKED: _no_answer,
    AskStage.YES: _confirm,
    AskStage.DID: _thank,
}


def _of(ask: Ask, title: str, since: datetime, otherwise: str) -> Task:
    return Task(
        title=title,
        about=f"{ask.neighbour.called}: {ask.opportunity.title}",
        place=ask.neighbour.place.name,
        since=since,
        href=reverse("organising:opportunity", args=[ask.opportunity_id]),
        otherwise=otherwise,
    )


def _to_settle(account: Account, here: Sequence[Place]) -> list[Task]:
    """Rounds in which this person and another found different things in a note; three queries."""
    rows = _read_by_both(account.pk, keys_of(here))
    if not rows:
        return []
    both = _by_both(account.pk, keys_of(here))
    through = Coding.themes.through.objects.filter(coding__in=both.order_by().values("pk"))
    found: dict[UUID, set[UUID]] = {}
    for coding, theme in through.values_list("coding", "theme"):
        found.setdefault(coding, set()).add(theme)
    notes: dict[UUID, list[set[UUID]]] = {}
    since: dict[UUID, list[datetime]] = {}
    for coding, note, round, when in rows:
        themes = notes.setdefault(note, [])
        themes.append(found.get(coding, set()))
        if themes[-1] != themes[0]:
            since.setdefault(round, []).append(when)
    rounds = _light(ListeningRound.objects.filter(pk__in=since), "place")
    return [_settle(each, since[each.pk]) for each in rounds]


def _by_both(account: UUID, here: Keys) -> QuerySet[Coding]:
    """What this person and others found by themselves in the same notes, not settled yet."""
    alone = Coding.objects.alone().filter(conversation__amended_by__isnull=True)
    told = Q(round__stage=RoundStage.CLOSED)
    mine = alone.filter(coder=account, place__in=here).exclude(told)
    settled = Coding.objects.settled().values("conversation")
    notes = mine.order_by().values("conversation")
    return alone.filter(conversation__in=notes).exclude(conversation__in=settled)


@prepared
def _read_by_both(account: UUID, here: Keys) -> QuerySet[Coding, tuple[UUID, UUID, UUID, datetime]]:
    both = _by_both(account, here).order_by("coded_at")
    return both.values_list("pk", "conversation", "round", "coded_at")


def _settle(round: ListeningRound, since: list[datetime]) -> Task:
    notes = "one note" if len(since) == 1 else f"{len(since)} notes"
    return Task(
        title="Talk about what you read differently",
        about=f"{round.name}: {notes}",
        place=round.place.name,
        since=since[0],
        href=reverse("organising:agreement", args=[round.ref]),
        otherwise="Until you two agree, they do not count as settled.",
    )


def _light(rows: QuerySet[Any], place: str) -> QuerySet[Any]:
    """With the place of each, but for its drawing."""
    return rows.select_related(place).defer(*(f"{place}__{each}" for each in HEAVY))
