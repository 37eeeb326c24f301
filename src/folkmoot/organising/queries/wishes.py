"""What people would like to do or learn: what there is for it, and who could show them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from folkmoot.organising.analysis.matching import found_in
from folkmoot.organising.models import (
    Ask,
    Gift,
    MayAsk,
    Opportunity,
    OpportunityStage,
    Tag,
    TagWord,
    Wish,
)
from folkmoot.organising.queries.ways import ways_of
from folkmoot.people.models import Purpose
from folkmoot.people.queries import consents_standing

REST = timedelta(days=30)  # between two asks, for those who never said how often
MOST = 40


@dataclass(frozen=True, slots=True)
class Wishing:
    """Somebody who would like just this, by which words, and how they may be asked."""

    wish: Wish
    because: str
    ways: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class WishPage:
    """A wish, with what is needed and what others offer that fits it, each with its tags."""

    wish: Wish
    tags: list[Tag]
    needed: list[tuple[Opportunity, str]]
    offered: list[tuple[Gift, str]]


def tags_by_word() -> dict[str, Tag]:
    """Every tag in use, by each of its words; one query."""
    rows = TagWord.objects.filter(tag__ended_at__isnull=True).select_related("tag")
    return {row.word: row.tag for row in rows}


def wishing_for(opportunity: Opportunity, but: Collection[UUID], *, at: datetime) -> list[Wishing]:
    """Those who would like what is needed, and may be asked now; four queries.

    `but` are neighbours who are asked or suggested already.
    """
    if opportunity.stage != OpportunityStage.OPEN:
        return []
    lately = Ask.objects.filter(asked_at__gt=at - REST, asked_at__lte=at).values("neighbour")
    rows = _open().filter(neighbour__place=opportunity.place_id).exclude(neighbour__in=list(but))
    wishes = list(rows.exclude(neighbour__in=lately).select_related("neighbour__person"))
    synonyms = {word: tag.name for word, tag in tags_by_word().items()}
    needed = {tag.name for tag in opportunity.tags.all()}
    shared = [(each, needed.intersection(found_in(each.words, synonyms))) for each in wishes]
    fit = [(each, ", ".join(sorted(tags))) for each, tags in shared if tags][:MOST]
    people = [each.neighbour.person_id for each, _ in fit]
    yes = consents_standing(people, purpose=Purpose.ASK, at=at)
    found = [
        Wishing(each, tags, ways_of(each.neighbour.person, yes.get(each.neighbour.person_id, {})))
        for each, tags in fit
    ]
    return [each for each in found if each.ways]


def wish_page(wish: Wish) -> WishPage:
    """What there is for a wish; five queries, however much is needed and offered."""
    by_word = tags_by_word()
    by_name = {tag.name: tag for tag in by_word.values()}
    names = found_in(wish.words, {word: tag.name for word, tag in by_word.items()})
    tags, place = [by_name[name] for name in names], wish.neighbour.place_id
    needs = Opportunity.objects.filter(place=place, stage=OpportunityStage.OPEN, tags__in=tags)
    gifts = Gift.objects.standing().filter(neighbour__place=place, tags__in=tags)
    known = gifts.exclude(neighbour=wish.neighbour_id).exclude(may_ask=MayAsk.NOBODY)
    others = known.filter(neighbour__forgotten_at__isnull=True).select_related("neighbour__person")
    return WishPage(
        wish=wish,
        tags=tags,
        needed=[(e, _both(e, names)) for e in needs.distinct().prefetch_related("tags")[:MOST]],
        offered=[(e, _both(e, names)) for e in others.distinct().prefetch_related("tags")[:MOST]],
    )


def wished_tags(opportunity: Opportunity, neighbour: UUID) -> str:
    """By which of its tags somebody would like what is needed, in words; three queries."""
    synonyms = {word: tag.name for word, tag in tags_by_word().items()}
    words = " ".join(_open().filter(neighbour=neighbour).values_list("words", flat=True))
    needed = {tag.name for tag in opportunity.tags.all()}
    return ", ".join(sorted(needed.intersection(found_in(words, synonyms))))


def _open() -> QuerySet[Wish]:
    return Wish.objects.filter(
        ended_at__isnull=True, came_true_at__isnull=True, neighbour__forgotten_at__isnull=True
    ).exclude(words="")


def _both(each: Opportunity | Gift, names: Collection[str]) -> str:
    return ", ".join(tag.name for tag in each.tags.all() if tag.name in names)
