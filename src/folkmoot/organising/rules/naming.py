"""What may be written down of people named, and when two of them are taken for one."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import timedelta

from folkmoot.organising.models import Conversation, NamedPerson

MOST_NAMES = 10  # to one question, in one conversation
LONGEST_NAME = 80
NAMES_LAST = timedelta(days=365)
REACHES_SOMEBODY = re.compile(r"@|\d{5,}|(?:\d[\s-]?){9,}")  # an address, a telephone number


def matched(name: str) -> str:
    """A name without capitals, accents, points and a leading “the”: what is compared.

    Titles stay: Mr Hale and Mrs Hale are two people.
    """
    bare = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(each for each in bare if not unicodedata.combining(each))
    words = re.sub(r"[^\w]+", " ", letters.replace("'", "").replace("’", "")).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)[:LONGEST_NAME]


def why_not_name_people(
    conversation: Conversation, names: Sequence[str], *, is_nobody: bool
) -> str:
    """Why these names cannot be kept for one question."""
    if conversation.withdrawn_at:
        return "What was said here has been taken out."
    if hasattr(conversation, "amended_by"):
        return "A later note puts this one right. Write the names down there."
    if is_nobody and names:
        return "Either write down names, or say that they could name nobody."
    if len(names) > MOST_NAMES:
        return f"Write down at most {MOST_NAMES} names; you have {len(names)}."
    return next((why for why in map(why_not_name_them, names) if why), "")


def why_not_name_them(name: str) -> str:
    """Why one name cannot be kept."""
    if len(name) > LONGEST_NAME:
        return f"Keep a name to {LONGEST_NAME} letters. One is longer: “{name[:30]}…”"
    if REACHES_SOMEBODY.search(name):
        return f"A name only, no address and no number: “{name[:40]}”."
    if not matched(name):
        return f"Write a name, or what people call them. “{name[:40]}” has no letters."
    return ""


def why_not_same(one: NamedPerson, other: NamedPerson) -> str:
    """Two rows can be one person when neither is taken for the other already."""
    if one.pk == other.pk:
        return "That is the same name already."
    if one.place_id != other.place_id:
        return "That person was named in another place."
    if one.same_as_id is not None:
        return "This name is taken for somebody else's already. Undo that first."
    if other.same_as_id == one.pk:
        return "That name is taken for this one already."
    return ""


def why_not_apart(person: NamedPerson) -> str:
    """Only what was taken together can be taken apart."""
    return "" if person.same_as_id else "This name stands by itself already."
