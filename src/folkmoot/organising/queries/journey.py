"""Journeys: what happened around a record or a person, in order, told anew each time."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from heapq import heapify, heappop, heappush
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import make_aware

from folkmoot.organising.models import (
    OF_A_PERSON,
    Agreement,
    Ask,
    Because,
    Conversation,
    Neighbour,
    Promise,
    Step,
    Tied,
    Undertaking,
)
from folkmoot.organising.queries.knots import (
    KINDS,
    Call,
    Key,
    address_of,
    called,
    key_of_record,
    moments_of,
    words_of,
)
from folkmoot.people.models import Person
from folkmoot.places.models import Place

Pair = tuple[Key, Key]


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Cause:
    """What led to something: the number of its station, its words, and how, as it was said."""

    number: int
    words: str
    link: Because


@dataclass(frozen=True, slots=True)
class Station:
    """One record in a journey: what it is, what happened to it, what led to it."""

    tied: Tied
    words: str
    href: str
    moments: list[Moment]
    number: int = 0
    causes: tuple[Cause, ...] = ()

    @property
    def kind(self) -> str:
        """Of the record."""
        return key_of_record(self.tied)[0]

    @property
    def at(self) -> datetime:
        """When it began."""
        return self.moments[0].at

    @property
    def follows(self) -> bool:
        """Whether the station just before led to it."""
        return any(cause.number == self.number - 1 for cause in self.causes)


@dataclass(frozen=True, slots=True)
class Journey:
    """What happened, in order, each with what led to it."""

    stations: list[Station]

    @property
    def moments(self) -> list[Moment]:
        """Everything that happened, in order, whatever record tells it."""
        every = {moment for each in self.stations for moment in each.moments}
        return sorted(every, key=lambda moment: (moment.at, moment.words))


def journey_of(place: Place, starts: Sequence[Tied]) -> Journey:
    """All that hangs together with these, by ties and by what belongs to what.

    The same queries however long it is: the ties of the place, then each kind of record once.
    """
    links = list(_links(place))
    pairs = [(link.cause.key, link.effect.key) for link in links]
    begin = {key_of_record(each) for each in starts}
    keys = begin.union(*pairs)
    parts = _belonging(keys.union(*_belonging(keys)))
    reached = _together([*pairs, *parts], begin)
    return told(list(_records(reached).values()), links)


def told(records: Iterable[Tied], links: Iterable[Because], call: Call = called) -> Journey:
    """Stations in order, numbered, with the ties between those that are there."""
    found = {key_of_record(t): each for t in records if (each := _station(t, call)).moments}
    there = [each for each in links if each.cause.key in found and each.effect.key in found]
    order = _in_order(found, [(each.cause.key, each.effect.key) for each in there])
    number = {key: n for n, key in enumerate(order, start=1)}
    causes: dict[Key, list[Cause]] = {}
    for link in there:
        key = link.cause.key
        led = causes.setdefault(link.effect.key, [])
        led.append(Cause(number[key], found[key].words, link))
    return Journey(
        [
            replace(found[key], number=number[key], causes=tuple(causes.get(key, ())))
            for key in order
        ]
    )


def _in_order(found: Mapping[Key, Station], pairs: Iterable[Pair]) -> list[Key]:
    """By time, but nothing before what led to it: a day may be told without its hour."""
    waits_for: dict[Key, set[Key]] = {key: set() for key in found}
    leads_to: dict[Key, list[Key]] = {key: [] for key in found}
    for cause, effect in [*pairs, *_wanted(found)]:
        if cause not in waits_for[effect]:
            waits_for[effect].add(cause)
            leads_to[cause].append(effect)
    ready = [_turn(found, key) for key, waits in waits_for.items() if not waits]
    heapify(ready)
    order = []
    while ready:
        *_, here = heappop(ready)
        order.append(here)
        for effect in leads_to[here]:
            waits_for[effect].discard(here)
            if not waits_for[effect]:
                heappush(ready, _turn(found, effect))
    return order


def _turn(found: Mapping[Key, Station], key: Key) -> tuple[datetime, str, Key]:
    return found[key].at, found[key].words, key


def _wanted(found: Mapping[Key, Station]) -> Iterable[Pair]:
    """What was needed comes before who was asked for it."""
    for key, each in found.items():
        if isinstance(each.tied, Ask):
            need = ("opportunity", each.tied.opportunity_id)
            if need in found:
                yield need, key


def starts_of(neighbour: Neighbour) -> list[Tied]:
    """What somebody's journey begins with: what they said, by their yes, and what is theirs.

    Five queries.
    """
    said = Conversation.objects.filter(speakers__neighbour=neighbour, amended_by__isnull=True)
    theirs = (KINDS[kind].rows().filter(neighbour=neighbour) for kind in OF_A_PERSON)
    rows: list[Tied] = [each for found in theirs for each in found if not _is_taken_out(each)]
    return [*said.select_related("street", "place"), *rows]


def own_journey(neighbour: Neighbour) -> Journey:
    """Somebody's journey as they read it: what is theirs and what is public, and nobody else's.

    Of agreements those to which they are a party, by their title.
    """
    place = neighbour.place
    whole = [each.tied for each in journey_of(place, starts_of(neighbour)).stations]
    theirs = {key_of_record(each) for each in starts_of(neighbour)}
    notes = Person.objects.of(neighbour.person).values("pk")  # an agreement stays with its note
    parties = Agreement.objects.filter(parties__neighbour__person__in=notes)
    theirs |= {("agreement", key) for key in parties.values_list("pk", flat=True)}
    seen = [t for t in whole if key_of_record(t) in theirs or key_of_record(t)[0] == "gathering"]

    def call(one: Neighbour) -> tuple[str, str]:
        return ("You", "were") if one == neighbour else ("Somebody", "was")

    return told(seen, _links(place), call)


def _links(place: Place) -> Iterable[Because]:
    rows = Because.objects.filter(place=place, ended_at__isnull=True)
    return rows.select_related("cause", "effect")


def _together(pairs: Iterable[Pair], starts: set[Key]) -> set[Key]:
    """Everything that can be reached from the starts, in whichever direction."""
    beside: dict[Key, set[Key]] = {}
    for one, other in pairs:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    seen, ahead = set(starts), list(starts)
    for here in ahead:
        new = beside.get(here, set()) - seen
        seen |= new
        ahead += new
    return seen


def _belonging(keys: Iterable[Key]) -> list[Pair]:
    """What belongs to what by itself, without anybody saying so; four queries."""
    by = _by_kind(keys)
    of = Promise.objects.filter(
        Q(pk__in=by["promise"]) | Q(conversation__in=by["conversation"])
    ).values_list("pk", "conversation")
    pledged = Undertaking.objects.filter(
        Q(pk__in=by["undertaking"]) | Q(agreement__in=by["agreement"])
    ).values_list("pk", "agreement")
    renewed = Agreement.objects.filter(
        Q(pk__in=by["agreement"]) | Q(renews__in=by["agreement"]), renews__isnull=False
    ).values_list("pk", "renews")
    asked = Ask.objects.filter(pk__in=by["ask"]).values_list("pk", "opportunity")
    rows = (
        ("promise", "conversation", of), ("undertaking", "agreement", pledged),
        ("agreement", "agreement", renewed), ("ask", "opportunity", asked),
    )  # fmt: skip
    return [((part, a), (whole, b)) for part, whole, found in rows for a, b in found]


def _records(keys: Collection[Key]) -> dict[Key, Tied]:
    """The records themselves: a query for each kind, or two, also when there is none of it."""
    by = _by_kind(keys)
    found = (each for kind, of in KINDS.items() for each in of.rows().filter(pk__in=by[kind]))
    return {key_of_record(each): each for each in found if not _is_taken_out(each)}


def _is_taken_out(tied: Tied) -> bool:
    return isinstance(tied, Step) and tied.ended_at is not None


def _by_kind(keys: Iterable[Key]) -> Mapping[str, list[UUID]]:
    by: dict[str, list[UUID]] = {kind: [] for kind in KINDS}
    for kind, key in keys:
        by[kind].append(key)
    return by


def _station(tied: Tied, call: Call) -> Station:
    there = [(when, words) for when, words in moments_of(tied, call) if when is not None]
    moments = sorted(
        (Moment(_moment(when), words) for when, words in there), key=lambda each: each.at
    )
    return Station(tied, words_of(tied, call), address_of(tied), moments)


def _moment(when: date | datetime) -> datetime:
    """A day without a time comes last in it: what led to it was that day at the latest."""
    return when if isinstance(when, datetime) else make_aware(datetime.combine(when, time(23, 59)))
