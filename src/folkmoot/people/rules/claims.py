"""When a card may be made, and when it opens something."""

from datetime import datetime

from folkmoot.people.models import ClaimCard, Person

NO_SUCH_CARD = (
    "That code opens nothing. Please check it, group by group. If a newer card was made for you, "
    "only the newer one works."
)


def why_not_make_card(person: Person) -> str:
    """A card is for somebody we know."""
    return "" if person.name else "We no longer know who they are."


def why_not_open_card(card: ClaimCard | None, *, at: datetime) -> str:
    """A card opens its page until it ends; one that ended is told from none at all by nobody."""
    return NO_SUCH_CARD if card is None or card.ends_at <= at else ""
