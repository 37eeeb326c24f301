"""Journeys: what happened around a record or a person, in order, told anew each time."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import make_aware

from folkmoot.organising.models import (
    Agreement,
    Ask,
    Because,
    Conversation,
    Gift,
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
    found = [each for tied in records if (each := _station(tied, call)).moments]
    found.sort(key=lambda each: (each.at, each.words))
    numbered = [replace(each, number=number) for number, each in enumerate(found, start=1)]
    by_key = {key_of_record(each.tied): each for each in numbered}
    causes: dict[Key, list[Cause]] = {}
    for link in links:
        if (cause := by_key.get(link.cause.key)) and link.effect.key in by_key:
            led = causes.setdefault(link.effect.key, [])
            led.append(Cause(cause.number, cause.words, link))
    return Journey(
        [replace(each, causes=tuple(causes.get(key, ()))) for key, each in by_key.items()]
    )


def starts_of(neighbour: Neighbour) -> list[Tied]:
    """What somebody's journey begins with: what they said, by their yes, and what is theirs.

    Four queries.
    """
    of = {"neighbour": neighbour}
    said = Conversation.objects.filter(speakers__neighbour=neighbour, amended_by__isnull=True)
    theirs = (Gift.objects.filter(**of), Ask.objects.filter(**of), Step.objects.filter(**of))
    return [*said, *(each for rows in theirs for each in rows if not _is_taken_out(each))]


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
