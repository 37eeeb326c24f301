"""Whom a circular would go to, and who is left out and why; the same queries for any number."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from folkmoot.gatherings.models import Guest, Uninvited
from folkmoot.kernel.links import mark_of
from folkmoot.kernel.notify.rules import WRONG_NUMBER
from folkmoot.organising import rules
from folkmoot.organising.models import (
    Among,
    Ask,
    Circular,
    Copy,
    CopyStage,
    DoNotCall,
    Gift,
    Neighbour,
    Why,
)
from folkmoot.organising.queries.voice import voice_of
from folkmoot.people.models import Basis, Consent, Person, Purpose, Through
from folkmoot.people.queries import consents_standing

GONE = (CopyStage.SENT, CopyStage.IN_HAND, CopyStage.UNSURE)
FIELD_OF = {
    Through.EMAIL: "email",
    Through.TEXT: "phone",
    Through.PHONE: "phone",
    Through.LETTER: "address",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """One person a circular is for, and why they get no copy, if they do not."""

    neighbour: Neighbour
    why: Why
    consent: Consent | None


@dataclass(frozen=True, slots=True)
class Audience:
    """Everybody a circular is for, those who get it and those who do not."""

    readers: list[Reader]

    @property
    def getting(self) -> list[Reader]:
        """Those who get it."""
        return [each for each in self.readers if each.why == Why.NONE]

    @property
    def left_out(self) -> list[tuple[str, list[Reader]]]:
        """Those who do not, by the reason, the commonest reason first."""
        counts = Counter(each.why for each in self.readers if each.why != Why.NONE)
        return [
            (str(why.label), [each for each in self.readers if each.why == why])
            for why, _ in counts.most_common()
        ]


def address_in(person: Person, through: str) -> str:
    """Where something sent in this way arrives, in a form that can be compared."""
    address = str(getattr(person, FIELD_OF[Through(through)]))
    if through in (Through.TEXT, Through.PHONE):
        return digits_of(address)
    return " ".join(address.lower().split())


def digits_of(number: str) -> str:
    """A telephone number as its figures; 0044 and +44 are the 0 that is dialled at home.

    >>> digits_of("+44 (0)7700 900 123"), digits_of("07700 900123")
    ('07700900123', '07700900123')
    """
    figures = re.sub(r"\D", "", number.replace("(0)", ""))
    is_from_abroad = re.match(r"\s*(\+|00)44", number)
    return "0" + re.sub(r"^(0044|44)", "", figures) if is_from_abroad else figures


def audience_of(circular: Circular, *, at: datetime) -> Audience:
    """Everybody it is for as things stand now."""
    chosen = list(_chosen(circular).select_related("person", "street"))
    return Audience(_readers(circular, chosen, at))


def reader_of(circular: Circular, neighbour: Neighbour, *, at: datetime) -> Reader:
    """One person as things stand at this moment: asked again just before it goes."""
    [reader] = _readers(circular, [neighbour], at)
    return reader


def _chosen(circular: Circular) -> QuerySet[Neighbour]:
    known: QuerySet[Neighbour] = Neighbour.objects.known().filter(place=circular.place_id)
    match circular.among:
        case Among.STREET:
            return known.filter(street=circular.street_id)
        case Among.TAG:
            offering = Gift.objects.standing().filter(tags=circular.tag_id)
            return known.filter(pk__in=offering.values("neighbour"))
        case Among.GROUP:
            heard = Q(spoke__conversation__groups=circular.group_id)
            return known.filter(heard, spoke__conversation__withdrawn_at=None).distinct()
        case Among.SPOKE:
            heard = Q(spoke__conversation__round=circular.round_id)
            return known.filter(heard, spoke__conversation__withdrawn_at=None).distinct()
        case Among.INVITED | Among.CAME:
            return known.filter(_among_guests(circular))
    return known


def _among_guests(circular: Circular) -> Q:
    """Guests whom the team has met: known again by their address or number, and by nothing else."""
    guests = Guest.objects.known().filter(gathering=circular.gathering_id)
    if circular.among == Among.CAME:
        guests = guests.filter(came_at__isnull=False)
    else:
        guests = guests.filter(invited_at__isnull=False)
    told = list(guests.values_list("email", "phone"))
    emails = {email.lower() for email, _ in told if email}
    numbers = {digits_of(phone) for _, phone in told if phone}
    people = Person.objects.filter(neighbour__place=circular.place_id)
    keys = [
        key
        for key, email, phone in people.values_list("pk", "email", "phone")
        if email.lower() in emails or (phone and digits_of(phone) in numbers)
    ]
    return Q(person__in=keys)


def _readers(circular: Circular, chosen: Sequence[Neighbour], at: datetime) -> list[Reader]:
    voice = circular.voice if circular.started_at else voice_of(circular.place, at)
    facts = _facts(circular, chosen, at)
    readers, taken = [], set[str]()
    for each in chosen:
        about = facts[each.pk]
        why = rules.left_out_because(about, circular, voice, at)
        address = address_in(each.person, circular.through)
        if why == Why.NONE and address in taken and circular.through != Through.LETTER:
            why = Why.SAME_ADDRESS
        if why == Why.NONE:
            taken.add(address)
        readers.append(Reader(each, why, about.newest if why == Why.NONE else None))
    return readers


def _facts(
    circular: Circular, chosen: Sequence[Neighbour], at: datetime
) -> dict[UUID, rules.About]:
    """What is known of each; a fixed number of queries."""
    persons = [each.person_id for each in chosen]
    yes = consents_standing(persons, purpose=circular.purpose, at=at)
    lately = _n_lately(circular, persons, at)
    asked, gaps = _asks(circular, persons)
    lost, doors = _did_not_arrive(circular), _doors(circular, at)
    stopped = _uninvited(circular, chosen)
    found = {}
    for each in chosen:
        newest = yes.get(each.person_id, {}).get(circular.through)
        mark = mark_of(address_in(each.person, circular.through))
        about = rules.About(
            person=each.person,
            newest=newest,
            n_lately=lately.get(each.person_id, 0),
            asked_at=asked.get(each.person_id),
            did_not_arrive=mark in lost,
            in_peace=_is_left_in_peace(each, newest, circular.through, doors),
            uninvited_at=stopped.get(mark),
            has_street=each.street_id is not None,
        )
        found[each.pk] = (
            replace(about, gap=gaps[each.person_id]) if each.person_id in gaps else about
        )
    return found


def _under_any_note(persons: Sequence[UUID]) -> Q:
    """Rows of these people, also under a note that was joined with theirs."""
    theirs = Q(neighbour__person__in=persons)
    return theirs | Q(neighbour__person__same_as__in=persons)


WHO = Coalesce("neighbour__person__same_as", "neighbour__person")


def _n_lately(circular: Circular, persons: Sequence[UUID], at: datetime) -> dict[UUID, int]:
    gone = Copy.objects.filter(_under_any_note(persons), stage__in=GONE)
    since = gone.filter(sent_at__gt=at - rules.A_MONTH).exclude(circular=circular.pk)
    return dict(since.annotate(who=WHO).values_list("who").annotate(n=Count("pk")))


def _asks(
    circular: Circular, persons: Sequence[UUID]
) -> tuple[dict[UUID, datetime], dict[UUID, timedelta]]:
    """When each was last asked for something, and how often they said they may be."""
    if circular.purpose != Purpose.ASK:
        return {}, {}
    theirs = _under_any_note(persons)
    one_by_one = Ask.objects.filter(theirs).annotate(who=WHO).values_list("who")
    asked = dict(one_by_one.annotate(last=Max("asked_at")))
    many = Copy.objects.filter(theirs, stage__in=GONE, circular__purpose=Purpose.ASK)
    others = many.exclude(circular=circular.pk).annotate(who=WHO).values_list("who")
    for key, last in others.annotate(last=Max("sent_at")):
        asked[key] = max(filter(None, (asked.get(key), last)))
    gifts = Gift.objects.standing().filter(theirs).annotate(who=WHO).values_list("who")
    gaps = {key: timedelta(days=days) for key, days in gifts.annotate(gap=Max("gap_days"))}
    return asked, gaps


def _did_not_arrive(circular: Circular) -> set[str]:
    """Marks of addresses of this place at which nothing arrives."""
    here = Copy.objects.filter(circular__place=circular.place_id)
    alike = here.filter(circular__through__in=_reached_alike(circular.through))
    lost = alike.filter(Q(stage=CopyStage.REFUSED) | Q(message__failed=WRONG_NUMBER))
    return set(lost.exclude(address_mark="").values_list("address_mark", flat=True))


def _reached_alike(through: str) -> tuple[str, ...]:
    telephone = (Through.TEXT, Through.PHONE)
    return telephone if through in telephone else (through,)


def _doors(circular: Circular, at: datetime) -> list[tuple[UUID, str]]:
    if circular.through != Through.LETTER:
        return []
    doors = DoNotCall.objects.filter(place=circular.place_id, lifted_at__isnull=True)
    return list(doors.filter(until_date__gte=localdate(at)).values_list("street", "house"))


def _is_left_in_peace(
    each: Neighbour, newest: Consent | None, through: str, doors: Iterable[tuple[UUID, str]]
) -> bool:
    """Whether a letter that nobody asked for would go through a door to be left in peace."""
    if through != Through.LETTER or newest is None or newest.basis == Basis.CONSENT:
        return False
    first = each.person.address.strip().lower()
    return any(
        street == each.street_id and re.match(rf"{re.escape(house.lower())}\b", first)
        for street, house in doors
    )


def _uninvited(circular: Circular, chosen: Sequence[Neighbour]) -> dict[str, datetime]:
    """By the mark of an address: when it asked the place for no more invitations."""
    if circular.through != Through.EMAIL or circular.purpose == Purpose.TELL:
        return {}
    marks = [mark_of(each.person.email) for each in chosen if each.person.email]
    rows = Uninvited.objects.filter(place=circular.place_id, email_mark__in=marks)
    return dict(rows.values_list("email_mark", "asked_at"))
