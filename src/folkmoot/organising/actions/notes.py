"""Noting what was said; putting it right; taking it back; forgetting what was noticed."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.kernel.sweeping import sweep_after_commit
from folkmoot.organising import rules
from folkmoot.organising.actions.naming import drop_namings, name_people
from folkmoot.organising.actions.promises import make_promise
from folkmoot.organising.actions.untying import untie_words
from folkmoot.organising.models import (
    Answer,
    Conversation,
    Listener,
    ListeningRound,
    Note,
    Noticed,
    Quote,
    Speaker,
)
from folkmoot.organising.queries import and_before
from folkmoot.people.models import Account

A_BATCH = 500


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a note that a phone sent."""

    conversation: Conversation
    is_new: bool  # not kept before
    is_beside: bool  # another one had come under its number


@transaction.atomic
def note_conversation(
    *, round: ListeningRound, note: Note, by: Account, at: datetime
) -> Conversation:
    """Keep what was said. The same note sent again is the one that is there already.

    Raises Refused when the key is there with other words: what came first stands, and the second
    is sent again under a key of its own.
    """
    kept, _ = _kept(note, round=round, by=by, at=at)
    refuse("" if _is_the_same(kept, note, round) else _ANOTHER_NOTE)
    return kept


@transaction.atomic
def take_note(*, round: ListeningRound, note: Note, by: Account, at: datetime) -> Taken:
    """Keep what a phone sent, once, however often and from however many sides it is sent.

    Another note under the same key is kept beside the first, under a key that both give, so that
    this one too is there once; whoever reads either is shown the other.
    """
    first, is_new = _kept(note, round=round, by=by, at=at)
    if is_new or _is_the_same(first, note, round):
        return Taken(first, is_new, False)
    own = replace(note, key=uuid.uuid5(note.key, note.digest()), as_sent=note.digest())
    beside = first if first.place_id == round.place_id else None
    second, is_new = _kept(own, round=round, by=by, at=at, beside=beside)
    return Taken(second, is_new, True)


_ANOTHER_NOTE = "A different note is kept under this number. Keep this one as a new note."


def _kept(
    note: Note,
    *,
    round: ListeningRound,
    by: Account,
    at: datetime,
    beside: Conversation | None = None,
) -> tuple[Conversation, bool]:
    """What is kept under the key of a note, and whether it was not there before.

    The key itself decides: of two that come at once, the database takes one and refuses the
    other, which then finds the first.
    """
    there = Conversation.objects.filter(pk=note.key).first()
    if there is not None:
        return there, False
    # One at a time in a round, so that two do not put the same note right at once.
    ListeningRound.objects.select_for_update(no_key=True, of=("self",)).filter(pk=round.pk).first()
    refuse(rules.why_not_note(note, round=round, place=round.place, at=at))
    try:
        with transaction.atomic():
            conversation = _written(note, round=round, at=at, beside=beside)
    except IntegrityError:
        there = Conversation.objects.filter(pk=note.key).first()
        if there is None:
            raise
        return there, False
    _keep_words(conversation, note, by=by, at=at)
    if note.amends:
        _unquote(note.amends)
    _keep_promise(conversation, note, by=by, at=at)
    _keep_names(conversation, note)
    record(
        "conversation_noted",
        about=conversation,
        by=by,
        at=at,
        amends=bool(note.amends),
        beside=bool(beside),
    )
    return conversation, True


def _written(
    note: Note, *, round: ListeningRound, at: datetime, beside: Conversation | None
) -> Conversation:
    return Conversation.objects.create(
        id=note.key,
        place=round.place,
        round=round,
        outing=note.outing,
        kind=note.kind,
        band=note.band,
        street=note.street,
        n_people=note.n_people,
        language=note.language.strip(),
        may_quote=note.may_quote,
        said_at=note.said_at,
        received_at=at,
        digest=note.digest(),
        amends=note.amends,
        beside=beside,
    )


def _is_the_same(kept: Conversation, note: Note, round: ListeningRound) -> bool:
    return kept.round_id == round.pk and kept.digest == note.digest()


def _keep_words(conversation: Conversation, note: Note, *, by: Account, at: datetime) -> None:
    Answer.objects.bulk_create(
        Answer(conversation=conversation, question=question, words=words.strip())
        for question, words in note.answers.items()
        if words.strip()
    )
    belongs = Conversation.groups.through
    belongs.objects.bulk_create(
        belongs(conversation=conversation, peoplegroup=group) for group in note.groups
    )
    listened: Sequence[Account] = {each.pk: each for each in (by, *note.with_listeners)}.values()  # type: ignore[assignment]
    Listener.objects.bulk_create(
        Listener(conversation=conversation, account=account) for account in listened
    )
    if note.noticed.strip():
        Noticed.objects.create(
            conversation=conversation,
            words=note.noticed.strip(),
            by=by,
            gone_at=at + rules.NOTICED_LASTS,
        )
    if note.named:
        name_people(conversation=conversation, named=note.named, by=by, at=at)


def _keep_names(conversation: Conversation, note: Note) -> None:
    """Whoever's name stood with a note stands with it as it is put right."""
    if note.amends is not None:
        Speaker.objects.filter(conversation=note.amends).update(conversation=conversation)


def _keep_promise(conversation: Conversation, note: Note, *, by: Account, at: datetime) -> None:
    """A promise made at a door; one whose day passed while the phone had no signal is kept too."""
    if note.promise.strip() and note.promise_date is not None:
        make_promise(
            conversation=conversation,
            words=note.promise,
            due_date=max(note.promise_date, localdate(note.said_at)),
            by=by,
            at=min(at, note.said_at),
        )


@transaction.atomic
def withdraw_words(*, conversation: Conversation, by: Account | None, at: datetime) -> Conversation:
    """Take back what was said: the words go, that a conversation was had stays in the counts."""
    locked = _locked(conversation.pk)
    refuse(rules.why_not_withdraw(locked))
    return empty_note(locked, by=by, at=at)


def empty_note(locked: Conversation, *, by: Account | None, at: datetime) -> Conversation:
    """Nothing but that a conversation was had; part of each action that takes words out."""
    locked.withdrawn_at = at
    locked.save(update_fields=["withdrawn_at"])
    notes = and_before(locked)
    spoke = Speaker.objects.filter(conversation__in=notes).values_list("neighbour", flat=True)
    untie_words(said=[each.pk for each in notes], whose=spoke)
    for earlier in notes:
        Answer.objects.filter(conversation=earlier).update(words="")
        Noticed.objects.filter(conversation=earlier).delete()
        Speaker.objects.filter(conversation=earlier).delete()
    _unquote(locked)
    drop_namings(locked)
    sweep_after_commit([Answer, Noticed, Quote, Speaker])
    record("words_withdrawn", about=locked, by=by, at=at)
    return locked


@transaction.atomic
def withdraw_own_words(
    *, conversation: Conversation, by: Account | None, at: datetime
) -> Conversation:
    """Take back what somebody said alone, as they ask on their own page."""
    refuse(rules.why_not_withdraw_alone(conversation))
    record("own_words_asked_back", about=conversation.place, by=by, at=at)
    return withdraw_words(conversation=conversation, by=by, at=at)


@transaction.atomic
def forget_noticed(*, by: Account | None, at: datetime) -> int:
    """Remove what listeners noticed ninety days ago; how many were removed."""
    old = list(
        Noticed.objects.filter(gone_at__lte=at)
        .select_related("conversation")
        .order_by("gone_at")[:A_BATCH]
    )
    for noticed in old:
        record("noticed_forgotten", about=noticed.conversation, by=by, at=at)
    Noticed.objects.filter(pk__in=[noticed.pk for noticed in old]).delete()
    if old:
        sweep_after_commit([Noticed])
    return len(old)


@transaction.atomic
def forget_account(*, account: Account, by: Account | None, at: datetime) -> None:
    """Remove what somebody noticed, before they leave: nobody else may read it."""
    mine = Noticed.objects.filter(by=account)
    n_removed, _ = mine.delete()
    if n_removed:
        sweep_after_commit([Noticed])
    record("noticed_left_behind_removed", about=account, by=by, at=at, number=n_removed)


def _unquote(conversation: Conversation) -> None:
    """Their words go from every page on which they stand, also one that was released."""
    Quote.objects.filter(answer__conversation__in=and_before(conversation)).update(words="")


def _locked(key: uuid.UUID) -> Conversation:
    return Conversation.objects.select_for_update(of=("self",)).get(pk=key)
