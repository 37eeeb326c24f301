"""Taking a list of contacts, each noted as somebody met; and taking contacts out as a file."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from folkmoot.kernel.contacts.values import Contact
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.organising import rules
from folkmoot.organising.models import ContactList, FromList, Met, Neighbour, Street
from folkmoot.organising.queries.voice import voice_of
from folkmoot.people import actions as people
from folkmoot.people.models import (
    Account,
    Asked,
    HowSaid,
    Organisation,
    Person,
    Purpose,
    Said,
    Through,
    words_for,
)
from folkmoot.places.models import Place

ASKED_OF = (Purpose.ASK, Purpose.TELL, Purpose.NEWS)


@transaction.atomic
def take_contacts(
    *, place: Place, told: FromList, contacts: Sequence[Contact], by: Account, at: datetime
) -> ContactList:
    """Note everybody on a list, or nobody. What they were asked is kept with each of them.

    Not to have been asked is kept as such: they may not be written to about anything yet.
    """
    refuse(rules.why_not_take_contacts(told, contacts, today=localdate(at)))
    kept = ContactList.objects.create(
        place=place,
        came_from=" ".join(told.came_from.split()),
        said=told.said,
        wording=told.wording.strip() if told.said == Said.YES else "",
        asked_date=told.asked_date if told.said == Said.YES else None,
        n_taken=len(contacts),
        taken_at=at,
        taken_by=by,
    )
    streets = {each.name.casefold(): each for each in Street.objects.filter(place=place)}
    met = [_met(contact, streets) for contact in contacts]
    for each in met:
        if why := rules.why_not_meet(each, place):
            raise Refused(f"{each.name}: {why}")
    neighbours = _note(met, kept)
    voice = voice_of(place, at)
    answers = [
        (neighbour.person, _asked(each, told, voice, at))
        for neighbour, each in zip(neighbours, met, strict=True)
    ]
    people.note_first_answers(answers=answers, by=by, at=at)
    for neighbour in neighbours:
        record("neighbour_met", about=neighbour, by=by, at=at)
    record("contacts_taken", about=kept, by=by, at=at, number=len(contacts))
    return kept


def _met(contact: Contact, streets: Mapping[str, Street]) -> Met:
    street = streets.get(contact.street.strip().casefold())
    lines = [contact.address, "" if street else contact.street]
    return Met(
        name=contact.name,
        reach_by=_way(contact),
        email=contact.email,
        phone=contact.phone,
        address="\n".join(filter(None, lines))[:400],
        street=street,
    )


def _note(met: Sequence[Met], kept: ContactList) -> list[Neighbour]:
    persons = Person.objects.bulk_create(Person(**each.details()) for each in met)
    return Neighbour.objects.bulk_create(
        Neighbour(
            place=kept.place,
            person=person,
            street=each.street,
            met_at=kept.taken_at,
            met_by=kept.taken_by,
            came_with=kept,
        )
        for person, each in zip(persons, met, strict=True)
    )


def _asked(met: Met, told: FromList, voice: Organisation | None, at: datetime) -> list[Asked]:
    """Their yes, if there is one, in the words they were asked; of all else that nobody asked."""
    through = Through.IN_PERSON if met.reach_by == "none" else met.reach_by
    name = voice.name if voice else ""
    found = []
    for purpose in ASKED_OF:
        if told.said == Said.YES and purpose in told.purposes and told.asked_date:
            then = min(make_aware(datetime.combine(told.asked_date, time(12))), at)
            how = HowSaid.WRITTEN
            found.append(
                Asked(purpose, through, Said.YES, told.wording, then, how, organisation=voice)
            )
        else:
            words = words_for(purpose, through, name)
            found.append(Asked(purpose, through, Said.NOT_ASKED, words, at, organisation=voice))
    return found


def _way(contact: Contact) -> str:
    """How they would be reached, once they said that they may be."""
    ways = (("email", contact.email), ("phone", contact.phone), ("letter", contact.address))
    return next((way for way, there in ways if there), "none")


@transaction.atomic
def take_contacts_out(*, place: Place, kind: str, by: Account, at: datetime) -> None:
    """Keep in the account that somebody took the contacts of a place away in a file."""
    refuse("" if kind in ("csv", "vcf") else "Choose a table or vCards.")
    record("contacts_taken_out", about=place, by=by, at=at, file=kind)
