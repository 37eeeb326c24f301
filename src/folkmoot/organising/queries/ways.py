"""In which ways somebody may be asked for help, by what they answered."""

from folkmoot.people.models import Consent, Person, Purpose, Through
from folkmoot.people.rules import why_not_reach, why_not_told

WAYS = (Through.IN_PERSON, Through.PHONE, Through.TEXT, Through.EMAIL, Through.LETTER)


def ways_of(person: Person, yes: dict[str, Consent]) -> list[tuple[str, str]]:
    """In which ways they may be asked, by their newest answers."""
    return [
        (way.value, way.label)
        for way in WAYS
        if not why_not_reach(person, way) and not why_not_told(yes.get(way), Purpose.ASK, way)
    ]


def why_not_at_all(person: Person, yes: dict[str, Consent]) -> str:
    """Why they may be asked in no way at all; their newest answer says it best."""
    newest = max(yes.values(), key=lambda each: each.asked_at, default=None)
    if newest is None:
        return "They have not been asked whether we may."
    through = newest.through
    return why_not_reach(person, through) or why_not_told(newest, Purpose.ASK, through)
