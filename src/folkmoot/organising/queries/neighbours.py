"""The persons a team has met, and all that is kept of one of them."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from folkmoot.organising.models import Answer, Conversation, Neighbour, Step
from folkmoot.organising.queries.circulars import Received, received_by, ways_that_fail
from folkmoot.organising.queries.gifts import Giving, giving_of
from folkmoot.organising.queries.journey import own_journey
from folkmoot.people.models import Consent, Person
from folkmoot.people.queries import consents_of, notes_of, standing_of
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
    giving: Giving
    steps: list[Step]  # what they did next
    also: list[Person]  # what else they were noted as, before notes were joined
    received: list[Received]  # what they were sent
    dead_ways: list[str]  # where nothing arrives, in words


def notes_about(neighbour: Neighbour) -> QuerySet[Neighbour]:
    """Every note of one person, also those that were joined with the one that stands.

    Rooms above read what hangs on somebody through this, so that nothing of theirs has to move
    when two notes are joined, and nothing has to go back when they part.
    """
    return Neighbour.objects.filter(person__in=Person.objects.of(neighbour.person).values("pk"))


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
        giving=giving_of(neighbour),
        steps=list(Step.objects.standing().filter(neighbour=neighbour)),
        also=notes_of(neighbour.person),
        received=received_by(neighbour),
        dead_ways=ways_that_fail(neighbour),
    )


def _remarks(neighbour: Neighbour) -> list[Remark]:
    theirs = Conversation.objects.readable().filter(speakers__neighbour=neighbour)
    rows = theirs.select_related("street", "round").prefetch_related("answers__question")
    return [Remark(each, [a for a in each.answers.all() if a.words]) for each in rows]


def everything_known(neighbour: Neighbour, *, at: datetime) -> dict[str, object]:
    """All that is kept of somebody, for them to take away."""
    known, person = known_of(neighbour, at=at), neighbour.person
    fields = ("name", "reach_by", "email", "phone", "address")
    also = [{field: getattr(each, field) for field in fields} for each in known.also]
    return {
        "made_at": at.isoformat(),
        "place": neighbour.place.name,
        "you": {field: getattr(person, field) for field in fields}
        | {"street": neighbour.street.name if neighbour.street else ""},
        "also_noted_as": also,
        "from_a_list": neighbour.came_with.came_from if neighbour.came_with else "",
        "met_at": neighbour.met_at.isoformat(),
        "what_you_said": [
            {
                "said_at": remark.conversation.said_at.isoformat(),
                "where": remark.conversation.get_kind_display(),
                "words": {each.question.words: each.words for each in remark.answers},
            }
            for remark in known.remarks
        ],
        **_given(known.giving),
        "what_you_did_next": [
            {
                "done_date": each.done_date.isoformat(),
                "what": each.get_kind_display(),
                "words": each.words,
                "noted_at": each.noted_at.isoformat(),
            }
            for each in known.steps
        ],
        "what_came_of_what": [
            {"what": station.words, "because_of": cause.words, "how": cause.link.how}
            for station in own_journey(neighbour).stations
            for cause in station.causes
        ],
        "what_you_were_sent": [_sent(each) for each in known.received],
        "what_you_said_yes_and_no_to": [_told(each) for each in known.consents],
    }


def _given(giving: Giving) -> dict[str, object]:
    return {
        "what_you_offer": [
            {
                "words": each.words,
                "found_by": [tag.name for tag in each.tags.all()],
                "who_may_ask": each.get_may_ask_display(),
                "days_between_asks": each.gap_days,
                "noted_at": each.heard_at.isoformat(),
            }
            for each in giving.gifts
        ],
        "what_you_would_like": [
            {
                "words": each.words,
                "who_may_ask": each.get_may_ask_display(),
                "noted_at": each.heard_at.isoformat(),
            }
            for each in giving.wishes
        ],
        "what_you_were_asked": [
            {
                "for": each.opportunity.title,
                "asked_at": each.asked_at.isoformat(),
                "because": each.because,
                "came_of_it": each.get_stage_display(),
            }
            for each in giving.asks
        ],
    }


def _sent(received: Received) -> dict[str, object]:
    circular = received.circular
    return {
        "about": circular.subject,
        "sent_at": received.sent_at.isoformat(),
        "through": circular.get_through_display(),
        "in_the_name_of": circular.in_whose_name,
        "words": received.words,
    }


def _told(consent: Consent) -> dict[str, object]:
    return {
        "asked_at": consent.asked_at.isoformat(),
        "in_these_words": consent.wording,
        "for": consent.get_purpose_display(),
        "through": consent.get_through_display(),
        "answer": "Taken back" if consent.takes_back_id else consent.get_said_display(),
        "how": consent.get_how_display(),
        "reason_in_law": consent.get_basis_display(),
        "organisation": consent.organisation.name if consent.organisation else "",
        "legal_form_on_that_day": consent.get_legal_form_display(),
    }
