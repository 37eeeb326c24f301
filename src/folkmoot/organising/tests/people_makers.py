"""Makers: the shortest way to say what a test about people met needs."""

from datetime import datetime
from typing import Any

from folkmoot.organising import actions
from folkmoot.organising.models import (
    Ask,
    Conversation,
    Gift,
    Met,
    Needed,
    Neighbour,
    Offered,
    Opportunity,
    Speaker,
    Tag,
)
from folkmoot.organising.tests.makers import LATER, NOON, a_place, an_organiser
from folkmoot.people.models import Asked, Consent, words_for
from folkmoot.places.models import Place


def a_neighbour(place: Place | None = None, name: str = "Dilys", **more: Any) -> Neighbour:
    """Somebody the team has met; no way to reach them unless it is said."""
    place = place or a_place()
    met = Met(name=name, **more)
    return actions.meet(place=place, met=met, by=an_organiser(place), at=LATER)


def an_answer(neighbour: Neighbour, *, at: datetime = LATER, **more: Any) -> Consent:
    """What a neighbour answered; a yes to being asked for help in person, unless it says else."""
    facts: dict[str, Any] = {"purpose": "ask", "said": "yes"} | more
    facts.setdefault("through", "none" if facts["purpose"] == "know" else "person")
    facts.setdefault("wording", words_for(facts["purpose"], facts["through"]))
    asked = Asked(asked_at=at, **facts)
    return actions.note_answer(neighbour=neighbour, asked=asked, by=None, at=at)


def linked(
    conversation: Conversation, neighbour: Neighbour, *, said_: str = "yes", at: datetime = LATER
) -> Speaker:
    """Somebody's name stands with what they said."""
    asked = Asked("know", "none", said_, words_for("know", "none"), at)
    return actions.ask_and_link(
        conversation=conversation, neighbour=neighbour, asked=asked, by=None, at=at
    )


def tags(*names: str) -> list[Tag]:
    """Tags by their names, of those a site begins with."""
    if not Tag.objects.exists():  # a test that kept its rows has emptied the tables
        actions.begin_vocabulary(by=None, at=NOON)
    found = {each.name: each for each in Tag.objects.filter(name__in=names)}
    return [found[name] for name in names]


def a_gift(neighbour: Neighbour, *names: str, at: datetime = LATER, **more: Any) -> Gift:
    """Something somebody offers: cooking, unless it says otherwise."""
    offered = Offered(more.pop("words", ""), tags(*(names or ("Cooking",))), **more)
    return actions.hear_gift(neighbour=neighbour, offered=offered, by=None, at=at)


def a_helper(place: Place, name: str, *names: str, at: datetime = LATER, **more: Any) -> Neighbour:
    """Somebody who offers something and said that they may be asked in person."""
    neighbour = a_neighbour(place, name, answers={"ask": "yes"})
    a_gift(neighbour, *names, at=at, **more)
    return neighbour


def an_opportunity(
    place: Place, title: str = "Chef needed", *names: str, **more: Any
) -> Opportunity:
    """Something that needs people: one cook, unless it says otherwise."""
    needed = Needed(title, tags(*(names or ("Cooking",))), **more)
    return actions.open_opportunity(place=place, needed=needed, by=None, at=LATER)


def asked(
    opportunity: Opportunity, neighbour: Neighbour, answer: str = "", *, at: datetime = LATER
) -> Ask:
    """Somebody was asked in person, and perhaps answered."""
    made = actions.ask(
        opportunity=opportunity, neighbour=neighbour, because="Cooking", through="person",
        by=None, at=at,
    )  # fmt: skip
    return actions.answer_ask(ask=made, answer=answer, by=None, at=at) if answer else made
