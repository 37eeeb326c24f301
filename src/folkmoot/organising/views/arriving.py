"""Notes arrive from a phone: each is answered by itself, and none waits for another."""

import logging
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.kernel.sealing import key_from
from folkmoot.kernel.ui.words import moment
from folkmoot.organising import actions, queries, rules
from folkmoot.organising.forms.notebook import (
    Batch,
    NotebookForm,
    SealedNote,
    batch_of,
    boxes_for,
    boxes_sent,
)
from folkmoot.organising.models import ListeningRound, Question
from folkmoot.organising.queries import CannotOpen, Written
from folkmoot.people.http import SignedInRequest
from folkmoot.people.models import Account
from folkmoot.places.models import Place

log = logging.getLogger("folkmoot.broken")

STORED, HERE, LOOK, WAIT = "stored", "here", "look", "wait"
NO_NUMBER = "This note has lost its number, so it cannot be kept once and only once."
SOMEONE_ELSES = "Somebody else wrote this on this phone. It is sent when they sign in here."
OTHER_ROUND = "The round of listening it was noted in is not one of this place."
NOT_NOW = "We could not keep this just now. It stays on the phone and is sent again."
BOTH_KEPT = "Another note had come under the same number. Both are kept, and each shows the other."
PASSED_ON = "Passed on to the safeguarding lead. In danger now? Ring 999."
TOO_LARGE = "That is more than we can take at once. The phone sends it in smaller parts."
NO_ROUND = "No round of listening is open now, so there is no form to put it in. Save it as a file."


@door(Place, Permission.LISTEN)
@never_cache
@require_GET
def ready(request: SignedInRequest, place: Place) -> HttpResponse:
    """Before a phone sends: is it still signed in, as whom, and to which key does it seal?

    The token against forged forms is handed out here, each time anew: one that was kept with a
    page would be out of date after the next sign-in, and look like having been signed out.
    """
    key = queries.newest_key(place)
    told = {"by": queries.mark_of_writer(place, request.user), "at": clock.now().isoformat()}
    return JsonResponse(told | {"token": get_token(request), "key": key.mark if key else ""})


@door(Place, Permission.LISTEN)
@never_cache
@require_POST
def notes(request: SignedInRequest, place: Place) -> HttpResponse:
    """Take up to a hundred sealed notes; say of each by its number what became of it."""
    batch = _batch(request)
    if batch.why_not:
        return JsonResponse({"sentence": batch.why_not}, status=422)
    arriving = Arriving(place, request.user, batch.sent_at, clock.now())
    told = [arriving.take(each) for each in batch.notes]
    return JsonResponse({"notes": told, "at": arriving.at.isoformat()})


@door(Place, Permission.LISTEN)
@never_cache
@require_POST
def open_note(request: SignedInRequest, place: Place) -> HttpResponse:
    """What is in one sealed note, for the one who wrote it: a phone cannot read it by itself."""
    batch = _batch(request)
    if batch.why_not or len(batch.notes) != 1:
        return JsonResponse({"sentence": batch.why_not or "Open one note at a time."}, status=422)
    arriving = Arriving(place, request.user, batch.sent_at, clock.now())
    try:
        return JsonResponse({"boxes": arriving.boxes_now(batch.notes[0])})
    except (CannotOpen, Refused) as why:
        return JsonResponse({"sentence": str(why)}, status=422)


class Arriving:
    """What arrives in one request: what all its notes are read with is read once."""

    def __init__(self, place: Place, by: Account, sent_at: datetime | None, at: datetime) -> None:
        self.place, self.by, self.sent_at, self.at = place, by, sent_at, at

    @cached_property
    def _keys(self) -> queries.NotebookKeys:
        return queries.keys_of(self.place)

    @cached_property
    def _rounds(self) -> Mapping[str, tuple[ListeningRound, list[Question]]]:
        return queries.rounds_begun(self.place)

    @cached_property
    def _ground(self) -> queries.Ground:
        return queries.all_ground_of(self.place)

    @cached_property
    def _listeners(self) -> list[Account]:
        return list(queries.listeners_in(self.place, at=self.at))

    def take(self, sent: SealedNote) -> dict[str, str]:
        """Keep one note, or say why not; whatever is wrong with it stops no other."""
        try:
            status, sentence = self._taken(sent)
        except (CannotOpen, Refused) as why:
            status, sentence = LOOK, str(why)
        except DatabaseError as trouble:  # its own transaction is undone
            log.error("a note from a phone could not be kept: %s", type(trouble).__name__)
            status, sentence = WAIT, NOT_NOW
        return {"key": sent.number, "status": status, "sentence": sentence}

    def boxes_now(self, sent: SealedNote) -> dict[str, list[str]]:
        """What stood in which box, in the boxes of the round that is open now."""
        _, written = self._opened(sent)
        refuse("" if self._is_mine(written) else SOMEONE_ELSES)
        boxes = {name: list(values) for name, values in written.boxes.items()}
        now = queries.round_open_in(self.place)
        if now is None:
            raise Refused(NO_ROUND)
        _, asked = self._rounds.get(written.round, (None, []))
        return (
            boxes if written.round == now.ref else boxes_for(boxes, asked, self._rounds[now.ref][1])
        )

    def _taken(self, sent: SealedNote) -> tuple[str, str]:
        key, written = self._opened(sent)
        if not self._is_mine(written):
            return WAIT, SOMEONE_ELSES
        round, questions = self._rounds.get(written.round) or (None, [])
        if round is None:
            return LOOK, OTHER_ROUND
        form = NotebookForm(
            boxes_sent(written, key), questions=questions, ground=self._ground, at=self.at
        )
        if written.boxes.get("concern"):
            return self._passed_on(form, written, key)
        if not form.is_valid():
            return LOOK, form.why_not()
        note, about_it = form.noted(
            written, self.sent_at, round, listeners=self._listeners, at=self.at
        )
        taken = actions.take_note(round=round, note=note, by=self.by, at=self.at)
        about = BOTH_KEPT if taken.is_beside else about_it if taken.is_new else ""
        return (STORED if taken.is_new else HERE), about

    def _passed_on(self, form: NotebookForm, written: Written, number: UUID) -> tuple[str, str]:
        """All that was written goes to the safeguarding lead, once, and no note is made of it.

        The key of a concern leads back to no note and no phone, but for who holds our own key.
        """
        key = UUID(bytes=key_from(number.bytes, b"concern"), version=4)
        actions.raise_concern(
            place=self.place,
            words=form.everything_typed(),
            where=form.street_typed(),
            said=moment(written.at) if written.at else "",
            key=key,
            by=self.by,
            at=self.at,
        )
        return STORED, PASSED_ON

    def _opened(self, sent: SealedNote) -> tuple[UUID, Written]:
        if sent.key is None:
            raise CannotOpen(NO_NUMBER)
        refuse(rules.why_not_break_seal(len(sent.sealed)))
        return sent.key, self._keys.opened(sent.mark, sent.sealed, number=str(sent.key))

    def _is_mine(self, written: Written) -> bool:
        return written.by == queries.mark_of_writer(self.place, self.by)


def _batch(request: HttpRequest) -> Batch:
    try:
        return batch_of(request.body)
    except RequestDataTooBig:
        return Batch(why_not=TOO_LARGE)
