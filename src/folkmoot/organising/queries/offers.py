"""What people offer to anyone of their place, and who is of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from folkmoot.organising.models import Ask, AskStage, Gift, MayAsk, Neighbour
from folkmoot.organising.queries.ways import ways_of
from folkmoot.organising.rules import gifts as rules
from folkmoot.people.models import Account, Consent, Purpose, Through
from folkmoot.people.queries import consents_standing
from folkmoot.places.models import Place, PlaceRole

MOST = 200
# An ask from a neighbour is handed over by the platform; in person only the team asks.
HANDED_OVER = (Through.EMAIL, Through.TEXT, Through.PHONE, Through.LETTER)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something somebody offers, without who they are, and why it may not be asked for now."""

    gift: Gift
    why_not: str


def is_of(place: Place, account: Any, *, at: datetime) -> bool:
    """Whether an account is of a place: holds a role there now, or is somebody its team has met."""
    if not account.is_authenticated:
        return False
    if PlaceRole.objects.held_at(at).filter(place=place, account=account).exists():
        return True
    return Neighbour.objects.known().filter(place=place, person__account=account).exists()


def offers_in(place: Place, *, by: Account, at: datetime) -> list[Offer]:
    """What may be asked for by anyone of the place; five queries, however much there is."""
    gifts = list(_open(place).prefetch_related("tags")[:MOST])
    people = {each.neighbour_id: each.neighbour.person for each in gifts}
    yes = consents_standing([each.pk for each in people.values()], purpose=Purpose.ASK, at=at)
    asked, n_waiting = _last_asked(people), n_waiting_for(by)
    return [
        Offer(
            each,
            rules.why_not_ask_neighbour(
                each, by, asked_at=asked.get(each.neighbour_id), n_waiting=n_waiting, at=at
            ),
        )
        for each in gifts
        if way_to_hand_over(each, yes.get(each.neighbour.person_id, {}))
    ]


def offer_in(place: Place, pk: UUID) -> Gift | None:
    """One of them; None where there is none that is open to the place."""
    found: Gift | None = _open(place).filter(pk=pk).first()
    return found


def asked_by(account: Account, place: Place) -> list[Ask]:
    """What somebody asked their neighbours, the newest first, without whom; one query."""
    mine = Ask.objects.filter(asked_by=account, opportunity__place=place)
    theirs = mine.filter(opportunity__opened_by=account, opportunity__n_needed=1)
    return list(theirs.exclude(through=Through.IN_PERSON).select_related("opportunity")[:MOST])


def last_asked(neighbour: Neighbour) -> datetime | None:
    """When somebody was last asked for anything."""
    return _last_asked([neighbour.pk]).get(neighbour.pk)


def n_waiting_for(account: Account) -> int:
    """How many whom this person asked as a neighbour have not answered."""
    waiting = Ask.objects.filter(asked_by=account, stage=AskStage.ASKED)
    return waiting.filter(opportunity__opened_by=account, opportunity__n_needed=1).count()


def way_to_hand_over(gift: Gift, yes: Mapping[str, Consent]) -> str:
    """In which way an ask can be handed to them, by what they answered; "" where in none."""
    ways = {way for way, _ in ways_of(gift.neighbour.person, dict(yes))}
    return next((way.value for way in HANDED_OVER if way.value in ways), "")


def _open(place: Place) -> QuerySet[Gift]:
    here = Gift.objects.standing().filter(neighbour__place=place, may_ask=MayAsk.PLACE)
    known = here.filter(neighbour__in=Neighbour.objects.known().filter(place=place))
    return known.select_related("neighbour__person")


def _last_asked(people: Iterable[UUID]) -> dict[UUID, datetime]:
    rows = Ask.objects.filter(neighbour__in=list(people)).order_by()
    return dict(
        rows.values("neighbour").annotate(last=Max("asked_at")).values_list("neighbour", "last")
    )
