"""Contacts of a list beside those the team knows already; and those it knows, for a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from folkmoot.kernel.contacts.values import Contact
from folkmoot.kernel.contacts.vcards import as_vcards
from folkmoot.kernel.sheets.writing import as_csv
from folkmoot.organising.analysis.duplicates import alike_among
from folkmoot.organising.models import Neighbour
from folkmoot.people.models import Consent, Purpose
from folkmoot.people.queries import consents_standing
from folkmoot.places.models import Place

HEADS = (
    "Name", "How to reach them", "E-mail", "Telephone", "Address", "Street",
    "May we ask them to help?", "May we send them news?",
)  # fmt: skip
WANTED = ((Purpose.ASK, "ask"), (Purpose.NEWS, "news"))


@dataclass(frozen=True, slots=True)
class Beside:
    """Why one contact may be somebody already: known to the team, or on another row."""

    contact: Contact
    known: tuple[tuple[Neighbour, tuple[str, ...]], ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def contacts_beside(place: Place, contacts: Sequence[Contact]) -> list[Beside]:
    """Each contact, with those it may be already; one query."""
    rows = Neighbour.objects.known().filter(place=place)
    here = {str(each.pk): each for each in rows.select_related("person", "street").order_by()}
    found = alike_among(contacts, here.values())
    return [
        Beside(
            contact,
            tuple(
                (here[key], why) for key, why in found.get(contact.row, ()) if isinstance(key, str)
            ),
            tuple((key, why) for key, why in found.get(contact.row, ()) if isinstance(key, int)),
        )
        for contact in contacts
    ]


def contacts_as_table(place: Place, *, at: datetime) -> bytes:
    """Everybody the team knows as CSV, with what they said to being written to; three queries."""
    known = _known(place)
    persons = [each.person_id for each in known]
    said = [consents_standing(persons, purpose=purpose, at=at) for purpose, _ in WANTED]
    return as_csv(
        HEADS, [_row(each, [held.get(each.person_id, {}) for held in said]) for each in known]
    )


def contacts_as_cards(place: Place) -> bytes:
    """Those who may be reached as vCards; who does not want to be is left out."""
    reached = [each for each in _known(place) if each.person.reach_by != "none"]
    return as_vcards(_contact(number, each) for number, each in enumerate(reached, start=1))


def _known(place: Place) -> list[Neighbour]:
    rows = Neighbour.objects.known().filter(place=place)
    return list(rows.select_related("person", "street"))


def _row(neighbour: Neighbour, said: list[dict[str, Consent]]) -> list[str]:
    person = neighbour.person
    told = [person.name, person.get_reach_by_display(), person.email, person.phone, person.address]
    return [*told, neighbour.street.name if neighbour.street else "", *map(_in_words, said)]


def _in_words(by_way: dict[str, Consent]) -> str:
    """What holds, each way: “Yes by e-mail, no by text”; "" where nothing was noted."""
    return ", ".join(
        f"{each.get_said_display()} {each.get_through_display().lower()}"
        for each in by_way.values()
    )


def _contact(number: int, neighbour: Neighbour) -> Contact:
    person = neighbour.person
    street = neighbour.street.name if neighbour.street else ""
    return Contact(number, person.name, person.email, person.phone, person.address, street)
