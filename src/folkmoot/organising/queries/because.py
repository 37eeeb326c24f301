"""Journeys: what happened around a record or a person, in order, drawn from events each time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import make_aware

from folkmoot.kernel.ui.words import day
from folkmoot.organising.models import (
    KNOT_KINDS,
    Agreement,
    Because,
    Conversation,
    Neighbour,
    Outing,
    Promise,
    Telling,
    Tied,
    Undertaking,
)
from folkmoot.places.models import Place

MOST_EACH = 40  # of each kind that can be chosen
Key = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened, and the record it is told by."""

    at: datetime
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Link:
    """One record because of another, in words."""

    link: Because
    effect: str
    effect_href: str
    cause: str
    cause_href: str


@dataclass(frozen=True, slots=True)
class Journey:
    """What happened, in order, and what is said to have led to what."""

    steps: list[Step]
    links: list[Link]


def key_of_record(tied: Tied) -> Key:
    """What a record is known by here: its kind and its key."""
    return str(tied._meta.model_name), tied.pk


def record_in(place: Place, kind: str, key: UUID) -> Tied | None:
    """A record of a place that can be tied; None when there is none such. One query."""
    rows = _records(place).get(kind)
    return None if rows is None else rows.filter(pk=key).first()


def choices_in(place: Place, beside: Tied) -> list[tuple[str, str]]:
    """What else this could have come of, the newest of each kind; six queries."""
    own = key_of_record(beside)
    found = [
        (f"{kind}:{each.pk}", words_of(each))
        for kind, rows in _records(place).items()
        for each in rows[:MOST_EACH]
        if (kind, each.pk) != own
    ]
    return found


def journey_of(place: Place, starts: Sequence[Tied]) -> Journey:
    """All that hangs together with these, by links and by what belongs to what; four queries."""
    links = list(_links(place))
    known = {key_of_record(each): each for each in starts}
    for link in links:
        for tied in (link.cause.tied, link.effect.tied):
            known.setdefault(key_of_record(tied), tied)
    reached = _together(known, links, set(map(key_of_record, starts)))
    here = [known[key] for key in reached if key in known]
    here += _belonging(here, reached)
    steps = sorted({step for each in here for step in _steps(each)}, key=lambda s: (s.at, s.words))
    return Journey(
        steps=steps,
        links=[_told(each) for each in links if key_of_record(each.effect.tied) in reached],
    )


def conversations_with(neighbour: Neighbour) -> list[Conversation]:
    """Those that a person's name stands with, by their own yes; one query."""
    found = Conversation.objects.filter(speakers__neighbour=neighbour, amended_by__isnull=True)
    return list(found.select_related("street", "place"))


def words_of(tied: Tied) -> str:
    """A record in a few words; of a conversation, nothing of what was said."""
    if isinstance(tied, Conversation):
        where = f", {tied.street.name}" if tied.street else ""
        return f"Conversation of {day(tied.said_at)}{where}"
    if isinstance(tied, Promise):
        return f"Promise: {tied.words}"
    if isinstance(tied, Outing):
        return f"Outing of {day(tied.starts_at)}"
    if isinstance(tied, Telling):
        return f"People told on {day(tied.told_date)}"
    if isinstance(tied, Agreement):
        return f"Agreement: {tied.title}"
    return f"{tied.party.name}: {tied.words}"


def address_of(tied: Tied) -> str:
    """Where a record is read."""
    if isinstance(tied, Telling):
        return reverse("organising:round", args=[tied.round.ref])
    if isinstance(tied, Agreement):
        return reverse("organising:one_agreement", args=[tied.ref])
    return reverse(f"organising:{tied._meta.model_name}", args=[tied.pk])


def _records(place: Place) -> dict[str, QuerySet[Tied]]:
    """Each kind of record of a place, the newest first."""
    said = Conversation.objects.readable().filter(place=place).select_related("street", "place")
    told = Telling.objects.filter(round__place=place).select_related("round__place")
    pledged = Undertaking.objects.filter(place=place).select_related("party", "place")
    rows: dict[str, QuerySet[Tied]] = {
        "conversation": said.order_by("-said_at"),
        "promise": Promise.objects.filter(place=place).order_by("-promised_at"),
        "outing": Outing.objects.filter(place=place).order_by("-starts_at"),
        "telling": told.order_by("-told_date"),
        "agreement": Agreement.objects.filter(place=place).order_by("-proposed_at"),
        "undertaking": pledged.order_by("-due_date"),
    }
    return rows


def _links(place: Place) -> QuerySet[Because]:
    ends = [f"{end}__{kind}" for end in ("cause", "effect") for kind in KNOT_KINDS]
    more = [f"{end}__{path}" for end in ("cause", "effect") for path in (
        "conversation__street", "telling__round", "undertaking__party",
    )]  # fmt: skip
    found: QuerySet[Because] = Because.objects.filter(place=place, ended_at__isnull=True)
    return found.select_related(*ends, *more)


def _together(known: dict[Key, Tied], links: Iterable[Because], starts: set[Key]) -> set[Key]:
    """Everything that can be reached from the starts, in whichever direction."""
    beside: dict[Key, set[Key]] = {}
    pairs = [(key_of_record(e.cause.tied), key_of_record(e.effect.tied)) for e in links]
    pairs += [(key, whole) for key, tied in known.items() for whole in _part_of(tied)]
    for one, other in pairs:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    seen, ahead = set(starts), list(starts)
    for here in ahead:
        new = beside.get(here, set()) - seen
        seen |= new
        ahead += new
    return seen


def _part_of(tied: Tied) -> Iterator[Key]:
    """What a record belongs to by itself, without anybody saying so."""
    if isinstance(tied, Promise):
        yield "conversation", tied.conversation_id
    elif isinstance(tied, Undertaking):
        yield "agreement", tied.agreement_id
    elif isinstance(tied, Agreement) and tied.renews_id:
        yield "agreement", tied.renews_id


def _belonging(here: Sequence[Tied], reached: set[Key]) -> list[Tied]:
    """Conversations and agreements reached by their parts, and the parts of those; four queries."""
    keys = {kind: [key for k, key in reached if k == kind] for kind in KNOT_KINDS}
    have = {key_of_record(each) for each in here}
    said = Conversation.objects.filter(pk__in=keys["conversation"]).select_related("street")
    agreed = Agreement.objects.filter(pk__in=keys["agreement"])
    promised = Promise.objects.filter(conversation__in=keys["conversation"])
    pledged = Undertaking.objects.filter(agreement__in=keys["agreement"]).select_related("party")
    found: list[Tied] = [*said, *agreed, *promised, *pledged]
    return [each for each in found if key_of_record(each) not in have]


def _steps(tied: Tied) -> Iterator[Step]:
    href = address_of(tied)
    for when, words in _moments(tied):
        if when is not None:
            yield Step(_moment(when), words, href)


def _moments(tied: Tied) -> list[tuple[date | datetime | None, str]]:
    """What happened to one record, each with its time when it has happened."""
    if isinstance(tied, Conversation):
        return [(tied.said_at, f"{tied.get_kind_display()}: {_lower(words_of(tied))}")]
    if isinstance(tied, Promise):
        return [
            (tied.promised_at, f"Promised: {tied.words}"),
            (tied.kept_at, f"Promise kept: {tied.words}"),
            (tied.ended_at, f"Promise could not be kept: {tied.words}"),
        ]
    if isinstance(tied, Outing):
        return [(tied.out_at, "Went out to listen"), (tied.back_at, "Came back from listening")]
    if isinstance(tied, Telling):
        return [(tied.told_date, f"People were told what was heard: {tied.get_way_display()}")]
    if isinstance(tied, Agreement):
        return [
            (tied.proposed_at, f"Began to talk: {tied.title}"),
            (tied.agreed_date, f"Agreed: {tied.title}"),
        ]
    return [
        (tied.kept_at, f"{tied.party.name} kept it: {tied.words}"),
        (tied.broken_at, f"{tied.party.name} did not keep it: {tied.words}"),
    ]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _moment(when: date | datetime) -> datetime:
    """A day without a time comes last in it: what led to it was that day at the latest."""
    return when if isinstance(when, datetime) else make_aware(datetime.combine(when, time(23, 59)))


def _told(link: Because) -> Link:
    cause, effect = link.cause.tied, link.effect.tied
    return Link(link, words_of(effect), address_of(effect), words_of(cause), address_of(cause))
