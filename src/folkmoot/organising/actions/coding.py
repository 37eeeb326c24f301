"""Finding themes in notes: each on their own, undone while it may be, settled by two in talk."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising import rules
from folkmoot.organising.models import Coding, Conversation, Theme
from folkmoot.people.models import Account


@transaction.atomic
def code_note(
    *, conversation: Conversation, themes: Sequence[Theme], by: Account, at: datetime
) -> Coding:
    """What somebody found in a note: some themes, or none. Done again, the later one stands."""
    conversation = _locked(conversation)
    standing = _standing(conversation)
    refuse(
        rules.why_not_code(conversation, standing, by) or rules.why_not_find(themes, conversation)
    )
    for mine in (each for each in standing if each.coder_id == by.pk):
        _end(mine, at)
    coding = _keep(conversation, themes, by=by, at=at)
    record("note_coded", about=conversation, by=by, at=at, themes=len(themes))
    return coding


@transaction.atomic
def undo_coding(*, coding: Coding, by: Account, at: datetime) -> Coding:
    """Take back what one found, to look again."""
    conversation = _locked(coding.conversation)
    coding = Coding.objects.select_for_update(of=("self",)).get(pk=coding.pk)
    refuse(rules.why_not_undo(coding, _standing(conversation), by))
    _end(coding, at)
    record("coding_undone", about=conversation, by=by, at=at)
    return coding


@transaction.atomic
def settle_note(
    *, conversation: Conversation, themes: Sequence[Theme], by: Account, at: datetime
) -> Coding:
    """What two who differed came to in talk, with both names. What each found alone stays."""
    conversation = _locked(conversation)
    standing = _standing(conversation)
    refuse(
        rules.why_not_settle(conversation, standing, by) or rules.why_not_find(themes, conversation)
    )
    for before in (each for each in standing if each.settled_with_id):
        _end(before, at)
    other = next(each.coder for each in standing if each.coder_id != by.pk)
    coding = _keep(conversation, themes, by=by, at=at, settled_with=other)
    record("note_settled", about=conversation, by=by, at=at, themes=len(themes))
    return coding


def _keep(
    conversation: Conversation,
    themes: Sequence[Theme],
    *,
    by: Account,
    at: datetime,
    settled_with: Account | None = None,
) -> Coding:
    coding = Coding.objects.create(
        place_id=conversation.place_id,
        round_id=conversation.round_id,
        conversation=conversation,
        coder=by,
        settled_with=settled_with,
        coded_at=at,
    )
    coding.themes.add(*themes)
    return coding


def _end(coding: Coding, at: datetime) -> None:
    coding.ended_at = at
    coding.save(update_fields=["ended_at"])


def _locked(conversation: Conversation) -> Conversation:
    """The note itself is locked, so that two who code it at once come one after the other."""
    rows = Conversation.objects.select_for_update(no_key=True, of=("self",))
    return rows.get(pk=conversation.pk)


def _standing(conversation: Conversation) -> list[Coding]:
    return list(Coding.objects.standing().filter(conversation=conversation).select_related("coder"))
