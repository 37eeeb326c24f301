"""When a list of contacts may be taken: we know where it came from, and what they were asked."""

from collections.abc import Sequence
from datetime import date

from folkmoot.kernel.contacts.values import MOST_PEOPLE, Contact
from folkmoot.organising.models import FromList
from folkmoot.people.models import Said

MOST_LETTERS = 200


def why_not_take_contacts(told: FromList, contacts: Sequence[Contact], *, today: date) -> str:
    """A yes is kept with its words and its day; without them, nobody was asked."""
    if not contacts:
        return "Tick at least one person to take."
    if len(contacts) > MOST_PEOPLE:
        return f"Take at most {MOST_PEOPLE} people at a time; there are {len(contacts):,}."
    if not told.came_from.strip():
        return "Say where the list came from: by law, those on it may ask."
    if len(told.came_from) > MOST_LETTERS:
        return f"Keep it to {MOST_LETTERS} letters; this has {len(told.came_from)}."
    if told.said != Said.YES:
        return ""
    if not (told.purposes and told.wording.strip() and told.asked_date):
        return (
            "If they all said yes, say to what, in which words they were asked, and when. Else "
            "say that you did not ask."
        )
    return "That day is still to come." if told.asked_date > today else ""
