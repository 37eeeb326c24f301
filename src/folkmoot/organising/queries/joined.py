"""Which notes may be of one person; two of them side by side; what goes back when they part."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count

from folkmoot.organising.analysis.connectors import roots_of
from folkmoot.organising.analysis.duplicates import Pair, pairs_among, why_alike
from folkmoot.organising.models import (
    BROUGHT_KINDS,
    Ask,
    Gift,
    Joined,
    NamedPerson,
    Neighbour,
    Party,
    Speaker,
    Step,
    Wish,
)
from folkmoot.organising.rules import matched, why_not_join_neighbours, why_not_names
from folkmoot.people.models import Consent, Person, Through
from folkmoot.people.queries import card_of, consents_of, joinings_of, standing_of, told_apart
from folkmoot.people.rules import WORDS, facts_of_both, strictness, why_not_join, why_not_part
from folkmoot.places.models import Place

MOST_PAIRS = 40
IN_WORDS = {  # the kinds of rows that are brought over: one, several
    "speaker": "conversation their name stands with,conversations their name stands with",
    "gift": "thing they offer,things they offer",
    "wish": "wish,wishes",
    "ask": "time they were asked to help,times they were asked to help",
    "step": "thing they did next,things they did next",
}


@dataclass(frozen=True, slots=True)
class Duplicates:
    """The likeliest pairs of a place, and how many there are."""

    pairs: list[Pair]
    n_pairs: int


@dataclass(frozen=True, slots=True)
class Answered:
    """One question, what each note has for an answer, and the answer that would hold."""

    question: str
    kept: Consent | None
    other: Consent | None
    holds: Consent


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two notes side by side: what stays, what moves, what is to be chosen, what forbids it."""

    kept: Neighbour
    other: Neighbour
    alike: Pair | None
    facts: dict[str, tuple[str, ...]]
    moves: list[tuple[str, int]]
    stays: list[str]
    answers: list[Answered]
    n_cards: int
    names: tuple[NamedPerson, NamedPerson] | None
    said_two: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class Parting:
    """What goes back when two notes are taken apart, and what stays."""

    joined: Joined
    moves: list[tuple[str, int]]
    back: list[tuple[str, str]] = field(default_factory=list)  # a fact, and what it becomes again
    stays: list[str] = field(default_factory=list)
    why_not: str = ""


def duplicates_in(place: Place) -> Duplicates:
    """Pairs of notes in one place that may be of one person; two queries for any number."""
    rows = Neighbour.objects.known().filter(place=place)
    here = rows.select_related("person", "street").order_by()
    pairs = pairs_among(here, told_apart(rows.order_by().values("person")))
    return Duplicates(pairs[:MOST_PAIRS], len(pairs))


def side_by_side(kept: Neighbour, other: Neighbour, *, at: datetime) -> SideBySide:
    """Everything somebody should see before they make one of two notes."""
    answers = [standing_of(consents_of(each.person), at) for each in (kept, other)]
    facts = facts_of_both(kept.person, other.person)
    any_of_them = {fact: could[0] for fact, could in facts.items()}
    pair = Person.objects.filter(pk__in=[kept.person_id, other.person_id]).values("pk")
    return SideBySide(
        kept=kept,
        other=other,
        alike=why_alike(kept, other),
        facts=facts,
        moves=_moves(other, kept),
        stays=_stays(other, kept),
        answers=_answered(*answers),
        n_cards=sum(card_of(each.person, at) is not None for each in (kept, other)),
        names=names_of_both(kept, other),
        said_two=frozenset({kept.person_id, other.person_id}) in told_apart(pair),
        why_not=why_not_join_neighbours(kept, other)
        or why_not_join(kept.person, other.person, any_of_them)
        or why_not_names(*answers),
    )


def _moves(other: Neighbour, kept: Neighbour) -> list[tuple[str, int]]:
    """How many rows of each sort would be brought over."""
    spoke = Speaker.objects.filter(neighbour=kept).values("conversation")
    asked = Ask.objects.filter(neighbour=kept).values("opportunity")
    speaks = Speaker.objects.filter(neighbour=other).exclude(conversation__in=spoke)
    asks = Ask.objects.filter(neighbour=other).exclude(opportunity__in=asked)
    counts = {
        "speaker": speaks.count(),
        "gift": Gift.objects.filter(neighbour=other).count(),
        "wish": Wish.objects.filter(neighbour=other).count(),
        "ask": asks.count(),
        "step": Step.objects.filter(neighbour=other).count(),
    }
    return _told(counts)


def _stays(other: Neighbour, kept: Neighbour) -> list[str]:
    """What both have already, so that it stays with the note it is on."""
    asked = Ask.objects.filter(neighbour=kept).values("opportunity")
    twice = Ask.objects.filter(neighbour=other, opportunity__in=asked)
    found = [
        f"Both were asked for “{each.opportunity.title}”: both answers stay, and count as two."
        for each in twice.select_related("opportunity")
    ]
    spoke = Speaker.objects.filter(neighbour=kept).values("conversation")
    both = Speaker.objects.filter(neighbour=other, conversation__in=spoke).count()
    found += ["Both names stand with one conversation; they stay there."] if both else []
    agreed = Party.objects.filter(neighbour=other).exists()
    return found + (["Agreements stay under the name they were made in."] if agreed else [])


def _answered(kept: list[Consent], other: list[Consent]) -> list[Answered]:
    ours = {(each.purpose, each.through): each for each in kept}
    theirs = {(each.purpose, each.through): each for each in other}
    return [
        _one_answer(ours.get(question), theirs.get(question))
        for question in dict.fromkeys([*ours, *theirs])
    ]


def _one_answer(kept: Consent | None, other: Consent | None) -> Answered:
    given = [each for each in (kept, other) if each is not None]
    holds = max(given, key=lambda each: (strictness(each), each.asked_at))
    way = "" if holds.through == Through.NONE else f", {holds.get_through_display().lower()}"
    return Answered(f"{holds.get_purpose_display()}{way}", kept, other, holds)


def names_of_both(kept: Neighbour, other: Neighbour) -> tuple[NamedPerson, NamedPerson] | None:
    """Two names in the list of who connects people that are these two names, if they are two."""
    wanted = [matched(each.name) for each in (kept, other)]
    rows = list(NamedPerson.objects.filter(place=kept.place_id))
    by_name = {each.matched: each for each in rows}
    if wanted[0] == wanted[1] or not all(each in by_name for each in wanted):
        return None
    stays, goes = (by_name[each] for each in wanted)
    roots = roots_of({each.pk: each.same_as_id for each in rows})
    together = roots[stays.pk] == roots[goes.pk] or goes.same_as_id is not None
    return None if together else (stays, goes)


def joined_with(neighbour: Neighbour) -> list[Joined]:
    """The notes that were made one with this one, the newest first; one query."""
    rows = Joined.objects.filter(kept=neighbour, joining__parted_at__isnull=True)
    return list(rows.select_related("joining__joined_by", "other__person", "other__street"))


def parting_of(joined: Joined) -> Parting:
    """What would go back, and what would stay, if they were taken apart now."""
    joining, person = joined.joining, joined.kept.person
    newest = joinings_of(person).first()
    later = None if newest is None or newest.pk == joining.pk else newest
    still = [fact for fact, value in joining.after.items() if getattr(person, fact) == value]
    back = [(WORDS[fact], _shown(fact, joining.before[fact])) for fact in still]
    here, there = joined.street_after_id, joined.street_before_id
    if here != there and joined.kept.street_id == here:
        back.append(("street", joined.street_before.name if joined.street_before else ""))
    changed = len(joining.after) - len(back)
    since = ["What was put right since then stays as it is now."] if changed else []
    counts = joined.brought.aggregate(**{each: Count(each) for each in BROUGHT_KINDS})
    joining.kept = person
    return Parting(
        joined=joined,
        moves=_told(counts),
        back=back,
        stays=[*since, *_came_since(joined)],
        why_not=why_not_part(joining, later),
    )


def _shown(fact: str, value: str) -> str:
    """A fact as people read it."""
    if fact != "reach_by":
        return value
    return str(dict(Person._meta.get_field("reach_by").flatchoices)[value])


def _told(counts: dict[str, int]) -> list[tuple[str, int]]:
    return [(IN_WORDS[kind], number) for kind, number in counts.items() if number]


def _came_since(joined: Joined) -> Iterable[str]:
    """What was noted after they were made one: it stays with the note that stands now."""
    since, kept = joined.joining.joined_at, joined.kept
    came = (
        Gift.objects.filter(neighbour=kept, heard_at__gt=since).count()
        + Wish.objects.filter(neighbour=kept, heard_at__gt=since).count()
        + Ask.objects.filter(neighbour=kept, asked_at__gt=since).count()
        + Step.objects.filter(neighbour=kept, noted_at__gt=since).count()
        + Consent.objects.filter(person=kept.person_id, noted_at__gt=since).count()
    )
    told = f"{came:,} {'was' if came == 1 else 'were'} noted since then"
    stays = f"and stay with {kept.person.name}: what they offer, wish, were asked and answered."
    return [f"{told}, {stays}"] if came else []
