"""Letters, calls and texts: what people on a team print, say and send with their own hands."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model, Q

from folkmoot.kernel.notify import rules
from folkmoot.kernel.notify.actions.written import locked, written
from folkmoot.kernel.notify.models import BY_TELEPHONE, Channel, Message, Outcome, label_of
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse


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
def put_off(*, message: Message, until: datetime, by: Model | None, at: datetime) -> Message:
    """A call or a text waits until a kinder hour."""
    message = locked(message.pk)
    refuse(rules.why_not_telephone(message))
    message.next_try_at = until
    message.save(update_fields=["next_try_at"])
    record("message_put_off", about=message, by=by, at=at)
    return message


@transaction.atomic
def call_off_messages(
    *, messages: Collection[Message], why: str, by: Model | None, at: datetime
) -> int:
    """What waits for somebody's hands is not to be done any more; how many. Its words go."""
    waiting = [each for each in _all_locked(messages) if not each.sent_at and not each.failed_at]
    _given_up(waiting, why, at)
    for each in waiting:
        each.save(update_fields=["failed_at", "failed", "text"])
        record("message_called_off", about=each, by=by, at=at)
    return len(waiting)


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


def _by_hand(
    channel: Channel,
    to: str,
    subject: str,
    text: str,
    about: Model,
    at: datetime,
    within: str,
) -> Message:
    return written(
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
