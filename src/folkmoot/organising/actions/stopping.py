"""No more of this, please: by a link without signing in, or by a text that says STOP."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising import rules
from folkmoot.organising.actions.neighbours import locked_neighbour, take_back_answers
from folkmoot.organising.models import PURPOSES, Neighbour
from folkmoot.organising.queries.circulars import neighbours_with_number
from folkmoot.people.models import Account, HowSaid, Said, Through
from folkmoot.people.queries import consents_of, standing_of
from folkmoot.places.models import Place

TAKEN_BACK = "They asked for no more of it."


@transaction.atomic
def stop_messages(
    *,
    neighbour: Neighbour,
    purposes: Sequence[str],
    throughs: Sequence[str],
    by: Account | None,
    at: datetime,
) -> int:
    """End what somebody is sent, for these purposes, in these ways; how many yeses that ended.

    Asked twice it ends nothing more, and is no mistake. What waits on a list to be done by hand
    is taken off it.
    """
    neighbour = locked_neighbour(neighbour.pk)
    standing = standing_of(consents_of(neighbour.person), at)
    yeses = [
        each
        for each in standing
        if each.said == Said.YES and each.purpose in purposes and each.through in throughs
    ]
    take_back_answers(neighbour=neighbour, consents=yeses, how=HowSaid.WRITTEN, by=by, at=at)
    record("messages_stopped", about=neighbour, by=by, at=at, number=len(yeses))
    return len(yeses)


@transaction.atomic
def stop_by_text(
    *, place: Place, number: str, words: str, by: Account | None, at: datetime
) -> list[Neighbour]:
    """A text came back that says STOP: no more texts to that number; to whom that was."""
    refuse(rules.why_not_stop_word(words))
    found = neighbours_with_number(place, number)
    refuse("" if found else "Nobody we have met here has that number. Look at it once more.")
    for each in found:
        stop_messages(neighbour=each, purposes=PURPOSES, throughs=[Through.TEXT], by=by, at=at)
    record("stopped_by_text", about=place, by=by, at=at, number=len(found))
    return found
