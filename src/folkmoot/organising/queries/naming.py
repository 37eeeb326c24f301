"""Who connects people: ranked by how many different streets name them, never by who named them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from folkmoot.organising.analysis.connectors import Standing, Tie, alike, roots_of, standings
from folkmoot.organising.models import NAMING_ASKS, QUESTIONS, Conversation, NamedPerson, Naming
from folkmoot.organising.queries.notes import and_before
from folkmoot.places.models import Place

MOST = 50  # on the page; the rest are named by very few


@dataclass(frozen=True, slots=True)
class Ranked:
    """Somebody named, and from how many streets."""

    person: NamedPerson
    n_streets: int
    n_heard: int


@dataclass(frozen=True, slots=True)
class Answered:
    """What those heard answered to one of the two questions."""

    asks: str
    words: str
    n_heard: int
    n_nobody: int
    ranked: list[Ranked]
    n_named: int

    @property
    def nobody_percent(self) -> float | None:
        """Of those who were asked, how many could name nobody; 0 to 100."""
        return 100 * self.n_nobody / self.n_heard if self.n_heard else None


@dataclass(frozen=True, slots=True)
class NamedPage:
    """One person who was named, for the team."""

    person: NamedPerson
    stands: list[tuple[str, Standing | None, int]]  # question, standing, how many were asked
    same: list[NamedPerson]  # names that are taken for this one
    perhaps: list[NamedPerson]
    others: list[NamedPerson]
    kept_until: date | None


def connectors(place: Place) -> list[Answered]:
    """Both questions, those named most widely first; three queries for any number."""
    people = {each.pk: each for each in NamedPerson.objects.filter(place=place)}
    roots = roots_of({key: each.same_as_id for key, each in people.items()})
    counts = _counts(place)
    by_question = _ties(place)
    found = []
    for asks in NAMING_ASKS:
        stood = standings(by_question.get(asks, []), roots)
        ranked = [Ranked(people[one.person], one.n_streets, one.n_heard) for one in stood]
        ranked.sort(key=lambda one: (-one.n_streets, -one.n_heard, one.person.matched))
        n_heard, n_nobody = counts.get(asks, (0, 0))
        found.append(Answered(asks, QUESTIONS[asks], n_heard, n_nobody, ranked[:MOST], len(ranked)))
    return found


def named_page(person: NamedPerson) -> NamedPage:
    """How they stand, and whom they may be the same as; four queries."""
    rows = list(NamedPerson.objects.filter(place=person.place_id))
    people = {each.pk: each for each in rows}
    roots = roots_of({each.pk: each.same_as_id for each in rows})
    counts, by_question = _counts(person.place), _ties(person.place)
    mine = roots[person.pk]
    stands = []
    for asks in NAMING_ASKS:
        stood = standings(by_question.get(asks, []), roots)
        own = next((one for one in stood if one.person == mine), None)
        stands.append((QUESTIONS[asks], own, counts.get(asks, (0, 0))[0]))
    same = [each for each in rows if roots[each.pk] == mine and each.pk != mine]
    free = [each for each in rows if each.same_as_id is None and each.pk != mine]
    close = alike(person.matched, [(each.pk, each.matched) for each in free])
    keys = [key for key, root in roots.items() if root == mine]
    last = Naming.objects.filter(people__in=keys).order_by("-gone_date").first()
    return NamedPage(
        person=person,
        stands=stands,
        same=same,
        perhaps=[people[key] for key in close],
        others=[each for each in free if each.pk not in close],
        kept_until=last.gone_date if last else None,
    )


def names_in(conversation: Conversation) -> list[Naming]:
    """Whom they named in this conversation, also in the notes it puts right."""
    found = Naming.objects.filter(conversation__in=and_before(conversation))
    return list(found.prefetch_related("people").order_by("asks"))


def _ties(place: Place) -> dict[str, list[Tie]]:
    rows = (
        Naming.people.through.objects.filter(naming__place=place)
        .order_by()
        .values_list("naming__asks", "naming_id", "naming__conversation__street", "namedperson_id")
    )
    ties: dict[str, list[Tie]] = {}
    for asks, naming, street, person in rows:
        ties.setdefault(asks, []).append(Tie(naming, street, person))
    return ties


def _counts(place: Place) -> dict[str, tuple[int, int]]:
    rows = Naming.objects.filter(place=place).order_by().values("asks")
    counted = rows.annotate(n=Count("pk"), nobody=Count("pk", filter=Q(is_nobody=True)))
    return {each["asks"]: (each["n"], each["nobody"]) for each in counted}


def person_named(place: Place, key: object) -> NamedPerson | None:
    """Somebody named in a place, by key; None for anything else."""
    try:
        return NamedPerson.objects.filter(place=place, pk=UUID(str(key))).first()
    except ValueError:
        return None
