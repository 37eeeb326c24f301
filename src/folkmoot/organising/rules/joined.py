"""When two notes of a place can be made one, and which of them stays."""

from collections.abc import Iterable

from folkmoot.organising.models import Neighbour
from folkmoot.people.models import Consent, Purpose, Said


def who_stays(one: Neighbour, other: Neighbour) -> tuple[Neighbour, Neighbour]:
    """The note that stays, and the one that goes to it: who signs in stays, else who was met
    first."""
    first, second = sorted(
        (one, other), key=lambda each: (not each.person.account_id, each.met_at, each.pk)
    )
    return first, second


def why_not_join_neighbours(kept: Neighbour, other: Neighbour) -> str:
    """Both of one place, and both still known."""
    if kept.place_id != other.place_id:
        return "They were met in different places, and stay apart."
    gone = kept.forgotten_at or other.forgotten_at
    return "One of them asked to be forgotten." if gone else ""


def why_not_names(kept: Iterable[Consent], other: Iterable[Consent]) -> str:
    """A yes and a no to their name standing with their words is for them to settle, not for us."""
    said = {_to_know(kept), _to_know(other)}
    if said >= {Said.YES, Said.NO}:
        return (
            "In one note they said yes to their name standing with what they said, in the other "
            "no. Ask them, note what they say with both, and then make them one."
        )
    return ""


def _to_know(standing: Iterable[Consent]) -> str:
    return next((each.said for each in standing if each.purpose == Purpose.KNOW), "")
