"""Telling people. A message is written down with the change it tells of, and sent after commit."""

import uuid
from collections.abc import Collection
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from folkmoot.kernel.notify import rules
from folkmoot.kernel.notify.models import BY_TELEPHONE, Channel, Message, Outcome, label_of
from folkmoot.kernel.personal import forget
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse


@transaction.atomic
def send_email(
    *,
    to: str,
    subject: str,
    text: str,
    about: Model,
    by: Model | None,
    at: datetime,
    useful_until: datetime | None = None,
) -> Message:
    """Write an e-mail down, and send it once the transaction it belongs to has been kept.

    One that is only useful until a moment (a code) is not sent after it, and its text is not
    kept once it has gone.
    """
    message = _written(
        Message(
            channel=Channel.EMAIL,
            to=to.strip(),
            subject=subject,
            text=text,
            keeps_text=useful_until is None,
            about=label_of(about),
            created_at=at,
            next_try_at=at + rules.PICKED_UP_AFTER,
            useful_until=useful_until,
        )
    )
    record("email_written", about=message, by=by, at=at)
    transaction.on_commit(partial(_hand_over, str(message.pk)))
    return message


@transaction.atomic
def send_letter(
    *,
    to: str,
    subject: str,
    text: str,
    about: Model,
    within: Model,
    by: Model | None,
    at: datetime,
) -> Message:
    """Put a letter on the pile of those who print; `to` is the lines of the envelope."""
    message = _by_hand(Channel.LETTER, to, subject, text, about, at, within=label_of(within))
    record("letter_written", about=message, by=by, at=at)
    return message


@transaction.atomic
def ask_to_call(
    *,
    to: str,
    subject: str,
    text: str,
    about: Model,
    within: Model,
    by: Model | None,
    at: datetime,
) -> Message:
    """Ask the team to ring someone; `to` is a name and under it the number, `text` what to say."""
    message = _by_hand(Channel.PHONE, to, subject, text, about, at, within=label_of(within))
    record("call_asked_for", about=message, by=by, at=at)
    return message


@transaction.atomic
def ask_to_text(
    *,
    to: str,
    subject: str,
    text: str,
    about: Model,
    within: Model,
    by: Model | None,
    at: datetime,
) -> Message:
    """Ask the team to send a text from its telephone; `subject` is for its list, not sent."""
    message = _by_hand(Channel.TEXT, to, subject, text, about, at, within=label_of(within))
    record("text_asked_for", about=message, by=by, at=at)
    return message


@transaction.atomic
def note_by_telephone(
    *, message: Message, outcome: Outcome, by: Model | None, at: datetime
) -> Message:
    """Keep what came of a call or a text, and who made it.

    Its words are not kept once it is over. A call without an answer waits for another time of
    day, a few times; after that, and at once when the number is wrong, some other way is needed.
    A wrong number is wrong for whatever else waits to go to it.
    """
    alike = _all_to_the_same_number(message)
    message = next(one for one in alike if one.pk == message.pk)
    refuse(rules.why_not_note(message, outcome, at=at))
    message.tries += 1
    over = alike if outcome == Outcome.WRONG_NUMBER else [message]
    if outcome == Outcome.WRONG_NUMBER:
        _given_up(over, rules.WRONG_NUMBER, at)
    elif outcome != Outcome.NO_ANSWER:
        message.sent_at, message.text = at, ""
    elif message.tries >= rules.MOST_CALLS:
        _given_up(over, rules.NEVER_ANSWERED, at)
    else:
        message.next_try_at = at + rules.CALL_AGAIN_AFTER
    for one in over:
        one.save(update_fields=["tries", "next_try_at", "sent_at", "failed_at", "failed", "text"])
        record("telephoned", about=one, by=by, at=at, outcome=outcome.value)
    return message


@transaction.atomic
def note_printed(*, letters: Collection[Message], by: Model | None, at: datetime) -> int:
    """Keep that letters are on paper; how many. One that has gone meanwhile refuses them all."""
    locked = _all_locked(letters)
    refuse(rules.why_not_print(locked))
    for letter in locked:
        letter.printed_at = at
        letter.save(update_fields=["printed_at"])
        record("letter_printed", about=letter, by=by, at=at)
    return len(locked)


@transaction.atomic
def note_posted(
    *, letters: Collection[Message], posted_date: date, by: Model | None, at: datetime
) -> int:
    """Keep when letters went to the post; how many.

    Their words are not kept: they may hold a link that opens somebody's own page.
    """
    locked = _all_locked(letters)
    refuse(rules.why_not_post(locked, posted_date, at=at))
    for letter in locked:
        letter.sent_at, letter.posted_date, letter.text = at, posted_date, ""
        letter.save(update_fields=["sent_at", "posted_date", "text"])
        record("letter_posted", about=letter, by=by, at=at, posted_date=posted_date.isoformat())
    return len(locked)


@transaction.atomic
def start_sending(*, message: Message, by: Model | None, at: datetime) -> Message:
    """Count a try and put off the next, so that no one else sends it meanwhile.

    Refused when it has gone, has been given up, is not due, or is no longer of use.
    """
    message = _locked(message.pk)
    refuse(rules.why_not_send(message, at=at) or rules.why_not_yet(message, at=at))
    message.tries += 1
    message.next_try_at = at + rules.gap_after(message.tries)
    message.save(update_fields=["tries", "next_try_at"])
    record("email_tried", about=message, by=by, at=at, tries=message.tries)
    return message


@transaction.atomic
def note_sent(*, message: Message, by: Model | None, at: datetime) -> Message:
    """Keep that the mail server has taken it; forget the text if it was not to be kept."""
    message = _locked(message.pk)
    message.sent_at, message.failed = at, ""
    if not message.keeps_text:
        message.text = ""
    message.save(update_fields=["sent_at", "failed", "text"])
    record("email_sent", about=message, by=by, at=at)
    return message


@transaction.atomic
def note_failed(
    *, message: Message, why: str, for_good: bool, by: Model | None, at: datetime
) -> Message:
    """Keep why a try failed; give up when it will never work, or has been tried often enough."""
    message = _locked(message.pk)
    message.failed = why
    if for_good or message.tries >= rules.MOST_TRIES:
        message.failed_at = at
        if not message.keeps_text:
            message.text = ""
    message.save(update_fields=["failed", "failed_at", "text"])
    record("email_failed", about=message, by=by, at=at, for_good=message.failed_at is not None)
    return message


@transaction.atomic
def forget_messages(*, to: str, about: Model, by: Model | None, at: datetime) -> int:
    """Blank everything ever written to an address; what was still waiting is not sent."""
    return _forget_all(Message.objects.filter(to=to.strip()), about, by, at)


@transaction.atomic
def forget_messages_about(*, thing: Model, by: Model | None, at: datetime) -> int:
    """Blank everything ever written about a thing; what was still waiting is not sent."""
    return _forget_all(Message.objects.filter(about=label_of(thing)), thing, by, at)


@transaction.atomic
def forget_what_has_served(*, message: Message, by: Model | None, at: datetime) -> None:
    """Blank a message that was of use until a moment now past: a code, a link to confirm.

    Anybody can type anybody's address to be sent one, so the address is not kept either.
    """
    message = _locked(message.pk)
    if not message.sent_at and not message.failed_at:
        message.failed_at, message.failed = at, rules.TOO_LATE
        message.save(update_fields=["failed_at", "failed"])
    forget(message)
    record("message_forgotten", about=message, by=by, at=at)


def _forget_all(messages: QuerySet[Message], about: Model, by: Model | None, at: datetime) -> int:
    found = list(messages.select_for_update())
    for message in found:
        if not message.sent_at and not message.failed_at:
            message.failed_at, message.failed = at, "The person it was for has left."
            message.save(update_fields=["failed_at", "failed"])
        forget(message)
    record("messages_forgotten", about=about, by=by, at=at, number=len(found))
    return len(found)


def _by_hand(
    channel: Channel,
    to: str,
    subject: str,
    text: str,
    about: Model,
    at: datetime,
    within: str,
) -> Message:
    return _written(
        Message(
            channel=channel,
            to=to.strip(),
            subject=subject,
            text=text,
            about=label_of(about),
            within=within,
            created_at=at,
        )
    )


def _written(message: Message) -> Message:
    refuse(
        rules.why_not_queue(
            channel=message.channel, to=message.to, subject=message.subject, text=message.text
        )
    )
    message.save()
    return message


def _hand_over(key: str) -> None:
    # Tasks call actions, so the action can only name its task when the moment comes.
    from folkmoot.kernel.notify.tasks import deliver

    deliver.enqueue(key)


def _locked(key: uuid.UUID) -> Message:
    return Message.objects.select_for_update().get(pk=key)


def _all_locked(letters: Collection[Message]) -> list[Message]:
    keys = [letter.pk for letter in letters]
    return list(Message.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _all_to_the_same_number(message: Message) -> list[Message]:
    """This one as it stands now, and what else waits for the same telephone; all locked."""
    alike = Q(to=message.to, within=message.within, sent_at=None, failed_at=None)
    alike &= Q(channel__in=BY_TELEPHONE)
    found = Message.objects.select_for_update().filter(alike | Q(pk=message.pk))
    return list(found.order_by("pk"))


def _given_up(messages: Collection[Message], why: str, at: datetime) -> None:
    for message in messages:
        message.failed_at, message.failed, message.text = at, why, ""
