"""Circulars: one message of a team to many people who said yes to it, and what became of each."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import models

from folkmoot.gatherings.models import Gathering
from folkmoot.kernel.ids import new_key
from folkmoot.kernel.notify.models import Message
from folkmoot.organising.models.gifts import Tag
from folkmoot.organising.models.ground import PeopleGroup, Street, TeamQuerySet
from folkmoot.organising.models.neighbour import Neighbour
from folkmoot.organising.models.round import ListeningRound
from folkmoot.people.models import Account, Consent, Organisation, Purpose, Through
from folkmoot.places.models import Place

SEND_JOB = "send_circular"
PURPOSES = (Purpose.NEWS, Purpose.ASK, Purpose.TELL)
THROUGH = (Through.EMAIL, Through.TEXT, Through.LETTER, Through.PHONE)


class CircularStage(models.TextChoices):
    DRAFT = "DRAFT", "Being written"
    SENDING = "SENDING", "Being sent"
    STOPPED = "STOPPED", "Stopped"
    SENT = "SENT", "Sent"
    DROPPED = "DROPPED", "Not to be sent"


TONES = {
    "DRAFT": "ochre", "SENDING": "sky", "STOPPED": "terracotta", "SENT": "moss", "DROPPED": "quiet"
}  # fmt: skip


class Among(models.TextChoices):
    """Of those who said yes, whom a circular is for."""

    ALL = "all", "Everybody who said yes to it"
    STREET = "street", "Those of a street"
    GROUP = "group", "Those whose name stands with what a group said"
    TAG = "tag", "Those who offer something"
    INVITED = "invited", "Those invited to a gathering"
    CAME = "came", "Those who came to a gathering"
    SPOKE = "spoke", "Those whose name stands with what was said in a round"


# Which row says whom exactly, for each way of choosing.
OF_WHICH = {
    Among.STREET: "street",
    Among.GROUP: "group",
    Among.TAG: "tag",
    Among.INVITED: "gathering",
    Among.CAME: "gathering",
    Among.SPOKE: "round",
}


def _says_which() -> models.Q:
    """Each way of choosing names its one row, and no other."""
    every = ("street", "group", "tag", "gathering", "round")
    found = models.Q()
    for among in Among:
        wanted = OF_WHICH.get(among)
        nulls = {f"{name}__isnull": name != wanted for name in every}
        found |= models.Q(among=among, **nulls)
    return found


class Circular(models.Model):
    """One message to many. Written, looked over, sent once to each; then it stays as it went."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="circulars")
    purpose = models.CharField(max_length=10, choices=[(p.value, p.label) for p in PURPOSES])
    through = models.CharField(max_length=10, choices=[(t.value, t.label) for t in THROUGH])
    among = models.CharField(max_length=8, choices=Among, default=Among.ALL)
    street = models.ForeignKey(Street, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(PeopleGroup, models.PROTECT, null=True, blank=True, related_name="+")
    tag = models.ForeignKey(Tag, models.PROTECT, null=True, blank=True, related_name="+")
    gathering = models.ForeignKey(
        Gathering, models.PROTECT, null=True, blank=True, related_name="+"
    )
    round = models.ForeignKey(
        ListeningRound, models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject = models.CharField(max_length=120)
    text = models.TextField(max_length=4000)
    voice = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=7, choices=CircularStage, default=CircularStage.DRAFT)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    personal: ClassVar = {
        "written_by": "keep: who wrote it",
        "started_by": "keep: who answers for sending it",
    }

    class Meta:
        ordering = ("-written_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(subject="") & ~models.Q(text=""), name="circular_says_something"
            ),
            models.CheckConstraint(condition=_says_which(), name="circular_says_whom"),
            models.CheckConstraint(
                condition=models.Q(stage__in=["DRAFT", "DROPPED"], started_at__isnull=True)
                | models.Q(stage__in=["SENDING", "STOPPED", "SENT"], started_at__isnull=False),
                name="circular_sent_has_time",
            ),
        )
        indexes = (models.Index(fields=["place", "-written_at"], name="circular_newest"),)

    def __str__(self) -> str:
        return self.subject

    @property
    def scope(self) -> Place:
        """Where the roles that govern it are held."""
        return self.place

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return TONES[self.stage]

    @property
    def of_which(self) -> object:
        """The street, group, gift, gathering or round it is for; None when for everybody."""
        name = OF_WHICH.get(Among(self.among))
        return getattr(self, name) if name else None

    @property
    def in_whose_name(self) -> str:
        """Who answers for it, in words."""
        return self.voice.name if self.voice else f"The team of {self.place.name}"


class CopyStage(models.TextChoices):
    WAITING = "WAITING", "Not sent yet"
    IN_HAND = "IN_HAND", "Being handed over"
    SENT = "SENT", "Sent"
    REFUSED = "REFUSED", "The mail server says there is no such address"
    UNSURE = "UNSURE", "It may have gone: the server stopped in the middle"
    LEFT_OUT = "LEFT_OUT", "Left out"


class Why(models.TextChoices):
    """Why somebody gets no copy; "" is somebody who does."""

    NONE = "", "They get it"
    FORGOTTEN = "forgotten", "They asked to be forgotten"
    NOT_ASKED = "not_asked", "They have not been asked whether we may"
    SAID_NO = "said_no", "They said no"
    TOOK_BACK = "took_back", "They took their yes back"
    BY_LAW = "by_law", "The law wants their own yes for this"
    OTHER_NAME = "other_name", "Their yes was to another organisation"
    NO_CONTACT = "no_contact", "They asked not to be contacted"
    NO_ADDRESS = "no_address", "We do not know where to reach them in this way"
    DID_NOT_ARRIVE = "not_arrive", "What was sent there before did not arrive"
    IN_PEACE = "in_peace", "Their door is to be left in peace"
    UNINVITED = "uninvited", "They asked for no more invitations from here"
    ENOUGH = "enough", "They were written to often enough this month"
    ASKED_LATELY = "lately", "They were asked for something a short while ago"
    SAME_ADDRESS = "same", "Somebody else at the same address gets it"
    NO_STREET = "no_street", "The message names their street, and we do not know it"


class Copy(models.Model):
    """What became of a circular for one person: on what it rested, or why they were left out.

    The row stays for the count; after half a year nothing in it says who it was.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    circular = models.ForeignKey(Circular, models.PROTECT, related_name="copies")
    neighbour = models.ForeignKey(Neighbour, models.PROTECT, null=True, related_name="copies")
    stage = models.CharField(max_length=8, choices=CopyStage, default=CopyStage.WAITING)
    why = models.CharField(max_length=10, choices=Why, blank=True, default=Why.NONE)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="+")
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="+")
    address_mark = models.CharField(max_length=64, blank=True)  # a keyed hash of where it went
    sent_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar = {
        "neighbour": "cut",
        "consent": "cut",
        "message": "cut: its address and words are blanked",
        "address_mark": "blank",
    }

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["circular", "neighbour"], name="copy_once_a_person"),
            models.CheckConstraint(
                condition=models.Q(stage=CopyStage.LEFT_OUT) & ~models.Q(why="")
                | ~models.Q(stage=CopyStage.LEFT_OUT) & models.Q(why=""),
                name="copy_left_out_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage=CopyStage.SENT) | models.Q(sent_at__isnull=False),
                name="copy_sent_has_time",
            ),
        )
        indexes = (
            models.Index(fields=["circular", "stage"], name="copy_by_stage"),
            models.Index(fields=["neighbour", "-sent_at"], name="copy_of_neighbour"),
        )

    def __str__(self) -> str:
        return f"Copy {self.pk}"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A circular as it was written, before it is kept."""

    purpose: str
    through: str
    subject: str
    text: str
    among: str = Among.ALL
    which: Street | PeopleGroup | Tag | Gathering | ListeningRound | None = None
