"""Forgetting what was written, and to whom."""

from datetime import datetime

from django.db import transaction
from django.db.models import Model, QuerySet

from folkmoot.kernel.notify import rules
from folkmoot.kernel.notify.actions.written import locked
from folkmoot.kernel.notify.models import Message, label_of
from folkmoot.kernel.personal import forget
from folkmoot.kernel.record.actions import record


@transaction.atomic
def forget_messages(
    *, to: str, about: Model, by: Model | None, at: datetime, because: str = rules.LEFT
) -> int:
    """Blank everything ever written to an address; what was still waiting is not sent."""
    return _forget_all(Message.objects.filter(to=to.strip()), about, by, at, because)


@transaction.atomic
def forget_messages_about(*, thing: Model, by: Model | None, at: datetime) -> int:
    """Blank everything ever written about a thing; what was still waiting is not sent."""
    return _forget_all(Message.objects.filter(about=label_of(thing)), thing, by, at, rules.LEFT)


@transaction.atomic
def forget_what_has_served(*, message: Message, by: Model | None, at: datetime) -> None:
    """Blank a message that was of use until a moment now past: a code, a link to confirm.

    Anybody can type anybody's address to be sent one, so the address is not kept either.
    """
    message = locked(message.pk)
    if not message.sent_at and not message.failed_at:
        message.failed_at, message.failed = at, rules.TOO_LATE
        message.save(update_fields=["failed_at", "failed"])
    forget(message)
    record("message_forgotten", about=message, by=by, at=at)


def _forget_all(
    messages: QuerySet[Message], about: Model, by: Model | None, at: datetime, because: str
) -> int:
    found = list(messages.select_for_update())
    for message in found:
        if not message.sent_at and not message.failed_at:
            message.failed_at, message.failed = at, because
            message.save(update_fields=["failed_at", "failed"])
        forget(message)
    record("messages_forgotten", about=about, by=by, at=at, number=len(found))
    return len(found)
