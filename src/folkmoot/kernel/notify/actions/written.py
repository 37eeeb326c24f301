"""What every message has in common: how it is kept, and taken in hand."""

import uuid

from folkmoot.kernel.notify import rules
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.rules import refuse


def written(message: Message) -> Message:
    refuse(
        rules.why_not_queue(
            channel=message.channel, to=message.to, subject=message.subject, text=message.text
        )
    )
    message.save()
    return message


def locked(key: uuid.UUID) -> Message:
    return Message.objects.select_for_update().get(pk=key)
