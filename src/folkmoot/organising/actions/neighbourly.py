"""One of the place asks another for what they offer, or would like; the platform tells them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising.actions.asking import ask_held, open_opportunity
from folkmoot.organising.actions.neighbours import locked_neighbour
from folkmoot.organising.models import Ask, Gift, Needed, Tag, Wish
from folkmoot.organising.notices.asking import hand_over
from folkmoot.organising.queries.offers import last_asked, n_waiting_for, way_to_hand_over
from folkmoot.organising.queries.wishes import tags_wished
from folkmoot.organising.rules import gifts as rules
from folkmoot.people.models import Account, Purpose
from folkmoot.people.queries import consents_standing

NO_WAY = "They have not said how they may be asked. The team can ask them in person."


@transaction.atomic
def ask_neighbour(*, fits: Gift | Wish, title: str, words: str, by: Account, at: datetime) -> Ask:
    """Ask somebody for what they offer, or about what they would like, without knowing who it is.

    It is something that needs one person, which the team sees too. Nobody is asked more often than
    they said, whoever asks; and they are told in a way to which they said yes.
    """
    neighbour = locked_neighbour(fits.neighbour_id)
    rows = type(fits)._default_manager.select_for_update(of=("self",))
    fits = rows.get(pk=fits.pk, neighbour=neighbour)
    fits.neighbour = neighbour
    refuse(
        rules.why_not_ask_neighbour(
            fits, by, asked_at=last_asked(neighbour), n_waiting=n_waiting_for(by), at=at
        )
    )
    refuse(rules.why_not_neighbour_words(title, words))
    yes = consents_standing([neighbour.person_id], purpose=Purpose.ASK, at=at)
    way = way_to_hand_over(fits, yes.get(neighbour.person_id, {}))
    refuse("" if way else NO_WAY)
    tags = list(fits.tags.all()) if isinstance(fits, Gift) else tags_wished(fits)
    needed = Needed(title, tags, words)
    opportunity = open_opportunity(place=neighbour.place, needed=needed, by=by, at=at)
    made = ask_held(
        opportunity=opportunity,
        neighbour=neighbour,
        because=_because(fits, tags),
        through=way,
        fits=fits,
        by=by,
        at=at,
    )
    hand_over(made, fits, by=by, at=at)
    record("asked_by_a_neighbour", about=made, by=by, at=at)
    return made


def _because(fits: Gift | Wish, tags: Sequence[Tag]) -> str:
    names = ", ".join(tag.name for tag in tags)
    return names if isinstance(fits, Gift) else f"would like: {names}"
