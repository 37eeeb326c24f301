"""What is waiting to be sent, and by whom."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Min, Model, QuerySet

from folkmoot.kernel.notify.models import Channel, Message, label_of


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


def letters_to_print(within: Model) -> QuerySet[Message]:
    """Letters nobody has printed yet, oldest first."""
    return _letters(within).filter(printed_at__isnull=True)


def letters_to_post(within: Model) -> QuerySet[Message]:
    """Letters that are on paper and not in the post, oldest first."""
    return _letters(within).filter(printed_at__isnull=False)


def letters_posted(within: Model) -> QuerySet[Message]:
    """Letters that have gone, latest first. Their words are no longer here."""
    gone = Message.objects.filter(within=label_of(within), posted_date__isnull=False)
    return gone.order_by("-posted_date", "-id")


def in_a_list(letters: QuerySet[Message]) -> QuerySet[Message]:
    """Letters as a list shows them, without a word of what they say: it may open a page."""
    return letters.only(
        "to", "subject", "channel", "created_at", "printed_at", "posted_date", "sent_at"
    )


def letters_waiting(within: Iterable[Model]) -> dict[str, tuple[int, datetime]]:
    """By the label of each place where any wait: how many, and since when. One query."""
    labels = [label_of(each) for each in within]
    found = waiting().filter(channel=Channel.LETTER, within__in=labels).order_by()
    rows = found.values_list("within").annotate(Count("id"), Min("created_at"))
    return {label: (number, since) for label, number, since in rows}


def _letters(within: Model) -> QuerySet[Message]:
    return by_hand(Channel.LETTER).filter(within=label_of(within))


def served(at: datetime) -> QuerySet[Message]:
    """Messages that were of use only until a moment now past, and still say to whom they went."""
    return Message.objects.filter(keeps_text=False, useful_until__lte=at).exclude(to="")


def messages_about(thing: Model) -> QuerySet[Message]:
    """What has been sent about something, latest first."""
    return Message.objects.filter(about=label_of(thing)).order_by("-created_at", "-id")


def given_up() -> QuerySet[Message]:
    """Messages that could not be delivered, latest first: someone should try another way."""
    return Message.objects.filter(failed_at__isnull=False).order_by("-failed_at", "-id")
