"""What is waiting to be sent, and by whom."""

from datetime import datetime

from django.db.models import Model, QuerySet

from folkmoot.kernel.notify.models import Channel, Message


def waiting() -> QuerySet[Message]:
    """Messages neither sent nor given up, oldest first."""
    return Message.objects.filter(sent_at__isnull=True, failed_at__isnull=True).order_by(
        "created_at", "id"
    )


def emails_due(at: datetime) -> QuerySet[Message]:
    """E-mails whose next try has come."""
    return waiting().filter(channel=Channel.EMAIL, next_try_at__lte=at)


def by_hand(channel: str) -> QuerySet[Message]:
    """Letters to print, calls to make and texts to send: what people do, not machines."""
    return waiting().filter(channel=channel)


def letters_to_print() -> QuerySet[Message]:
    """Letters nobody has printed yet, oldest first."""
    return by_hand(Channel.LETTER)


def served(at: datetime) -> QuerySet[Message]:
    """Messages that were of use only until a moment now past, and still say to whom they went."""
    return Message.objects.filter(keeps_text=False, useful_until__lte=at).exclude(to="")


def messages_about(thing: Model) -> QuerySet[Message]:
    """What has been sent about something, latest first."""
    about = f"{thing._meta.label}:{thing.pk}"
    return Message.objects.filter(about=about).order_by("-created_at", "-id")


def given_up() -> QuerySet[Message]:
    """Messages that could not be delivered, latest first: someone should try another way."""
    return Message.objects.filter(failed_at__isnull=False).order_by("-failed_at", "-id")
