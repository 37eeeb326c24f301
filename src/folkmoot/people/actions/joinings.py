"""Joining two persons found to be one, and taking them apart. Rooms above bring their own rows."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from folkmoot.kernel.personal import forget
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people import rules
from folkmoot.people.models import Account, Joining, Person, TwoPeople


@transaction.atomic
def join_persons(
    *, kept: Person, other: Person, chosen: Mapping[str, str], by: Account | None, at: datetime
) -> Joining:
    """Make two persons one. `chosen` holds, for each fact, the one of the two that is kept.

    The row of `other` stays as it is; what they answered is read with what `kept` answered, and
    the stricter answer holds until they are asked again. A room above calls this from an action
    of its own, in one transaction with bringing over the rows that it keeps.
    """
    both = _locked(kept.pk, other.pk)
    kept, other = both[kept.pk], both[other.pk]
    refuse(rules.why_not_join(kept, other, chosen))
    changed = {fact: chosen[fact] for fact in rules.FACTS if getattr(kept, fact) != chosen[fact]}
    joining = Joining.objects.create(
        kept=kept,
        other=other,
        before={fact: getattr(kept, fact) for fact in changed},
        after=changed,
        joined_at=at,
        joined_by=by,
    )
    _write(kept, changed)
    Person.objects.filter(same_as=other).update(same_as=kept)
    other.same_as, other.same_since_at = kept, at
    other.save(update_fields=["same_as", "same_since_at"])
    record("persons_joined", about=kept, by=by, at=at, other=str(other.pk))
    return joining


@transaction.atomic
def part_persons(*, joining: Joining, by: Account | None, at: datetime) -> Joining:
    """Take two persons apart: each is again as it was before they were joined.

    A fact that somebody put right since stays as they put it. Answers given since stay with the
    one to whom they were noted.
    """
    both = _locked(joining.kept_id, joining.other_id)
    kept, other = both[joining.kept_id], both[joining.other_id]
    joining = Joining.objects.select_for_update(of=("self",)).get(pk=joining.pk)
    joining.kept, joining.other = kept, other
    refuse(rules.why_not_part(joining, _later(joining)))
    still = {f: v for f, v in joining.after.items() if getattr(kept, f) == v}
    _write(kept, {fact: joining.before[fact] for fact in still})
    other.same_as, other.same_since_at = None, None
    other.save(update_fields=["same_as", "same_since_at"])
    Person.objects.filter(pk__in=_with(other)).update(same_as=other)
    joining.parted_at, joining.parted_by = at, by
    joining.before, joining.after = {}, {}  # nothing of the one is kept with the other
    joining.save(update_fields=["parted_at", "parted_by", "before", "after"])
    record("persons_parted", about=kept, by=by, at=at, other=str(other.pk))
    return joining


@transaction.atomic
def tell_apart(*, one: Person, other: Person, by: Account | None, at: datetime) -> TwoPeople:
    """Somebody knows that these are two people: they are never suggested again."""
    both = _locked(one.pk, other.pk)
    refuse(rules.why_not_two(both[one.pk], both[other.pk]))
    first, second = sorted((one.pk, other.pk))
    two, made = TwoPeople.objects.get_or_create(
        one_id=first, other_id=second, defaults={"said_at": at, "said_by": by}
    )
    if made:
        record("persons_told_apart", about=one, by=by, at=at, other=str(other.pk))
    return two


@transaction.atomic
def forget_person(*, person: Person, by: Account | None, at: datetime) -> list[Person]:
    """Forget who somebody is, under every note that was joined into one; which they were."""
    rows = Person.objects.select_for_update(of=("self",)).of(person).order_by("pk")
    notes = list(rows)
    for each in notes:
        each.reach_by = rules.NOBODY
        each.save(update_fields=["reach_by"])
        forget(each)
    for joining in Joining.objects.filter(kept__in=notes):
        forget(joining)
    record("person_forgotten", about=person, by=by, at=at, notes=len(notes))
    return notes


def _write(person: Person, facts: Mapping[str, str]) -> None:
    for fact, value in facts.items():
        setattr(person, fact, value)
    if facts:
        person.save(update_fields=list(facts))


def _locked(*keys: UUID) -> dict[UUID, Person]:
    rows = Person.objects.select_for_update(of=("self",)).order_by("pk")
    return {each.pk: each for each in rows.filter(pk__in=keys)}


def _later(joining: Joining) -> Joining | None:
    """The newest that still holds with the same one, if it is another."""
    newest = Joining.objects.filter(kept=joining.kept_id, parted_at__isnull=True).first()
    return None if newest is None or newest.pk == joining.pk else newest


def _with(other: Person) -> set[UUID]:
    """Everybody who had been joined with this one before, and with those in turn."""
    held = Joining.objects.filter(parted_at__isnull=True)
    found: set[UUID] = set()
    ahead = {other.pk}
    while ahead:
        ahead = set(held.filter(kept__in=ahead).values_list("other", flat=True))
        found |= ahead
    return found
