"""What people would like to do or learn: what there is for it, and who could show them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

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
from folkmoot.organising.rules.gifts import why_not_ask_for
from folkmoot.people.models import Account, Purpose
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
    why_not: str = ""


def tags_by_word() -> dict[str, Tag]:
    """Every tag in use, by each of its words; one query."""
    rows = TagWord.objects.filter(tag__ended_at__isnull=True).select_related("tag")
    return {row.word: row.tag for row in rows}


def wishing_for(
    opportunity: Opportunity, but: Collection[UUID], *, by: Account | None, at: datetime
) -> list[Wishing]:
    """Those who would like what is needed, and whom `by` may ask about it now; four queries.

    `but` are neighbours who are asked or suggested already.
    """
    if opportunity.stage != OpportunityStage.OPEN:
        return []
    lately = Ask.objects.filter(asked_at__gt=at - REST, asked_at__lte=at).values("neighbour")
    rows = open_to(by).filter(neighbour__place=opportunity.place_id)
    rested = rows.exclude(neighbour__in=list(but)).exclude(neighbour__in=lately)
    wishes = list(rested.select_related("neighbour__person"))
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


def wish_page(wish: Wish, *, by: Account | None) -> WishPage:
    """What there is for a wish; five queries, however much is needed and offered.

    Where they said that `by` is not to ask them about it, nothing is looked for.
    """
    if why_not := why_not_ask_for(wish, by):
        return WishPage(wish, [], [], [], why_not)
    tags, place = tags_wished(wish), wish.neighbour.place_id
    names = [tag.name for tag in tags]
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


def wish_for(
    opportunity: Opportunity, neighbour: UUID, *, by: Account | None
) -> tuple[Wish | None, str]:
    """The wish of somebody that fits what is needed best, and by which tags; three queries.

    One about which `by` may ask comes first. Where there is none, the rule tells them so.
    """
    synonyms = {word: tag.name for word, tag in tags_by_word().items()}
    needed = {tag.name for tag in opportunity.tags.all()}
    best: Wish | None = None
    tags: set[str] = set()
    first = (False, 0)
    for each in open_wishes().filter(neighbour=neighbour).select_related("heard_by"):
        shared = needed.intersection(found_in(each.words, synonyms))
        fits = (bool(shared) and not why_not_ask_for(each, by), len(shared))
        if fits > first:
            first, best, tags = fits, each, shared
    return best, ", ".join(sorted(tags))


def tags_wished(wish: Wish) -> list[Tag]:
    """The tags that the words of a wish ask for; one query."""
    by_word = tags_by_word()
    by_name = {tag.name: tag for tag in by_word.values()}
    return [by_name[n] for n in found_in(wish.words, {w: t.name for w, t in by_word.items()})]


def open_to(by: Account | None) -> QuerySet[Wish]:
    """Wishes about which somebody of the team may ask, as those who wish them said."""
    mine = Q(may_ask=MayAsk.HEARD, heard_by=by) if by else Q(pk__in=[])
    return open_wishes().filter(Q(may_ask__in=(MayAsk.TEAM, MayAsk.PLACE)) | mine)


def open_wishes() -> QuerySet[Wish]:
    """Wishes that have not come true, of people who are known."""
    return Wish.objects.filter(
        ended_at__isnull=True, came_true_at__isnull=True, neighbour__forgotten_at__isnull=True
    ).exclude(words="")


def _both(each: Opportunity | Gift, names: Collection[str]) -> str:
    return ", ".join(tag.name for tag in each.tags.all() if tag.name in names)
