"""The listening of a place on one page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from folkmoot.organising.models import (
    ListeningRound,
    Outing,
    OutingStage,
    Promise,
    RoundStage,
)
from folkmoot.organising.queries.notes import promises_waiting
from folkmoot.organising.queries.rounds import Reach, reach_of
from folkmoot.places.models import Place


@dataclass(frozen=True, slots=True)
class Home:
    """What is going on in a place's listening."""

    open: ListeningRound | None
    reach: Reach | None
    rounds: list[ListeningRound]
    outings: list[Outing]
    promises: list[Promise]

    @property
    def to_tell(self) -> ListeningRound | None:
        """The round whose people wait to be told what was heard, the oldest of several."""
        return next(
            (each for each in reversed(self.rounds) if each.stage == RoundStage.HEARD), None
        )


def home_of(place: Place, *, at: datetime) -> Home:
    """Rounds, outings under way or to come, promises that wait; seven queries at most."""
    rounds = list(_with_counts(ListeningRound.objects.filter(place=place)))
    going_on = next((each for each in rounds if each.stage == RoundStage.OPEN), None)
    if going_on:
        going_on.place = place
    ahead = Q(stage=OutingStage.OUT) | Q(stage=OutingStage.PLANNED, back_by_at__gte=at)
    outings = Outing.objects.filter(ahead, place=place).prefetch_related(
        "members__account", "streets"
    )
    return Home(
        open=going_on,
        reach=reach_of(going_on) if going_on else None,
        rounds=rounds,
        outings=list(outings.order_by("starts_at")[:30]),
        promises=promises_waiting(place),
    )


def _with_counts(rounds: QuerySet[ListeningRound]) -> QuerySet[ListeningRound]:
    standing = Q(conversations__isnull=False, conversations__amended_by__isnull=True)
    # Told again: a count drops the order that rounds have by themselves.
    return rounds.annotate(n_heard=Count("conversations", filter=standing)).order_by(
        "-starts_date", "-planned_at"
    )
