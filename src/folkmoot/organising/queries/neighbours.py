"""The persons a team has met, and all that is kept of one of them."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator

from folkmoot.organising.models import Answer, Conversation, Neighbour
from folkmoot.people.models import Consent
from folkmoot.people.queries import consents_of, standing_of
from folkmoot.places.models import Place

A_PAGE = 40


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A page of those a team has met, and what was looked for."""

    page: Page[Neighbour]
    search: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One conversation with somebody, as they may read it: what they said, and where and when."""

    conversation: Conversation
    answers: list[Answer]


@dataclass(frozen=True, slots=True)
class Known:
    """All that is kept of one person: what the team reads is what the person reads."""

    neighbour: Neighbour
    standing: list[Consent]  # the answer that holds to each question
    consents: list[Consent]  # every answer there ever was, newest first
    remarks: list[Remark]


def neighbours_in(place: Place) -> list[Neighbour]:
    """Those the team of a place knows, by name, to choose from; one query."""
    known = Neighbour.objects.known().filter(place=place)
    return list(known.select_related("person", "street")[:2000])


def neighbours_listed(place: Place, *, search: str = "", page: str = "1") -> Neighbours:
    """Those the team of a place knows, by name; the same queries for any number."""
    found = Neighbour.objects.known().filter(place=place).select_related("person", "street")
    words = search.strip()
    if words:
        found = found.filter(person__name__icontains=words)
    return Neighbours(Paginator(found, A_PAGE).get_page(page), words)


def known_of(neighbour: Neighbour, *, at: datetime) -> Known:
    """Everything kept of somebody; the same number of queries however much there is."""
    consents = consents_of(neighbour.person)
    return Known(
        neighbour=neighbour,
        standing=standing_of(consents, at),
        consents=consents,
        remarks=_remarks(neighbour),
    )


def _remarks(neighbour: Neighbour) -> list[Remark]:
    theirs = Conversation.objects.readable().filter(speakers__neighbour=neighbour)
    rows = theirs.select_related("street", "round").prefetch_related("answers__question")
    return [Remark(each, [a for a in each.answers.all() if a.words]) for each in rows]
