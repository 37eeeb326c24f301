"""Gifts and needs as plain values for the methods, and back as people with reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from folkmoot.methods.matching import Offer, Suggestion, suggest, tags_in
from folkmoot.organising.models import Ask, Gift, Opportunity


@dataclass(frozen=True, slots=True)
class Suggested:
    """Somebody who could be asked, with the gift that speaks for it."""

    gift: Gift
    because: str
    n_asked: int
    why_wait: str
    place_kept: bool


def found_in(words: str, synonyms: Mapping[str, str]) -> tuple[str, ...]:
    """Names of tags that these words ask for."""
    return tags_in(words, synonyms)


def suggested(
    opportunity: Opportunity,
    gifts: Iterable[Gift],
    asks: Iterable[Ask],
    why_not: Mapping[UUID, str],
    *,
    at: datetime,
) -> tuple[list[Suggested], list[Suggested]]:
    """Whom to ask for this, and who would fit but waits. Gifts and needs want `tags` prefetched.

    Somebody with several gifts stands once, with the one that fits best.
    """
    needed = frozenset(tag.name for tag in opportunity.tags.all())
    days: dict[UUID, list[int]] = {}
    for each in asks:
        days.setdefault(each.neighbour_id, []).append((at - each.asked_at).days)
    by_person: dict[UUID, tuple[Gift, Offer]] = {}
    for gift in gifts:
        offer = _offer(gift, days.get(gift.neighbour_id, []), why_not)
        held = by_person.get(gift.neighbour_id)
        if held is None or _better(needed, offer, held[1]):
            by_person[gift.neighbour_id] = (gift, offer)
    of = {offer.key: gift for gift, offer in by_person.values()}
    words = f"{opportunity.title} {opportunity.words}"
    first, waiting = suggest(needed, words, [offer for _, offer in by_person.values()])
    return [_told(each, of) for each in first], [_told(each, of) for each in waiting]


def _offer(gift: Gift, days: list[int], why_not: Mapping[UUID, str]) -> Offer:
    return Offer(
        key=str(gift.neighbour_id),
        tags=frozenset(tag.name for tag in gift.tags.all()),
        words=gift.words,
        asked_days_ago=tuple(sorted(days)),
        gap_days=gift.gap_days,
        why_not=why_not.get(gift.neighbour_id, ""),
    )


def _better(needed: frozenset[str], one: Offer, other: Offer) -> bool:
    return (len(needed & one.tags), -len(one.tags)) > (len(needed & other.tags), -len(other.tags))


def _told(each: Suggestion, of: Mapping[str, Gift]) -> Suggested:
    gift = of[each.offer.key]
    because = ", ".join(each.shared) or "what they said about it"
    return Suggested(gift, because, len(each.offer.asked_days_ago), each.why_wait, each.place_kept)
