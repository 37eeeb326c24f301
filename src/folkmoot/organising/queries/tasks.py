"""What waits on one person about listening, and what happens if nothing is done."""

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate, make_aware

from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.prepared import Keys, keys_of, prepared
from folkmoot.kernel.ui.words import day, moment
from folkmoot.kernel.waiting import Task
from folkmoot.organising.models import (
    ListeningRound,
    Outing,
    OutingStage,
    Promise,
    RoundStage,
)
from folkmoot.organising.queries.agreements import undertakings_due
from folkmoot.organising.queries.concern_tasks import concern_tasks
from folkmoot.organising.queries.giving_tasks import giving_tasks
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from folkmoot.places.queries.teams import Teams, teams_of

MOST = 100
HEAVY = ("place__boundary", "place__outline")


def tasks_for(account: Account, at: datetime, *, teams: Teams | None = None) -> list[Task]:
    """Everything about listening that waits on this person, the longest waiting first.

    The same queries, however much there is; fewer for those who may do less.
    """
    teams = teams or teams_of(account, at=at)
    here = teams.permitting(Permission.LISTENING_LEAD)
    tasks = [
        *_to_keep(account),
        *(_to_ask_after(here, at) if here else ()),
        *(_to_tell(here, at) if here else ()),
        *concern_tasks(teams, at),
        *undertakings_due(account, at),
        *giving_tasks(account, teams, at),
    ]
    return sorted(tasks, key=lambda task: (task.since, task.href))


def _to_keep(account: Account) -> list[Task]:
    """Promises I made."""
    return [
        Task(
            title="Do what you promised",
            about=each.words,
            place=each.place.name,
            since=each.promised_at,
            href=reverse("organising:promise", args=[each.pk]),
            otherwise=f"They were told by {day(each.due_date)}.",
        )
        for each in _promises(account.pk)
    ]


@prepared
def _promises(account: UUID) -> QuerySet[Promise]:
    mine = Promise.objects.filter(by=account, kept_at__isnull=True, ended_at__isnull=True)
    return mine.select_related("place").defer(*HEAVY)[:MOST]


def _to_ask_after(here: Sequence[Place], at: datetime) -> list[Task]:
    """People who should be back."""
    return [
        Task(
            title="Ask after people who are out",
            about=f"They were to be back by {moment(each.back_by_at)}",
            place=each.place.name,
            since=each.back_by_at,
            href=reverse("organising:outing", args=[each.pk]),
            otherwise="Nobody knows whether they are safe.",
        )
        for each in _out_too_long(keys_of(here), at)
    ]


@prepared
def _out_too_long(here: Keys, at: datetime) -> QuerySet[Outing]:
    late = Outing.objects.filter(place__in=here, stage=OutingStage.OUT, back_by_at__lte=at)
    return late.select_related("place").defer(*HEAVY)[:MOST]


def _to_tell(here: Sequence[Place], at: datetime) -> list[Task]:
    """Rounds whose people wait to be told what was heard, or whose last day has passed."""
    return [
        Task(
            title="Tell people what you heard"
            if each.stage == RoundStage.HEARD
            else "End the listening",
            about=each.name,
            place=each.place.name,
            since=each.ended_at or make_aware(datetime.combine(each.ends_date, time())),
            href=reverse("organising:round", args=[each.ref]),
            otherwise=f"People were promised to be told by {day(each.tell_by_date)}.",
        )
        for each in _late_or_untold(keys_of(here), localdate(at))
    ]


@prepared
def _late_or_untold(here: Keys, today: date) -> QuerySet[ListeningRound]:
    open_late = Q(stage=RoundStage.OPEN, ends_date__lt=today)
    rounds = ListeningRound.objects.filter(open_late | Q(stage=RoundStage.HEARD), place__in=here)
    return rounds.select_related("place").defer(*HEAVY)[:MOST]
