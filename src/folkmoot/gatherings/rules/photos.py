"""Which photos may be kept and shown, and how long we know who is in them."""

from datetime import datetime

from folkmoot.gatherings.models import (
    Gathering,
    GatheringStage,
    InPhoto,
    NewPhoto,
    Photo,
    PhotoAnswer,
)

MOST_PHOTOS = 24
MOST_IN_ONE = 40
# The question everybody in a photo is asked; it stands in the account beside each answer.
WHAT_IS_ASKED = "May this photo be on the public page of the gathering? You can say no at any time."


def why_not_photograph(gathering: Gathering, *, at: datetime) -> str:
    """Photos are of what has begun."""
    if gathering.stage == GatheringStage.OFF:
        return "It was called off."
    if gathering.announced_at is None:
        return "It has not been announced."
    return "It has not begun." if gathering.starts_at > at else ""


def why_not_add_photo(gathering: Gathering, new: NewPhoto, *, n_photos: int, at: datetime) -> str:
    """A photo has words, and says who is in it or that nobody can be recognised."""
    if why_not := why_not_photograph(gathering, at=at):
        return why_not
    if n_photos >= MOST_PHOTOS:
        return f"There are {MOST_PHOTOS} photos. Remove one before you add another."
    if not new.words.strip() or len(new.words) > 300:
        return "Say what is to be seen, in up to 300 letters, for people who cannot see it."
    if new.is_of_nobody and new.n_people:
        return "Either nobody can be recognised, or these people can: not both."
    if not new.is_of_nobody and not new.n_people:
        return "Who is in it? If nobody can be recognised, say so."
    return _people(gathering, new)


def why_not_answer(person: InPhoto, answer: str, parent: str) -> str:
    """For a child a parent or guardian says yes; a no is taken from anybody."""
    if answer not in (PhotoAnswer.YES, PhotoAnswer.NO):
        return "Choose what they said."
    if len(parent) > 80:
        return "Keep the name to 80 letters."
    if person.is_child and answer == PhotoAnswer.YES and not parent.strip():
        return "Which parent or guardian said yes? Write their name."
    return ""


def why_not_down(photo: Photo) -> str:
    """Once down, a photo stays down."""
    return "It is down already." if photo.down_at else ""


def _people(gathering: Gathering, new: NewPhoto) -> str:
    if new.n_people > MOST_IN_ONE:
        return f"Name up to {MOST_IN_ONE} people in one photo."
    if any(guest.gathering_id != gathering.pk for guest in new.guests):
        return "Somebody ticked here is on the list of another gathering."
    if any(len(name) > 80 for name in (*new.others, *new.children)):
        return "Keep each name to 80 letters."
    return ""
