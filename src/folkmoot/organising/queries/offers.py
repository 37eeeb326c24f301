"""What people offer to anyone of their place, or would like, and who is of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Max, QuerySet

from folkmoot.organising.analysis.matching import found_in
from folkmoot.organising.models import Ask, AskStage, Gift, MayAsk, Neighbour, Wish
from folkmoot.organising.queries.ways import ways_of
from folkmoot.organising.queries.wishes import open_wishes, tags_by_word
from folkmoot.organising.rules import gifts as rules
from folkmoot.people.models import Account, Consent, Purpose, Through
from folkmoot.people.queries import consents_standing
from folkmoot.places.models import Place, PlaceRole

F = TypeVar("F", Gift, Wish)
MOST = 200
NO_WORD = "No word in it is known yet. The team can ask them."
# An ask from a neighbour is handed over by the platform; in person only the team asks.
HANDED_OVER = (Through.EMAIL, Through.TEXT, Through.PHONE, Through.LETTER)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something somebody offers, without who they are, and why it may not be asked for now."""

    gift: Gift
    why_not: str


@dataclass(frozen=True, slots=True)
class Wished:
    """Something somebody would like, without who they are, and why one may not ask now."""

    wish: Wish
    why_not: str
    tags: tuple[str, ...]


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
    return [Offer(gift, why_not) for gift, why_not in _by_whom(gifts, by, at)]


def wishes_in(place: Place, *, by: Account, at: datetime) -> list[Wished]:
    """What anyone of the place may ask about; five queries, however much there is."""
    synonyms = {word: tag.name for word, tag in tags_by_word().items()}
    asked = _by_whom(list(_wished(place)[:MOST]), by, at)
    found = [(wish, why_not, found_in(wish.words, synonyms)) for wish, why_not in asked]
    return [Wished(wish, why or ("" if tags else NO_WORD), tags) for wish, why, tags in found]


def offer_in(place: Place, pk: UUID) -> Gift | None:
    """One of them; None where there is none that is open to the place."""
    found: Gift | None = _open(place).filter(pk=pk).first()
    return found


def wish_in(place: Place, pk: UUID) -> Wish | None:
    """One of the wishes; None where there is none that is open to the place."""
    return _wished(place).filter(pk=pk).first()


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


def way_to_hand_over(fits: Gift | Wish, yes: Mapping[str, Consent]) -> str:
    """In which way an ask can be handed to them, by what they answered; "" where in none."""
    ways = {way for way, _ in ways_of(fits.neighbour.person, dict(yes))}
    return next((way.value for way in HANDED_OVER if way.value in ways), "")


def _open(place: Place) -> QuerySet[Gift]:
    here = Gift.objects.standing().filter(neighbour__place=place, may_ask=MayAsk.PLACE)
    known = here.filter(neighbour__in=Neighbour.objects.known().filter(place=place))
    return known.select_related("neighbour__person")


def _wished(place: Place) -> QuerySet[Wish]:
    here = open_wishes().filter(neighbour__place=place, may_ask=MayAsk.PLACE)
    known = here.filter(neighbour__in=Neighbour.objects.known().filter(place=place))
    return known.select_related("neighbour__person")


def _by_whom(fitting: Sequence[F], by: Account, at: datetime) -> list[tuple[F, str]]:
    """Those that can be handed over, each with why it may not be asked now; three queries."""
    people = {each.neighbour_id: each.neighbour.person for each in fitting}
    yes = consents_standing([each.pk for each in people.values()], purpose=Purpose.ASK, at=at)
    asked, n_waiting = _last_asked(people), n_waiting_for(by)
    return [
        (
            each,
            rules.why_not_ask_neighbour(
                each, by, asked_at=asked.get(each.neighbour_id), n_waiting=n_waiting, at=at
            ),
        )
        for each in fitting
        if way_to_hand_over(each, yes.get(each.neighbour.person_id, {}))
    ]


def _last_asked(people: Iterable[UUID]) -> dict[UUID, datetime]:
    rows = Ask.objects.filter(neighbour__in=list(people)).order_by()
    return dict(
        rows.values("neighbour").annotate(last=Max("asked_at")).values_list("neighbour", "last")
    )
