"""Names of people who connect others: written down, taken for one, taken apart, forgotten."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.kernel.sweeping import sweep_after_commit
from folkmoot.organising import rules
from folkmoot.organising.analysis.connectors import roots_of
from folkmoot.organising.models import Conversation, NamedPerson, Naming
from folkmoot.organising.queries import and_before
from folkmoot.people.models import Account
from folkmoot.places.models import Place

A_BATCH = 500


@transaction.atomic
def name_people(
    *,
    conversation: Conversation,
    named: Mapping[str, tuple[Sequence[str], bool]],
    by: Account | None,
    at: datetime,
) -> list[Naming]:
    """Keep whom they named when asked, in place of what was kept before for the same questions.

    `named` holds, for each question, the names and whether they could name nobody. Neither of
    the two: it was not asked, and nothing is kept.
    """
    place = Place.objects.select_for_update(no_key=True).get(pk=conversation.place_id)
    kept = []
    for asks, (names, is_nobody) in named.items():
        once = _once(names)
        refuse(rules.why_not_name_people(conversation, once, is_nobody=is_nobody))
        _drop(and_before(conversation), asks=asks)
        if once or is_nobody:
            naming = Naming.objects.create(
                place=place,
                conversation=conversation,
                asks=asks,
                is_nobody=is_nobody,
                noted_at=at,
                noted_by=by,
                gone_date=localdate(at) + rules.NAMES_LAST,
            )
            ties = Naming.people.through
            ties.objects.bulk_create(
                ties(naming=naming, namedperson=each) for each in _people(place, once, at=at)
            )
            kept.append(naming)
    _forget_unnamed(place)
    record("people_named", about=conversation, by=by, at=at, questions=len(kept))
    return kept


def _once(names: Sequence[str]) -> list[str]:
    """Each name once, as it was first written."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(rules.matched(name), name.strip())
    return list(first.values())


def _people(place: Place, names: Sequence[str], *, at: datetime) -> list[NamedPerson]:
    """Those of these names, new ones as placeholders."""
    wanted = {rules.matched(name): name for name in names}
    there = list(NamedPerson.objects.filter(place=place, matched__in=wanted))
    new = wanted.keys() - {each.matched for each in there}
    return there + NamedPerson.objects.bulk_create(
        NamedPerson(place=place, matched=key, name=wanted[key], first_named_at=at)
        for key in sorted(new)
    )


def drop_namings(conversation: Conversation) -> None:
    """With the words of a note go the names in it; part of an action that takes those out."""
    _drop(and_before(conversation))
    _forget_unnamed(conversation.place)


def _drop(notes: Sequence[Conversation], **which: str) -> None:
    if Naming.objects.filter(conversation__in=notes, **which).delete()[0]:
        sweep_after_commit([Naming, Naming.people.through, NamedPerson])


def _forget_unnamed(place: Place) -> None:
    """A name that nothing holds any more is not kept: nor one that was taken for it."""
    while NamedPerson.objects.filter(
        place=place, namings__isnull=True, also_named__isnull=True
    ).delete()[0]:
        pass


@transaction.atomic
def take_for_one(
    *, person: NamedPerson, same_as: NamedPerson, by: Account, at: datetime
) -> NamedPerson:
    """A human says that two names are one person's. Both stay as they were written down."""
    locked = _locked(person)
    refuse(rules.why_not_same(locked, same_as))
    root = _root(same_as)
    refuse("That name is taken for this one already." if root.pk == locked.pk else "")
    locked.same_as = root
    locked.save(update_fields=["same_as"])
    record("names_taken_for_one", about=locked, by=by, at=at, same_as=str(root.pk))
    return root


@transaction.atomic
def take_apart(*, person: NamedPerson, by: Account, at: datetime) -> NamedPerson:
    """Undo it: the two are two people again, each with whoever named them."""
    locked = _locked(person)
    refuse(rules.why_not_apart(locked))
    locked.same_as = None
    locked.save(update_fields=["same_as"])
    record("names_taken_apart", about=locked, by=by, at=at)
    return locked


@transaction.atomic
def meet_named_person(
    *, person: NamedPerson, met_date: date | None, by: Account, at: datetime
) -> NamedPerson:
    """The team has met them; or, without a day, has not after all."""
    locked = _locked(person)
    refuse(
        "That day is still to come." if met_date is not None and met_date > localdate(at) else ""
    )
    locked.met_date = met_date
    locked.save(update_fields=["met_date"])
    record("named_person_met", about=locked, by=by, at=at, met=bool(met_date))
    return locked


@transaction.atomic
def forget_named_person(*, person: NamedPerson, by: Account | None, at: datetime) -> int:
    """They asked, or it was no name: it goes with all ties to it, under each name taken for theirs.

    That somebody was heard and named people stays in the counts.
    """
    place = Place.objects.select_for_update(no_key=True).get(pk=person.place_id)
    rows = NamedPerson.objects.filter(place=place)
    roots = roots_of(dict(rows.values_list("pk", "same_as")))
    keys = [key for key, root in roots.items() if root == roots[person.pk]]
    record("named_person_forgotten", about=place, by=by, at=at, number=len(keys))
    NamedPerson.objects.filter(pk__in=keys).delete()
    sweep_after_commit([NamedPerson, Naming.people.through])
    return len(keys)


@transaction.atomic
def forget_namings(*, by: Account | None, at: datetime) -> int:
    """Remove what is older than twelve months, and people whom nobody has named since."""
    old = list(
        Naming.objects.filter(gone_date__lte=localdate(at))
        .select_related("place")
        .order_by("gone_date")[:A_BATCH]
    )
    places = {each.place for each in old}
    for place in places:
        number = sum(each.place_id == place.pk for each in old)
        record("namings_expired", about=place, by=by, at=at, number=number)
    Naming.objects.filter(pk__in=[each.pk for each in old]).delete()
    for place in places:
        _forget_unnamed(place)
    if old:
        sweep_after_commit([Naming, Naming.people.through, NamedPerson])
    return len(old)


def _root(person: NamedPerson) -> NamedPerson:
    while person.same_as is not None:
        person = person.same_as
    return person


def _locked(person: NamedPerson) -> NamedPerson:
    rows = NamedPerson.objects.select_for_update(of=("self",)).select_related("place")
    found: NamedPerson = rows.get(pk=person.pk)
    return found
