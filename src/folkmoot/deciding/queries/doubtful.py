"""Doubtful votes: which wait for a first look, a second or a third, and on whom."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from folkmoot.deciding.identity import is_same_name
from folkmoot.deciding.models import BY_NAME, Channel, Decision, RollEntry, RollLook, Standing
from folkmoot.people.models import Account

MOST_REFUSED_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Doubt:
    """How many doubtful votes wait for which look. Never what anybody said."""

    first: int
    second: int
    third: int  # the first two did not say the same

    @property
    def total(self) -> int:
        """All that are not settled."""
        return self.first + self.second + self.third

    @property
    def sentence(self) -> str:
        """What they wait for, in words; "" when there are none."""
        waits = [
            f"{number} {'waits' if number == 1 else 'wait'} for a {which} look"
            for number, which in ((self.first, "first"), (self.second, "second"))
            if number
        ]
        if self.third:
            waits.append(f"{self.third} for a third, because two people did not say the same")
        if not waits:
            return ""
        votes = "1 doubtful vote" if self.total == 1 else f"{self.total} doubtful votes"
        return f"{votes}: {', '.join(waits)}."


def doubtful_of(decision: Decision) -> QuerySet[RollEntry]:
    """Votes that people have still to settle; and slips given in doubt, for they may be settled
    before they are used.
    """
    return in_doubt(decision.roll.all()).order_by("name", "id")


def in_doubt(roll: QuerySet[RollEntry]) -> QuerySet[RollEntry]:
    """Of these lines of a roll, those to be settled."""
    only_asked = Q(channel=Channel.NONE, way__in=BY_NAME)
    return roll.filter(standing=Standing.PROVISIONAL).exclude(only_asked)


def doubt_of(decision: Decision) -> Doubt:
    """How the votes that were cast in doubt stand; one query."""
    cast = doubtful_of(decision).exclude(channel=Channel.NONE)
    looks = Counter(cast.annotate(n=Count("looks")).values_list("n", flat=True))
    return Doubt(first=looks[0], second=looks[1], third=sum(looks.values()) - looks[0] - looks[1])


def to_look_at(decision: Decision, account: Account) -> QuerySet[Any]:
    """Votes this person has still to look at, those that two disagree on first."""
    mine = RollLook.objects.filter(entry=OuterRef("pk"), looked_by=account)
    waiting = doubtful_of(decision).filter(~Exists(mine))
    return waiting.annotate(n_looks=Count("looks")).order_by("-n_looks", "name", "id")


def waiting_on(decision: Decision, doubt: Doubt, keepers: dict[UUID, str]) -> dict[str, int]:
    """How many doubtful votes wait on each roll keeper, by name; one query."""
    cast = doubtful_of(decision).exclude(channel=Channel.NONE)
    looks = RollLook.objects.filter(entry__in=cast).order_by()
    looked = dict(looks.values_list("looked_by").annotate(n=Count("id")))
    waits = {key: doubt.total - looked.get(key, 0) for key in keepers}
    return {keepers[key]: n for key, n in waits.items() if n > 0}


@dataclass(frozen=True, slots=True)
class Row:
    """A doubtful vote on the page, with what may help whoever looks into it."""

    entry: RollEntry
    form: Any
    n_looks: int
    n_here: int  # other votes from the same address
    same_name: bool  # somebody of the same name is on the roll


def with_neighbours(decision: Decision, rows: Iterable[tuple[Any, Any]]) -> list[Row]:
    """Each vote with how many others name its address, or bear its name there; one query."""
    rows = list(rows)
    postcodes = {entry.postcode for entry, _ in rows if entry.postcode}
    there = decision.roll.filter(postcode__in=postcodes).exclude(name="")
    told = list(there.values_list("id", "name", "address", "postcode"))
    return [
        Row(
            entry=entry,
            form=form,
            n_looks=entry.n_looks,
            n_here=sum(
                key != entry.pk and code == entry.postcode and is_same_name(address, entry.address)
                for key, _, address, code in told
            ),
            same_name=any(
                key != entry.pk and code == entry.postcode and is_same_name(name, entry.name)
                for key, name, _, code in told
            ),
        )
        for entry, form in rows
    ]


@dataclass(frozen=True, slots=True)
class Settled:
    """What has become of the doubtful votes of a decision so far."""

    counts: int
    refused: int
    shown: list[RollEntry]  # of the refused, for those who ask why


def settled_of(decision: Decision) -> Settled:
    """How doubtful votes were settled; three queries."""
    looked = decision.roll.filter(Exists(RollLook.objects.filter(entry=OuterRef("pk"))))
    refused = decision.roll.filter(standing=Standing.REFUSED).order_by("name", "id")
    return Settled(
        counts=looked.filter(standing=Standing.ADMITTED, seen_by__isnull=True).count(),
        refused=refused.count(),
        shown=list(refused[:MOST_REFUSED_SHOWN]),
    )
