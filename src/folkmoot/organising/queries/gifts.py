"""What people offer, what is needed, whom one might ask, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from folkmoot.organising import rules
from folkmoot.organising.analysis.matching import Suggested, found_in, suggested
from folkmoot.organising.models import (
    GOING,
    Ask,
    Conversation,
    Gift,
    MayAsk,
    Neighbour,
    Opportunity,
    OpportunityStage,
    Tag,
    Wish,
)
from folkmoot.organising.queries.ways import ways_of, why_not_at_all
from folkmoot.organising.queries.wishes import Wishing, tags_by_word, wish_for, wishing_for
from folkmoot.people.models import Account, Purpose
from folkmoot.people.queries import consents_standing
from folkmoot.places.models import Place


@dataclass(frozen=True, slots=True)
class Giving:
    """What one person offers, wishes for, and was asked."""

    gifts: list[Gift]
    wishes: list[Wish]
    asks: list[Ask]


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Somebody to ask, and the ways in which they said they may be."""

    suggested: Suggested
    ways: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asking:
    """Something that needs people: who was asked, whom to ask next, who waits and why."""

    opportunity: Opportunity
    tags: list[Tag]
    asks: list[Ask]
    to_ask: list[ToAsk]
    waiting: list[Suggested]
    wishing: list[Wishing]
    n_going: int


def tags_offered() -> list[Tag]:
    """Every tag one can choose, under its heading; one query."""
    return list(Tag.objects.filter(ended_at__isnull=True))


def vocabulary() -> list[Tag]:
    """Every tag with its words, the ended ones too; two queries."""
    counted = Tag.objects.annotate(n_gifts=Count("gifts", filter=Q(gifts__ended_at__isnull=True)))
    return list(counted.prefetch_related("words"))


def tags_found(words: str) -> list[Tag]:
    """Tags that somebody's own words ask for; one query. A person says whether they fit."""
    known = tags_by_word()
    by_name = {tag.name: tag for tag in known.values()}
    found = found_in(words, {word: tag.name for word, tag in known.items()})
    return [by_name[name] for name in found]


def giving_of(neighbour: Neighbour) -> Giving:
    """What somebody offers, wishes, and was asked; four queries."""
    gifts = Gift.objects.standing().filter(neighbour=neighbour).prefetch_related("tags")
    asks = Ask.objects.filter(neighbour=neighbour).select_related("opportunity__place", "asked_by")
    return Giving(
        gifts=list(gifts),
        wishes=list(Wish.objects.filter(neighbour=neighbour, ended_at__isnull=True)),
        asks=list(asks),
    )


def opportunities_of(place: Place) -> QuerySet[Opportunity]:
    """What is and was needed, urgent first, then what is open; with how many are going."""
    going = Count("asks", filter=Q(asks__stage__in=GOING))
    rows = Opportunity.objects.filter(place=place).annotate(n_going=going)
    found: QuerySet[Opportunity] = rows.prefetch_related("tags")
    return found.order_by("ended_at", "-urgent_at", "-opened_at")


def asking_of(opportunity: Opportunity, *, by: Account | None = None, at: datetime) -> Asking:
    """Whom to ask for something, with the reason; the same queries however many are known."""
    asks = list(
        Ask.objects.filter(opportunity=opportunity).select_related(
            "neighbour__person", "neighbour__place", "asked_by"
        )
    )
    done = {each.neighbour_id for each in asks}
    first, waiting, ways = _suggestions(opportunity, done, by, at)
    done |= {each.gift.neighbour_id for each in (*first, *waiting)}
    return Asking(
        opportunity=opportunity,
        tags=list(opportunity.tags.all()),
        asks=asks,
        to_ask=[ToAsk(each, ways[each.gift.neighbour_id]) for each in first],
        waiting=waiting,
        wishing=wishing_for(opportunity, done, by=by, at=at),
        n_going=sum(each.stage in GOING for each in asks),
    )


def tags_in_common(opportunity: Opportunity, neighbour: Neighbour) -> str:
    """By which of its tags somebody offers what is needed, in words; one query."""
    offered = Gift.objects.standing().filter(neighbour=neighbour)
    both = Tag.objects.filter(opportunities=opportunity, gifts__in=offered).distinct()
    return ", ".join(tag.name for tag in both)


def reason_for(opportunity: Opportunity, neighbour: Neighbour, *, by: Account | None) -> str:
    """Why somebody is asked: what they offer, else what they would like; four queries at most."""
    if both := tags_in_common(opportunity, neighbour):
        return both
    _, wished = wish_for(opportunity, neighbour.pk, by=by)
    return f"would like: {wished}" if wished else ""


def what_fits(
    opportunity: Opportunity, neighbour: Neighbour, *, by: Account | None
) -> Gift | Wish | None:
    """What somebody offers that speaks for asking them, else what they would like."""
    return gift_for(opportunity, neighbour) or wish_for(opportunity, neighbour.pk, by=by)[0]


def gift_for(opportunity: Opportunity, neighbour: Neighbour) -> Gift | None:
    """What somebody offers that speaks most for asking them; one query."""
    both = Count("tags", filter=Q(tags__opportunities=opportunity))
    offered = Gift.objects.standing().filter(neighbour=neighbour).annotate(n_both=both)
    open_to = offered.filter(n_both__gt=0).select_related("heard_by")
    found: Gift | None = open_to.order_by("-n_both", "-heard_at").first()
    return found


def said_by(neighbour: Neighbour) -> list[Conversation]:
    """The conversations their name stands with, by their own yes, the newest first; one query."""
    theirs = Conversation.objects.readable().filter(speakers__neighbour=neighbour)
    return list(theirs.select_related("street", "place").order_by("-said_at"))


def _suggestions(
    opportunity: Opportunity, asked: set[UUID], by: Account | None, at: datetime
) -> tuple[list[Suggested], list[Suggested], dict[UUID, list[tuple[str, str]]]]:
    """Those who fit and have not been asked for this, while people are looked for."""
    if opportunity.stage != OpportunityStage.OPEN:
        return [], [], {}
    gifts = _gifts_for(opportunity, asked)
    people = {each.neighbour_id: each.neighbour.person for each in gifts}
    yes = consents_standing([p.pk for p in people.values()], purpose=Purpose.ASK, at=at)
    ways = {key: ways_of(person, yes.get(person.pk, {})) for key, person in people.items()}
    why_not = {
        key: "" if ways[key] else why_not_at_all(person, yes.get(person.pk, {}))
        for key, person in people.items()
    }
    why_not |= {
        each.neighbour_id: why for each in gifts if (why := rules.why_not_ask_for(each, by))
    }
    before = Ask.objects.filter(neighbour__in=people, asked_at__lte=at)
    first, waiting = suggested(opportunity, gifts, before, why_not, at=at)
    return first, waiting, ways


def _gifts_for(opportunity: Opportunity, asked: Iterable[UUID]) -> list[Gift]:
    here = Gift.objects.standing().filter(neighbour__place=opportunity.place_id)
    open_to = here.exclude(may_ask=MayAsk.NOBODY).exclude(neighbour__in=list(asked))
    known = open_to.filter(neighbour__forgotten_at__isnull=True)
    return list(known.select_related("neighbour__person", "heard_by").prefetch_related("tags"))
