"""Makers: the shortest way to say what a test about people met needs."""

from datetime import datetime
from typing import Any

from folkmoot.organising import actions
from folkmoot.organising.models import Conversation, Met, Neighbour, Speaker
from folkmoot.organising.tests.makers import LATER, a_place, an_organiser
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
