"""E-mails: written down with the change they tell of, handed to the mail server after commit."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Model

from folkmoot.kernel.notify import rules
from folkmoot.kernel.notify.actions.written import locked, written
from folkmoot.kernel.notify.models import Channel, Email, Message, label_of
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
    return post_email(email=Email(to, subject, text, useful_until), about=about, by=by, at=at)


@transaction.atomic
def post_email(*, email: Email, about: Model, by: Model | None, at: datetime) -> Message:
    """Like `send_email`, with all that an e-mail can carry."""
    message = _message(email, about, at)
    message.next_try_at = at + rules.PICKED_UP_AFTER
    written(message)
    record("email_written", about=message, by=by, at=at)
    transaction.on_commit(partial(_hand_over, str(message.pk)))
    return message


@transaction.atomic
def hold_email(*, email: Email, about: Model, by: Model | None, at: datetime) -> Message:
    """Write down an e-mail that whoever wrote it hands over now, once, by themselves.

    Nobody else tries it, and nobody tries it again: whoever handed it over says what came of it
    (`note_sent`, `note_failed`), and when they can no longer say, it stays unsaid.
    """
    message = _message(email, about, at)
    message.tries = 1
    written(message)
    record("email_written", about=message, by=by, at=at)
    return message


@transaction.atomic
def start_sending(*, message: Message, by: Model | None, at: datetime) -> Message:
    """Count a try and put off the next, so that no one else sends it meanwhile.

    Refused when it has gone, has been given up, is not due, or is no longer of use.
    """
    message = locked(message.pk)
    refuse(rules.why_not_send(message, at=at) or rules.why_not_yet(message, at=at))
    message.tries += 1
    message.next_try_at = at + rules.gap_after(message.tries)
    message.save(update_fields=["tries", "next_try_at"])
    record("email_tried", about=message, by=by, at=at, tries=message.tries)
    return message


@transaction.atomic
def note_sent(*, message: Message, by: Model | None, at: datetime) -> Message:
    """Keep that the mail server has taken it; forget the text if it was not to be kept."""
    message = locked(message.pk)
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
    message = locked(message.pk)
    message.failed = why
    if for_good or message.tries >= rules.MOST_TRIES:
        message.failed_at = at
        if not message.keeps_text:
            message.text = ""
    message.save(update_fields=["failed", "failed_at", "text"])
    record("email_failed", about=message, by=by, at=at, for_good=message.failed_at is not None)
    return message


def _message(email: Email, about: Model, at: datetime) -> Message:
    return Message(
        channel=Channel.EMAIL,
        to=email.to.strip(),
        subject=email.subject,
        text=email.text,
        keeps_text=email.useful_until is None,
        about=label_of(about),
        created_at=at,
        useful_until=email.useful_until,
        stop_link=email.stop_link,
    )


def _hand_over(key: str) -> None:
    # Tasks call actions, so the action can only name its task when the moment comes.
    from folkmoot.kernel.notify.tasks import deliver

    deliver.enqueue(key)
