"""What somebody says yes to on their own page, and takes back there, in one act."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising import rules
from folkmoot.organising.actions.following import follow_answers
from folkmoot.organising.actions.neighbours import locked_neighbour, take_back_answers
from folkmoot.organising.models import Neighbour
from folkmoot.people import actions as people
from folkmoot.people.models import Account, Asked, Consent, HowSaid


@transaction.atomic
def answer_for_oneself(
    *,
    neighbour: Neighbour,
    given: Sequence[Asked],
    back: Sequence[Consent],
    by: Account | None,
    at: datetime,
) -> Neighbour:
    """Keep what somebody said yes to on their own page, and take back what they unticked.

    All of it or none. Each yes is kept in the words that stood on the page.
    """
    neighbour = locked_neighbour(neighbour.pk)
    refuse("" if given or back else "Nothing has changed. Tick a box, or take a tick away.")
    for asked in given:
        refuse(rules.why_not_say_yes(neighbour.person, asked))
    people.note_consents(person=neighbour.person, asked=given, by=by, at=at)
    if back:
        take_back_answers(neighbour=neighbour, consents=back, how=HowSaid.OWN_PAGE, by=by, at=at)
    follow_answers(neighbour, by=by, at=at)
    record("neighbour_answered", about=neighbour, by=by, at=at)
    return neighbour
