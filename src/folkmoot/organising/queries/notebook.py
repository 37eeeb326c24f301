"""What a phone needs to take notes without a signal, and what is in a note it sealed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from folkmoot.kernel.device_seals import open_device_seal
from folkmoot.kernel.sealing import WrongKey, unwrap_kept
from folkmoot.organising.models import (
    ListeningRound,
    NotebookKey,
    PeopleGroup,
    Question,
    RoundStage,
    Street,
)
from folkmoot.organising.queries.ground import Ground
from folkmoot.people.models import Account
from folkmoot.places.models import Place

EARLIEST, LATEST = 1970, 2199  # years a phone's clock may say


@dataclass(frozen=True, slots=True)
class Written:
    """A note as a phone wrote it: what stood in which box, of which round, by whom, when."""

    round: str
    by: str
    at: datetime | None  # by the phone's clock
    boxes: Mapping[str, Sequence[str]]


class CannotOpen(Exception):
    """A sealed note that does not open; the message says why, to the one who sent it."""


OTHER_KEY = "This note was sealed for another place, so it cannot be opened here."
LOST_KEY = (
    "This site has lost the key to this note for now. Keep it on the phone, and tell whoever "
    "looks after this site that its secret key has changed."
)
DAMAGED = "This note cannot be opened: something in it has changed since it was sealed."


@dataclass(frozen=True, slots=True)
class NotebookKeys:
    """The keys of one place, opened: read once for many notes."""

    newest: NotebookKey | None
    private: Mapping[str, bytes | None]

    def opened(self, mark: str, sealed: bytes, *, number: str) -> Written:
        """What is in a note. Raises CannotOpen."""
        if mark not in self.private:
            raise CannotOpen(OTHER_KEY)
        private = self.private[mark]
        if private is None:
            raise CannotOpen(LOST_KEY)
        try:
            return _read(open_device_seal(sealed, private, about=number))
        except (WrongKey, ValueError, TypeError, KeyError) as error:
            raise CannotOpen(DAMAGED) from error


def newest_key(place: Place) -> NotebookKey | None:
    """The key phones are to seal to; one query."""
    return NotebookKey.objects.filter(place=place).first()


def keys_of(place: Place) -> NotebookKeys:
    """Every key of a place, the newest first; one query."""
    keys = list(NotebookKey.objects.filter(place=place))
    return NotebookKeys(keys[0] if keys else None, {key.mark: _private(key) for key in keys})


def mark_of_writer(place: Place, account: Account) -> str:
    """Sixteen figures by which a phone keeps the notes of two people apart; they name nobody."""
    return hashlib.sha256(f"{place.pk}:{account.pk}".encode()).hexdigest()[:16]


def rounds_begun(place: Place) -> dict[str, tuple[ListeningRound, list[Question]]]:
    """Rounds that notes may belong to, by reference, with what they ask; two queries."""
    begun = ListeningRound.objects.filter(place=place).exclude(stage=RoundStage.PLANNED)
    found = begun.select_related("place").prefetch_related("questions")
    return {each.ref: (each, list(each.questions.all())) for each in found}


def all_ground_of(place: Place) -> Ground:
    """Streets and groups, also those taken off the list since: a phone may not know it yet."""
    return Ground(
        streets=list(Street.objects.filter(place=place)),
        groups=list(PeopleGroup.objects.filter(place=place)),
        doors=[],
    )


def _private(key: NotebookKey) -> bytes | None:
    try:
        return unwrap_kept(bytes(key.wrapped))
    except WrongKey:
        return None


def _read(plain: bytes) -> Written:
    told: dict[str, Any] = json.loads(plain)
    boxes = {str(name): [_text(each) for each in told["boxes"][name]] for name in told["boxes"]}
    return Written(_text(told["round"]), _text(told["by"]), moment_of(told["written"]), boxes)


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise TypeError("not text")
    return given


def moment_of(given: object) -> datetime | None:
    """A moment as a phone says it, with its zone; None when it says nothing one can use."""
    try:
        found = parse_datetime(given) if isinstance(given, str) else None
    except ValueError:
        return None
    if found is None or found.tzinfo is None or not EARLIEST <= found.year <= LATEST:
        return None
    return found
