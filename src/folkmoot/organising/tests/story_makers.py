"""D's story, told through actions: from a chat over a garden wall to regular work."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from folkmoot.gatherings.tests.makers import a_gathering
from folkmoot.organising import actions
from folkmoot.organising.models import (
    Agreement,
    Because,
    Conversation,
    Did,
    Neighbour,
    Step,
    Tied,
)
from folkmoot.organising.tests.makers import (
    LATER,
    NOON,
    a_conversation,
    a_place,
    a_round,
    a_street,
    a_theme,
    an_organiser,
)
from folkmoot.organising.tests.people_makers import (
    a_gift,
    a_helper,
    a_neighbour,
    an_opportunity,
    asked,
    linked,
)
from folkmoot.people import actions as people
from folkmoot.places.models import Place

NAME = "Dafydd Quill"


@dataclass(frozen=True, slots=True)
class Story:
    """Who it is about, and the records it is told by."""

    place: Place
    d: Neighbour
    said: Conversation
    chain: list[Tied]  # each because of the one before it
    agreement: Agreement


def because(effect: Tied, cause: Tied, how: str = "") -> Because:
    """The one came about because of the other, as the team says."""
    return actions.say_because(effect=effect, cause=cause, how=how, by=None, at=LATER)


def a_step(neighbour: Neighbour, kind: str = "joined", words: str = "", day: int = 3) -> Step:
    """What somebody did on a day of May."""
    did = Did(kind, date(2026, 5, day), words)
    return actions.note_step(neighbour=neighbour, did=did, by=None, at=LATER)


def an_agreement_with(neighbour: Neighbour, title: str = "Lunch at every course") -> Agreement:
    """The hub gives the kitchen; somebody met cooks."""
    by = an_organiser(neighbour.place)
    draft = actions.propose_agreement(place=neighbour.place, title=title, by=by, at=LATER)
    sides: tuple[dict[str, Any], ...] = ({"neighbour": neighbour}, {"name": "The hub"})
    for side, words in zip(sides, ("Cook for every course", "Pay on the day"), strict=True):
        party = actions.add_party(agreement=draft, by=by, at=LATER, **side)
        due = LATER.date() + timedelta(days=30)
        actions.undertake(party=party, words=words, due_date=due, by=by, at=LATER)
    return actions.agree(agreement=draft, by=by, at=LATER)


def a_whole_story(place: Place | None = None, name: str = NAME) -> Story:
    """All of it, each record because of the one before, as the team tied them."""
    place = place or a_place()
    by = an_organiser(place)
    round = a_round(place)
    said = a_conversation(round, "I was a cook for thirty years.", street=a_street(place))
    d = a_neighbour(place, name, answers={"ask": "yes"})
    linked(said, d)
    gift = a_gift(d, words="Trained cook")
    party = an_opportunity(place, "Chef for the street party")
    asked(party, a_helper(place, "Ann Tolley"), "YES")
    actions.answer_ask(ask=party.asks.get(), answer="CANCELLED", by=by, at=LATER)
    ask = asked(party, d, "YES")
    for side in ("given", "received"):
        ask = actions.confirm(ask=ask, side=side, by=by, at=LATER)
    ask = actions.thank(ask=ask, by=by, at=LATER)
    joined = a_step(d, "joined", "The street party committee", 3)
    course = a_gathering(place, kind="training", title="Introduction to listening")
    came = a_step(d, "came", "Introduction to listening", 4)
    theme = a_theme(place, "Nothing for young people to do")
    cook_off = a_gathering(place, kind="other", title="Halloween cook-off")
    introduced = a_step(d, "introduced", "A community café", 4)
    interview = a_step(d, "interview", "Café manager", 4)
    agreement = an_agreement_with(d)
    chain: list[Tied] = [
        said, gift, ask, joined, course, came, theme, cook_off, introduced, interview, agreement
    ]  # fmt: skip
    because(gift, said, f"{name} said that he cooks")
    because(ask, party, "The chef had to cancel")
    for effect, cause in zip(chain[2:], chain[1:], strict=False):
        because(effect, cause)
    return Story(place, d, said, chain, agreement)


def words_of(answer: Any) -> str:
    """What a page says, without its marks."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode())))


def with_their_card(neighbour: Neighbour) -> Client:
    """A browser in which somebody opened their own page."""
    secret = people.make_card(person=neighbour.person, by=None, at=LATER)
    browser = Client()
    browser.post(reverse("own:claim"), {"code": secret})
    return browser


__all__ = [
    "NAME",
    "NOON",
    "Story",
    "a_step",
    "a_whole_story",
    "an_agreement_with",
    "because",
    "with_their_card",
    "words_of",
]
