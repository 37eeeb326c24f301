"""Which notes of people were joined, and which were told apart."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from folkmoot.people.models import Joining, Person, TwoPeople


def notes_of(person: Person) -> list[Person]:
    """The notes joined with somebody's own, the newest first; one query."""
    return list(Person.objects.filter(same_as=person).order_by("-same_since_at", "-pk"))


def joinings_of(person: Person) -> QuerySet[Joining]:
    """What holds of somebody, the newest first: only that one can be taken apart now."""
    held = Joining.objects.filter(kept=person, parted_at__isnull=True)
    return held.select_related("kept", "other", "joined_by")


def told_apart(persons: QuerySet[Any]) -> set[frozenset[UUID]]:
    """Pairs of these persons whom somebody knows to be two, under any note of theirs; one query.

    `persons` is a query for keys. Each pair holds the notes that stand for them now.
    """
    rows = TwoPeople.objects.filter(_either("one", persons), _either("other", persons))
    pairs = rows.values_list("one", "one__same_as", "other", "other__same_as")
    return {frozenset({a_root or a, b_root or b}) for a, a_root, b, b_root in pairs}


def _either(which: str, persons: QuerySet[Any]) -> Q:
    return Q(**{f"{which}__in": persons}) | Q(**{f"{which}__same_as__in": persons})
