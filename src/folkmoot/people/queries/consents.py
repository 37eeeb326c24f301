"""What people have said yes and no to."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from folkmoot.people.models import Consent, Person


def consents_of(person: Person) -> list[Consent]:
    """Every answer of one person, newest first; one query."""
    return list(Consent.objects.filter(person=person).select_related("organisation", "noted_by"))


def standing_of(consents: Iterable[Consent], at: datetime) -> list[Consent]:
    """The answer that holds to each question, of one person's answers given newest first."""
    held: dict[tuple[str, str], Consent] = {}
    for each in consents:
        if each.asked_at <= at:
            held.setdefault((each.purpose, each.through), each)
    return list(held.values())


def consents_standing(
    persons: Collection[UUID], *, purpose: str, at: datetime
) -> dict[UUID, dict[str, Consent]]:
    """For each person, the answer that holds to one purpose, by channel; one query for all."""
    found: dict[UUID, dict[str, Consent]] = defaultdict(dict)
    rows = Consent.objects.filter(person__in=persons, purpose=purpose, asked_at__lte=at)
    for each in rows.newest_first():
        found[each.person_id].setdefault(each.through, each)
    return dict(found)
