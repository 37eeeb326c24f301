"""What people have said yes and no to."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from folkmoot.people.models import Consent, Person
from folkmoot.people.rules import answer_that_holds


def consents_of(person: Person) -> list[Consent]:
    """Every answer of one person, newest first; one query."""
    rows = Consent.objects.of(person).select_related("organisation", "noted_by", "person")
    return list(rows)


def standing_of(consents: Iterable[Consent], at: datetime) -> list[Consent]:
    """The answer that holds to each question, of one person's answers given newest first."""
    asked: dict[tuple[str, str], list[Consent]] = {}
    for each in consents:
        if each.asked_at <= at:
            asked.setdefault((each.purpose, each.through), []).append(each)
    found = (answer_that_holds(answers) for answers in asked.values())
    return [each for each in found if each is not None]


def answer_to(person: Person, *, purpose: str, through: str, at: datetime) -> Consent | None:
    """The answer of one person that holds to one question; one query."""
    rows = Consent.objects.of(person).filter(purpose=purpose, through=through, asked_at__lte=at)
    return answer_that_holds(list(rows.newest_first().select_related("person")))


def consents_standing(
    persons: Collection[UUID], *, purpose: str, at: datetime
) -> dict[UUID, dict[str, Consent]]:
    """For each person, the answer that holds to one purpose, by channel; one query for all."""
    asked: dict[UUID, dict[str, list[Consent]]] = defaultdict(lambda: defaultdict(list))
    theirs = Q(person__in=persons) | Q(person__same_as__in=persons)
    rows = Consent.objects.filter(theirs, purpose=purpose, asked_at__lte=at)
    for each in rows.newest_first().select_related("person", "organisation"):
        asked[each.person.same_as_id or each.person_id][each.through].append(each)
    return {key: _holding(by_way) for key, by_way in asked.items()}


def _holding(by_way: dict[str, list[Consent]]) -> dict[str, Consent]:
    found = {way: answer_that_holds(answers) for way, answers in by_way.items()}
    return {way: answer for way, answer in found.items() if answer is not None}
