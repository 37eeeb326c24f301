"""What is waiting to be sent, and by whom."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, F, Min, Model, Q, QuerySet

from folkmoot.kernel.notify.models import BY_TELEPHONE, Channel, Message, label_of
from folkmoot.kernel.prepared import prepared


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


def in_a_list(messages: QuerySet[Message]) -> QuerySet[Message]:
    """Messages as a list shows them, without a word of what they say: it may open a page."""
    return messages.only(
        "to",
        "subject",
        "channel",
        "created_at",
        "printed_at",
        "posted_date",
        "sent_at",
        "tries",
        "next_try_at",
        "failed",
        "failed_at",
    )


def telephone_list(within: Model) -> QuerySet[Message]:
    """Calls to make and texts to send: those to be tried first, then the oldest first."""
    found = waiting().filter(channel__in=BY_TELEPHONE, within=label_of(within))
    return found.order_by(F("next_try_at").asc(nulls_first=True), "created_at", "id")


def telephoned(within: Model) -> QuerySet[Message]:
    """Calls and texts that reached someone, latest first. Their words are no longer here."""
    done = Message.objects.filter(channel__in=BY_TELEPHONE, within=label_of(within))
    return done.filter(sent_at__isnull=False).order_by("-sent_at", "-id")


def not_reached(within: Model) -> QuerySet[Message]:
    """Calls and texts given up, latest first: someone should find another way."""
    mine = Message.objects.filter(channel__in=BY_TELEPHONE, within=label_of(within))
    return mine.filter(failed_at__isnull=False).exclude(to="").order_by("-failed_at", "-id")


def by_telephone(within: Model) -> QuerySet[Message]:
    """Every call and text of a place, whatever became of it."""
    return Message.objects.filter(channel__in=BY_TELEPHONE, within=label_of(within))


class Pile(NamedTuple):
    """How much of one kind waits for somebody's hands, and since when."""

    number: int
    since: datetime


def piles_of(within: Iterable[Model], at: datetime) -> dict[str, dict[str, Pile]]:
    """What waits for hands, by the label of the place and the channel. One query.

    A call that is to be tried again later in the day does not wait on anybody now.
    """
    piles: dict[str, dict[str, Pile]] = {}
    for label, channel, number, since in _piled(tuple(map(label_of, within)), at):
        piles.setdefault(label, {})[channel] = Pile(number, since)
    return piles


@prepared
def _piled(labels: tuple[str, ...], at: datetime) -> QuerySet[Message, Any]:
    now = Q(next_try_at__isnull=True) | Q(next_try_at__lte=at)
    found = waiting().filter(now, within__in=labels).exclude(channel=Channel.EMAIL).order_by()
    return found.values_list("within", "channel").annotate(Count("id"), Min("created_at"))


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
