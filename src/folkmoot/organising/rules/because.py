"""When one record may be said to have come about because of another."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from folkmoot.organising.models import OF_A_PERSON, Because, Knot

LONGEST_HOW = 300
OF_WORDS = ("conversation", "promise")  # what was said, and what was promised on it


def why_not_because(
    cause: Knot, effect: Knot, links: Iterable[tuple[UUID, UUID]], *, how: str
) -> str:
    """Not of itself, not twice, not in a circle; `links` are (cause, effect) of the place."""
    if cause.pk == effect.pk:
        return "Nothing comes about because of itself. Choose something else."
    if cause.place_id != effect.place_id:
        return "That belongs to another place."
    if len(how) > LONGEST_HOW:
        return f"Keep it to {LONGEST_HOW} letters; this has {len(how)}."
    known = list(links)
    if (cause.pk, effect.pk) in known:
        return "That is said already."
    led_to: dict[UUID, set[UUID]] = {}
    for one, other in known:
        led_to.setdefault(one, set()).add(other)
    if cause.pk in _reached(effect.pk, led_to):
        return "That came about because of this one: they cannot both be because of the other."
    return ""


def why_not_tie_words(cause: Knot, effect: Knot, *, stands: bool) -> str:
    """What was said is tied to what is somebody's only while their name stands with it.

    Else the tie itself would tell whose words they were. `stands` says whether it does.
    """
    kinds = {cause.key[0], effect.key[0]}
    if kinds.isdisjoint(OF_WORDS) or kinds.isdisjoint(OF_A_PERSON) or stands:
        return ""
    return "Their name does not stand with that conversation. Ask them first whether it may."


def why_not_unlink(link: Because) -> str:
    """Taken back once."""
    return "That has been taken back already." if link.ended_at else ""


def _reached(start: UUID, led_to: Mapping[UUID, set[UUID]]) -> set[UUID]:
    seen, ahead = {start}, [start]
    for here in ahead:
        new = led_to.get(here, set()) - seen
        seen |= new
        ahead += new
    return seen
