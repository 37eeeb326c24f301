"""What we have told people, are about to tell them, or could not."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from folkmoot.kernel.ids import new_key


class Channel(models.TextChoices):
    EMAIL = "email", "By e-mail"
    LETTER = "letter", "By letter"
    TEXT = "text", "By text"
    PHONE = "phone", "By phone"


class Outcome(models.TextChoices):
    """What comes of a call made, or of a text sent, by someone on the team."""

    REACHED = "reached", "I reached them and told them"
    NO_ANSWER = "no_answer", "Nobody answered"
    SENT = "sent", "The text is sent"
    WRONG_NUMBER = "wrong_number", "The number is wrong"


# What people do with a telephone of the team's, and what can come of it.
BY_TELEPHONE = {
    Channel.PHONE: (Outcome.REACHED, Outcome.NO_ANSWER, Outcome.WRONG_NUMBER),
    Channel.TEXT: (Outcome.SENT, Outcome.WRONG_NUMBER),
}


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail before it is written down.

    After `useful_until` it is not sent, and its text is not kept once it has gone. At `stop_link`
    one press, in the mail program itself, ends what is sent like this.
    """

    to: str
    subject: str
    text: str
    useful_until: datetime | None = None
    stop_link: str = ""


def label_of(thing: models.Model) -> str:
    """How a message names what it is about, and where it belongs: kind and key."""
    return f"{thing._meta.label}:{thing.pk}"


class Message(models.Model):
    """One message to one address: waiting, sent, or given up on with the reason."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    channel = models.CharField(max_length=10, choices=Channel)
    # An e-mail address, the lines of an envelope, or a name (if it is known) and under it a number.
    to = models.TextField(max_length=400, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    keeps_text = models.BooleanField(default=True)
    about = models.CharField(max_length=80)
    # Of what is done by hand: where the people are who print and post it, ring or send it.
    within = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True, blank=True)
    useful_until = models.DateTimeField(null=True, blank=True)
    # Where one press, in the mail program itself, ends what is sent like this (RFC 8058).
    stop_link = models.CharField(max_length=500, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    printed_at = models.DateTimeField(null=True, blank=True)
    posted_date = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    failed = models.CharField(max_length=300, blank=True)

    personal: ClassVar = {
        "to": "blank",
        "subject": "blank",
        "text": "blank",
        "stop_link": "blank",
    }

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False)
                | Q(failed_at__isnull=False)
                | (~Q(to="") & ~Q(text="")),
                name="waiting_message_says_something_to_someone",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(failed_at__isnull=True),
                name="message_sent_or_given_up",
            ),
            models.CheckConstraint(
                condition=Q(posted_date__isnull=True)
                | Q(channel=Channel.LETTER, printed_at__isnull=False, sent_at__isnull=False),
                name="message_posted_was_printed",
            ),
        )
        indexes = (
            models.Index(
                fields=["channel", "next_try_at"],
                condition=Q(sent_at__isnull=True, failed_at__isnull=True),
                name="message_waiting",
            ),
            models.Index(fields=["about", "created_at"], name="message_about"),
            models.Index(
                fields=["within", "posted_date"],
                condition=Q(channel=Channel.LETTER),
                name="message_letters_within",
            ),
            models.Index(
                fields=["within", "sent_at"],
                condition=Q(channel__in=[Channel.PHONE, Channel.TEXT]),
                name="message_calls_within",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.pk}"

    @property
    def addressee(self) -> str:
        """Whom it is for, in a list: a name, without the street or the number."""
        if not self.to:
            return "Someone we have forgotten"
        name, _, rest = self.to.partition("\n")
        if self.channel in BY_TELEPHONE and not rest:
            return "Someone whose name we do not know"
        return name.strip()

    @property
    def number(self) -> str:
        """Of a call or a text: the number, as it was given."""
        return self.to.rsplit("\n", 1)[-1].strip()

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it: figures, and a plus before them."""
        plus = "+" if self.number.startswith("+") else ""
        return plus + "".join(sign for sign in self.number if sign in "0123456789")
