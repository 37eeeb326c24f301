"""When somebody may be noted as met, and when their name may stand with what they said."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from folkmoot.organising.models import Conversation, Met, Neighbour
from folkmoot.people.models import Asked, Consent, Person, Said, Through
from folkmoot.people.rules import why_not_reach
from folkmoot.places.models import Place

MOST_NAME = 200
WANTED = {
    "email": ("email", "Write the e-mail address, or choose another way."),
    "phone": ("phone", "Write the telephone number, or choose another way."),
    "text": ("phone", "Write the telephone number, or choose another way."),
    "letter": ("address", "Write the address, or choose another way."),
}


def why_not_meet(met: Met, place: Place) -> str:
    """A person has a name as they give it; all else only if they wish to be reached by it."""
    told = met.details()
    if not told["name"]:
        return "Write a name. The first name is enough."
    if len(told["name"]) > MOST_NAME:
        return f"Keep the name to {MOST_NAME} letters; this has {len(told['name'])}."
    if met.reach_by in WANTED:
        field, sentence = WANTED[met.reach_by]
        if not told[field]:
            return sentence
    if told["email"] and is_no_email(told["email"]):
        return f"“{told['email']}” does not look like an e-mail address."
    if met.street is not None and met.street.place_id != place.pk:
        return "That street is in another place."
    return ""


def why_not_link(conversation: Conversation, neighbour: Neighbour, yes: Consent | None) -> str:
    """A name stands with what was said only with their own yes, in the place where it was said."""
    if neighbour.place_id != conversation.place_id:
        return "They were met in another place."
    if neighbour.forgotten_at:
        return "They asked to be forgotten."
    if conversation.withdrawn_at:
        return "What was said here has been withdrawn."
    if hasattr(conversation, "amended_by"):
        return "A later note puts this one right. Put the name with that one."
    if yes is None or yes.said == Said.NOT_ASKED:
        return "Ask them first whether their name may stand with what they said."
    return "" if yes.said == Said.YES else "They said no: their name does not stand with it."


def ways_to_reach(person: Person) -> list[Through]:
    """The ways in which something would arrive, and is welcome."""
    ways = (each for each in Through if each != Through.NONE)
    return [way for way in ways if not why_not_reach(person, way)]


def why_not_say_yes(person: Person, asked: Asked) -> str:
    """A yes on one's own page is to a way that is open; nobody is reached when a name is kept."""
    if asked.through == Through.NONE or asked.through in ways_to_reach(person):
        return ""
    if person.reach_by == "none":
        return "You asked us not to contact you. Put that right first, under “Put something right”."
    way = Through(asked.through).label.lower()
    return f"We cannot reach you {way} yet. Tell us how, under “Put something right”."


def names_them(words: str, name: str) -> bool:
    """Whether a name stands in some words, whole."""
    return bool(name) and re.search(_whole(name), words) is not None


def without_name(words: str, name: str) -> str:
    """The same words, with "somebody" for the name."""
    return re.sub(_whole(name), "somebody", words) if name else words


def _whole(name: str) -> str:
    return rf"(?<!\w){re.escape(name)}(?!\w)"


def is_no_email(address: str) -> bool:
    """Whether something does not look like an e-mail address."""
    try:
        validate_email(address)
    except ValidationError:
        return True
    return False
