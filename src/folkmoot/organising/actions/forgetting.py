"""Forgetting somebody who was met: who they are goes, that something was said and done stays."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.gatherings.actions import forget_guests_reached
from folkmoot.kernel.notify.actions import forget_messages
from folkmoot.kernel.personal import forget
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.kernel.sweeping import sweep_after_commit
from folkmoot.organising import rules
from folkmoot.organising.actions.handing import forget_reader
from folkmoot.organising.actions.naming import forget_named_person
from folkmoot.organising.actions.neighbours import locked_neighbour
from folkmoot.organising.actions.notes import withdraw_words
from folkmoot.organising.actions.untying import empty_hows
from folkmoot.organising.models import (
    Conversation,
    Copy,
    Gift,
    Joined,
    MayAsk,
    NamedPerson,
    Neighbour,
    Opportunity,
    Promise,
    Speaker,
    Step,
    Wish,
)
from folkmoot.people import actions as people
from folkmoot.people.models import Account, Person


@transaction.atomic
def forget_neighbour(
    *, neighbour: Neighbour, with_words: bool, by: Account | None, at: datetime
) -> Neighbour:
    """Forget who somebody is, everywhere the team knew them; rows that others rely on stay, blank.

    Their name is taken from what they said. With `with_words`, what they said alone goes too; what
    several people said together stays, and nothing says who they were. Answers to what they were
    asked stay with the blanked person: that we had a yes for what was done.
    """
    neighbour = locked_neighbour(neighbour.pk)
    refuse("They have been forgotten already." if neighbour.forgotten_at else "")
    person = neighbour.person
    notes = list(Neighbour.objects.filter(person__in=Person.objects.of(person)))
    alone = Conversation.objects.readable().filter(speakers__neighbour__in=notes, n_people=1)
    said = list(alone.distinct()) if with_words else []
    for each in notes:
        _names_out(each, by=by, at=at)
        empty_hows(each)
    Speaker.objects.filter(neighbour__in=notes).delete()
    for each in said:  # once nobody's: so their journey stays whole, as somebody's
        withdraw_words(conversation=each, by=by, at=at)
    for copy in Copy.objects.filter(neighbour__in=notes).select_related("circular"):
        forget_reader(copy, by=by, at=at)
    for to in _written_to(person):
        forget_messages(to=to, about=neighbour, by=by, at=at)
    people.end_cards(person=person, by=by, at=at)
    _empty(notes, at=at)
    people.forget_person(person=person, by=by, at=at)
    neighbour.refresh_from_db()
    sweep_after_commit([Speaker, Gift, Wish, Step])
    record("neighbour_forgotten", about=neighbour, by=by, at=at)
    return neighbour


def _empty(notes: Sequence[Neighbour], *, at: datetime) -> None:
    """Blank what each note of somebody says of them, and mark it as forgotten."""
    gifts = Gift.objects.filter(neighbour__in=notes)
    gifts.update(words="", may_ask=MayAsk.NOBODY)
    gifts.filter(ended_at__isnull=True).update(ended_at=at)
    Wish.objects.filter(neighbour__in=notes).update(words="", may_ask=MayAsk.NOBODY)
    Step.objects.filter(neighbour__in=notes).update(words="")
    for joined in Joined.objects.filter(kept__in=notes):
        forget(joined)
    Neighbour.objects.filter(pk__in=[each.pk for each in notes]).update(
        street=None, forgotten_at=at
    )


def _names_out(neighbour: Neighbour, *, by: Account | None, at: datetime) -> None:
    """Take the name from where others wrote it: who was named, guest lists, words around them.

    Whoever bears the very same name loses it there too: better that than the name staying.
    """
    person, place = neighbour.person, neighbour.place
    named = NamedPerson.objects.filter(place=place, matched=rules.matched(person.name)).first()
    if named:
        forget_named_person(person=named, by=by, at=at)
    forget_guests_reached(place=place, email=person.email, phone=person.phone, by=by, at=at)
    promised = Promise.objects.filter(conversation__speakers__neighbour=neighbour)
    asked_for = Opportunity.objects.filter(asks__neighbour=neighbour).distinct()
    for rows, fields in ((promised, ("words", "outcome")), (asked_for, ("title", "words"))):
        for row in rows:
            _somebody_in(row, fields, person.name)


def _somebody_in(row: Promise | Opportunity, fields: Sequence[str], name: str) -> None:
    told = {field: rules.without_name(getattr(row, field), name) for field in fields}
    changed = [field for field in fields if told[field] != getattr(row, field)]
    for field in changed:
        setattr(row, field, told[field])
    if changed:
        row.save(update_fields=changed)


def _written_to(person: Person) -> list[str]:
    """Every address a message to them can carry, under any note of theirs."""
    found = []
    for each in Person.objects.of(person):
        envelope = f"{each.name}\n{each.address}" if each.address else ""
        found += [to for to in (each.email, each.phone, envelope, each.address) if to]
    return found
