"""When somebody may be noted as met, and when their name may stand with what they said."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from folkmoot.organising.models import Conversation, Met, Neighbour
from folkmoot.people.models import Consent, Said
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
    if told["email"] and _why_not_email(told["email"]):
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


def _why_not_email(address: str) -> str:
    try:
        validate_email(address)
    except ValidationError:
        return "no"
    return ""
