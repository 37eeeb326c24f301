"""How far a round has reached: which streets and groups have been heard, and which not yet."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from folkmoot.organising.models import (
    Conversation,
    ListeningRound,
    PeopleGroup,
    RoundStage,
    Street,
)
from folkmoot.places.models import Place


@dataclass(frozen=True, slots=True)
class Heard:
    """One street or group, and how many conversations there were."""

    name: str
    n_heard: int
    size: int | None  # homes of a street, people of a group
    share: float | None = None  # of the place's people, for a group
    heard_share: float | None = None  # of the conversations of this round

    @property
    def percent(self) -> float | None:
        """Of the people of the place, from 0 to 100."""
        return None if self.share is None else 100 * self.share

    @property
    def heard_percent(self) -> float | None:
        """Of the conversations of this round, from 0 to 100."""
        return None if self.heard_share is None else 100 * self.heard_share

    @property
    def is_behind(self) -> bool:
        """Whether less than half of what their number would make them was heard."""
        if self.share is None or self.heard_share is None:
            return self.n_heard == 0
        return self.heard_share < self.share / 2


@dataclass(frozen=True, slots=True)
class Reach:
    """Who has been heard in a round."""

    n_conversations: int
    n_people: int
    streets: list[Heard]
    groups: list[Heard]

    @property
    def unheard_streets(self) -> list[Heard]:
        """Streets in which nobody has been heard yet."""
        return [street for street in self.streets if not street.n_heard]

    @property
    def n_streets_heard(self) -> int:
        """Streets in which somebody has been heard."""
        return len(self.streets) - len(self.unheard_streets)

    @property
    def groups_behind(self) -> list[Heard]:
        """Groups of whom fewer were heard than live here."""
        return [group for group in self.groups if group.is_behind]


def reach_of(round: ListeningRound) -> Reach:
    """Streets and groups of a round's place, least heard first; three queries."""
    standing = Conversation.objects.standing().filter(round=round).order_by()
    sums = standing.aggregate(n=Count("pk"), people=Sum("n_people"))
    in_round = Q(conversations__round=round, conversations__amended_by__isnull=True)
    streets = _counted(Street.objects.filter(place=round.place_id), in_round)
    groups = _counted(PeopleGroup.objects.filter(place=round.place_id), in_round)
    total, everyone = sums["n"], round.place.population
    return Reach(
        n_conversations=total,
        n_people=sums["people"] or 0,
        streets=[Heard(each.name, each.n_heard, each.homes) for each in streets],
        groups=[
            Heard(
                each.name,
                each.n_heard,
                each.people,
                each.people / everyone if each.people and everyone else None,
                each.n_heard / total if total else None,
            )
            for each in groups
        ],
    )


def _counted(rows: QuerySet[Any], which: Q) -> list[Any]:
    counted = rows.annotate(n_heard=Count("conversations", filter=which, distinct=True))
    standing = counted.filter(Q(ended_at__isnull=True) | Q(n_heard__gt=0))
    return list(standing.order_by("n_heard", "name"))


def round_open_in(place: Place) -> ListeningRound | None:
    """The round in which people are being heard now, the newest when there are several."""
    return (
        ListeningRound.objects.filter(place=place, stage=RoundStage.OPEN)
        .order_by("-opened_at")
        .first()
    )
