"""What people said, kept apart from who they are, and apart from what the listener noticed."""

from typing import ClassVar, Self

from django.db import models

from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ids import new_key
from folkmoot.organising.models.ground import PeopleGroup, Street
from folkmoot.organising.models.outing import Outing
from folkmoot.organising.models.round import ListeningRound, Question
from folkmoot.people.models import Account
from folkmoot.places.models import Place, places_of


class Kind(models.TextChoices):
    DOOR = "door", "At a door"
    STREET = "street", "On the street"
    GARDEN = "garden", "Over a garden wall"
    CAFE = "cafe", "In a café or shop"
    PHONE = "phone", "By phone"
    GROUP = "group", "With a group"
    OTHER = "other", "Somewhere else"


class Band(models.TextChoices):
    """About how long it took: nobody looks at a watch while listening."""

    MOMENT = "moment", "A few words"
    SHORT = "short", "Up to 10 minutes"
    HALF = "half", "Up to half an hour"
    HOUR = "hour", "Up to an hour"
    LONG = "long", "Longer"


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, user: object) -> Self:
        """Notes stay with those who listen in the place."""
        here = places_of(user, Permission.LISTEN)
        return self.filter(place__in=here).select_related("place", "round", "street")

    def standing(self) -> Self:
        """Notes as they now stand, for counting: not those that a later one puts right."""
        return self.filter(amended_by__isnull=True)

    def readable(self) -> Self:
        """Those of them whose words have not been taken back."""
        return self.standing().filter(withdrawn_at__isnull=True)


class Conversation(models.Model):
    """One listening encounter. It says nothing of who was heard: not their name, nor their door.

    Its key is made where it was noted, on a phone without signal perhaps, so that the same note
    sent twice is one note. It is never changed; what is put right is a new note that `amends`
    this one.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="conversations")
    round = models.ForeignKey(ListeningRound, models.PROTECT, related_name="conversations")
    outing = models.ForeignKey(
        Outing, models.PROTECT, null=True, blank=True, related_name="conversations"
    )
    kind = models.CharField(max_length=6, choices=Kind)
    band = models.CharField(max_length=6, choices=Band)
    street = models.ForeignKey(
        Street, models.PROTECT, null=True, blank=True, related_name="conversations"
    )
    groups = models.ManyToManyField(PeopleGroup, related_name="conversations", blank=True)
    n_people = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(max_length=40, blank=True)  # "" is English
    may_quote = models.BooleanField(default=False)  # they said yes to their words being quoted
    said_at = models.DateTimeField()  # by the clock of whoever noted it
    received_at = models.DateTimeField()  # by ours
    digest = models.CharField(max_length=64)  # SHA-256 of what was sent: the same note, or another
    amends = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="amended_by"
    )
    beside = models.ForeignKey(  # the one that came first, when two came under one number
        "self", models.PROTECT, null=True, blank=True, related_name="others_beside"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        ordering = ("-said_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(n_people__gte=1, n_people__lte=500),
                name="conversation_with_somebody",
            ),
        )
        indexes = (
            models.Index(fields=["place", "-said_at"], name="conversation_place_said"),
            models.Index(fields=["round", "street"], name="conversation_round_street"),
            models.Index(fields=["round", "digest"], name="conversation_dealt"),
        )

    def __str__(self) -> str:
        return f"Conversation {self.pk}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern a conversation are held."""
        return self.place


class Answer(models.Model):
    """What was said to one question, in their words."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    words = models.TextField(max_length=4000)

    personal: ClassVar = {"words": "blank"}

    class Meta:
        ordering = ("question__number",)
        constraints = (
            models.UniqueConstraint(fields=["conversation", "question"], name="answer_once"),
        )

    def __str__(self) -> str:
        return f"Answer {self.pk}"


class Listener(models.Model):
    """Who listened."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="listeners")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")

    personal: ClassVar = {"account": "keep: who listened; the account itself is blanked"}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["conversation", "account"], name="listener_once"),
        )

    def __str__(self) -> str:
        return f"Listener of {self.conversation_id}"


class NoticedQuerySet(models.QuerySet["Noticed"]):
    def visible_to(self, user: object) -> Self:
        """What a listener noticed is read by the one who wrote it, and nobody else."""
        return self.filter(by_id=getattr(user, "pk", None))


class Noticed(models.Model):
    """What the listener noticed: private to them, and gone after ninety days."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="noticed")
    words = models.TextField(max_length=2000)
    by = models.ForeignKey(Account, models.CASCADE, related_name="+")
    gone_at = models.DateTimeField()

    objects = NoticedQuerySet.as_manager()

    personal: ClassVar = {
        "words": "gone after ninety days",
        "by": "gone with the words, or when they leave",
    }

    class Meta:
        indexes = (models.Index(fields=["gone_at"], name="noticed_gone_at"),)

    def __str__(self) -> str:
        return f"Noticed {self.pk}"
