"""What waits on the team, what is due, and what we know of one account."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.urls import reverse

from folkmoot.gatherings import rules
from folkmoot.gatherings.models import Gathering, GatheringStage, Guest, Photo, Reply
from folkmoot.gatherings.queries.photos import photos_to_ask_about
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.prepared import Keys, keys_of, prepared
from folkmoot.kernel.ui.words import moment
from folkmoot.kernel.waiting import Task
from folkmoot.people.models import Account
from folkmoot.places.queries.teams import Teams, teams_of

MOST = 100
SOON = timedelta(days=10)


def tasks_for(account: Account, at: datetime, *, teams: Teams | None = None) -> list[Task]:
    """What was held and not told of, what is soon and not announced, whom to ask; one query."""
    here = (teams or teams_of(account, at=at)).permitting(Permission.GATHERING_HOLD)
    if not here:
        return []
    found = _to_see_to(keys_of(here), at, at + SOON)
    tasks = [task for each in found for task in _tasks_of(each)]
    return sorted(tasks, key=lambda task: (task.since, task.href))


@prepared
def _to_see_to(here: Keys, at: datetime, soon: datetime) -> QuerySet[Gathering]:
    untold = Q(stage=GatheringStage.ANNOUNCED, ends_at__lte=at)
    hidden = Q(stage=GatheringStage.DRAFT, starts_at__lte=soon, ends_at__gt=at)
    asking = photos_to_ask_about()
    return (
        Gathering.objects.filter(untold | hidden | asking, place__in=here)
        .annotate(
            **{
                name: ExpressionWrapper(kind, BooleanField())
                for name, kind in (
                    ("is_untold", untold),
                    ("is_hidden", hidden),
                    ("is_asking", asking),
                )
            }
        )
        .select_related("place")
        .defer("place__boundary", "place__outline")[: 3 * MOST]
    )


def _tasks_of(each: Any) -> list[Task]:
    """What waits about one gathering, of the kinds the query found it to be."""
    kinds = ((each.is_untold, _tell), (each.is_hidden, _announce), (each.is_asking, _ask))
    return [task(each) for waits, task in kinds if waits]


def _tell(each: Gathering) -> Task:
    return Task(
        title="Say who came, and what was said",
        about=each.title,
        place=each.place.name,
        since=each.ends_at,
        href=reverse("gatherings:report", args=[each.ref]),
        otherwise="Those who came hear nothing more of it.",
    )


def _announce(each: Gathering) -> Task:
    return Task(
        title="Announce a gathering",
        about=f"{each.title}, {moment(each.starts_at)}",
        place=each.place.name,
        since=each.planned_at,
        href=reverse("gatherings:gathering", args=[each.ref]),
        otherwise="Nobody knows of it.",
    )


def _ask(each: Gathering) -> Task:
    return Task(
        title="Ask those who are in a photo",
        about=each.title,
        place=each.place.name,
        since=each.starts_at,
        href=reverse("gatherings:photos", args=[each.ref]),
        otherwise="Nobody but the team sees it.",
    )


def gatherings_to_remind_of(at: datetime) -> QuerySet[Gathering]:
    """What begins within thirty hours, with somebody who has not been reminded."""
    soon = Gathering.objects.filter(
        stage=GatheringStage.ANNOUNCED,
        starts_at__gt=at,
        starts_at__lte=at + rules.REMINDED_BEFORE,
    )
    waiting = Guest.objects.known().filter(
        gathering=OuterRef("pk"), reminded_at__isnull=True, reply__in=[Reply.COMING, Reply.PERHAPS]
    )
    return soon.filter(Exists(waiting.exclude(email="")))


def everything_about(account: Account) -> dict[str, object]:
    """All that this room knows of one account, to take away."""
    planned = Gathering.objects.filter(planned_by=account).select_related("place")
    return {
        "gatherings_planned": [
            {
                "place": each.place.name,
                "title": each.title,
                "starts_at": each.starts_at.isoformat(),
            }
            for each in planned.order_by("starts_at", "id")
        ],
        "photos_added": [
            {"gathering": each.gathering.title, "added_at": each.added_at.isoformat()}
            for each in Photo.objects.filter(added_by=account).select_related("gathering")
        ],
    }
