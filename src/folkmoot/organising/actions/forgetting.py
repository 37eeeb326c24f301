"""Forgetting somebody who was met: who they are goes, that something was said and done stays."""

from datetime import datetime

from django.db import transaction

from folkmoot.kernel.notify.actions import forget_messages
from folkmoot.kernel.personal import forget
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.kernel.sweeping import sweep_after_commit
from folkmoot.organising.actions.neighbours import locked_neighbour
from folkmoot.organising.actions.notes import withdraw_words
from folkmoot.organising.models import Conversation, Gift, MayAsk, Neighbour, Speaker, Wish
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
    if with_words:
        alone = Conversation.objects.readable().filter(speakers__neighbour=neighbour, n_people=1)
        for said in alone:
            withdraw_words(conversation=said, by=by, at=at)
    Speaker.objects.filter(neighbour=neighbour).delete()
    for to in _written_to(person):
        forget_messages(to=to, about=neighbour, by=by, at=at)
    people.end_cards(person=person, by=by, at=at)
    Gift.objects.filter(neighbour=neighbour).update(words="", may_ask=MayAsk.NOBODY)
    Gift.objects.filter(neighbour=neighbour, ended_at__isnull=True).update(ended_at=at)
    Wish.objects.filter(neighbour=neighbour).update(words="")
    person.reach_by = "none"
    person.save(update_fields=["reach_by"])
    forget(person)
    neighbour.street, neighbour.forgotten_at = None, at
    neighbour.save(update_fields=["street", "forgotten_at"])
    sweep_after_commit([Speaker, Gift, Wish])
    record("neighbour_forgotten", about=neighbour, by=by, at=at)
    return neighbour


def _written_to(person: Person) -> list[str]:
    """Every address a message to them can carry."""
    envelope = f"{person.name}\n{person.address}" if person.address else ""
    return [to for to in (person.email, person.phone, envelope, person.address) if to]
