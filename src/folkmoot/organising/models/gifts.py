"""What people offer and wish for, what is needed, and who was asked what."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Lower

from folkmoot.kernel.ids import new_key
from folkmoot.organising.models.ground import TeamQuerySet
from folkmoot.organising.models.neighbour import Neighbour
from folkmoot.people.models import Account, Through
from folkmoot.places.models import Place


class TagKind(models.TextChoices):
    HEAD = "head", "Head: what I know"
    HANDS = "hands", "Hands: what I can do"
    HEART = "heart", "Heart: what I care for"


class Tag(models.Model):
    """A short name for something people can do or care for; the same for the whole site."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=5, choices=TagKind)
    heading = models.CharField(max_length=60, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("heading", "name")
        constraints = (models.UniqueConstraint(Lower("name"), name="tag_once"),)

    def __str__(self) -> str:
        return self.name


class TagWord(models.Model):
    """Another word for a tag, by which it is found in what somebody says."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="words")
    word = models.CharField(max_length=60)

    class Meta:
        ordering = ("word",)
        constraints = (models.UniqueConstraint(Lower("word"), name="tag_word_once"),)

    def __str__(self) -> str:
        return self.word


class OfNeighbourQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: object) -> Self:
        """Seen by those who listen in the place where somebody was met, and nobody else."""
        return self.filter(neighbour__in=Neighbour.objects.met_for(user)).select_related(
            "neighbour__place", "neighbour__person"
        )

    def standing(self) -> Self:
        """Those that have not ended."""
        return self.filter(ended_at__isnull=True)


class MayAsk(models.TextChoices):
    TEAM = "team", "The team"
    PLACE = "place", "Anyone of the place"
    HEARD = "heard", "Only the one they told it to"
    NOBODY = "nobody", "Nobody, for now"


class Gift(models.Model):
    """What somebody offers, in their own words, with the tags by which it is found."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    neighbour = models.ForeignKey(Neighbour, models.PROTECT, related_name="gifts")
    words = models.CharField(max_length=300, blank=True)
    tags = models.ManyToManyField(Tag, related_name="gifts")
    may_ask = models.CharField(max_length=6, choices=MayAsk, default=MayAsk.TEAM)
    gap_days = models.PositiveSmallIntegerField(default=30)  # between two asks, at the least
    heard_at = models.DateTimeField()
    heard_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OfNeighbourQuerySet.as_manager()

    personal: ClassVar = {"words": "blank", "heard_by": "keep: who heard it"}

    class Meta:
        ordering = ("-heard_at", "-id")

    def __str__(self) -> str:
        return f"Gift {self.pk}"

    @property
    def is_over(self) -> bool:
        """Whether it is offered no more."""
        return self.ended_at is not None

    @property
    def scope(self) -> Place:
        """Where the roles that govern a gift are held."""
        return self.neighbour.place


class Wish(models.Model):
    """What somebody would like to do or learn; never what they lack."""

    gap_days: ClassVar = 30  # between two asks: who wishes does not say how often

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    neighbour = models.ForeignKey(Neighbour, models.PROTECT, related_name="wishes")
    words = models.CharField(max_length=300, blank=True)
    may_ask = models.CharField(max_length=6, choices=MayAsk, default=MayAsk.NOBODY)
    heard_at = models.DateTimeField()
    heard_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    came_true_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar = {"words": "blank", "heard_by": "keep: who heard it"}

    class Meta:
        ordering = ("-heard_at", "-id")

    def __str__(self) -> str:
        return f"Wish {self.pk}"

    @property
    def is_over(self) -> bool:
        """Whether it came true, or is wished no more."""
        return bool(self.came_true_at or self.ended_at)


class OpportunityStage(models.TextChoices):
    OPEN = "OPEN", "Looking for people"
    FILLED = "FILLED", "Enough people"
    DONE = "DONE", "Done"
    CALLED_OFF = "CALLED_OFF", "Called off"


class Check(models.TextChoices):
    """Which criminal record check the law lets one ask for; asking for another is an offence."""

    NONE = "none", "No check: asking for one would be against the law"
    CHILDREN = "children", "Enhanced check"
    BARRED_CHILDREN = "barred_children", "Enhanced check with the children's barred list"
    BARRED_ADULTS = "barred_adults", "Enhanced check with the adults' barred list"


class Opportunity(models.Model):
    """Something to be done, with how many people and which gifts it needs."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="opportunities")
    title = models.CharField(max_length=120)
    words = models.TextField(max_length=1000, blank=True)
    tags = models.ManyToManyField(Tag, related_name="opportunities")
    n_needed = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField(null=True, blank=True)
    check_needed = models.CharField(max_length=16, choices=Check, default=Check.NONE)
    stage = models.CharField(max_length=10, choices=OpportunityStage, default="OPEN")
    urgent_at = models.DateTimeField(null=True, blank=True)  # somebody who had said yes cancelled
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    personal: ClassVar = {"opened_by": "keep: who asks for it"}

    class Meta:
        ordering = ("-opened_at", "-id")
        constraints = (
            models.CheckConstraint(condition=~models.Q(title=""), name="opportunity_says_what"),
            models.CheckConstraint(
                condition=models.Q(n_needed__gte=1, n_needed__lte=500), name="opportunity_for_some"
            ),
        )

    def __str__(self) -> str:
        return f"Opportunity {self.pk}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern an opportunity are held."""
        return self.place


class AskStage(models.TextChoices):
    ASKED = "ASKED", "Asked"
    YES = "YES", "Said yes"
    NOT_NOW = "NOT_NOW", "Not now"
    NO = "NO", "No"
    CANCELLED = "CANCELLED", "Had to cancel"
    DID = "DID", "Did it"
    THANKED = "THANKED", "Thanked"


GOING = (AskStage.YES, AskStage.DID, AskStage.THANKED)


class Ask(models.Model):
    """One person asked by another for one thing, why them, and what came of it.

    What was given and what was received are two confirmations: by who gave, and by who received.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="asks")
    neighbour = models.ForeignKey(Neighbour, models.PROTECT, related_name="asks")
    because = models.CharField(max_length=300, blank=True)  # tags in common; never their words
    through = models.CharField(max_length=10, choices=Through)
    stage = models.CharField(max_length=10, choices=AskStage, default=AskStage.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)  # confirmed by who gave
    received_at = models.DateTimeField(null=True, blank=True)  # confirmed by who received
    thanked_at = models.DateTimeField(null=True, blank=True)

    objects = OfNeighbourQuerySet.as_manager()

    personal: ClassVar = {
        "neighbour": "keep: that somebody helped; the person is blanked",
        "asked_by": "keep: who asked",
    }

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=["opportunity", "neighbour"], name="asked_once_for_it"),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["DID", "THANKED"])
                | models.Q(given_at__isnull=False, received_at__isnull=False),
                name="done_when_both_say_so",
            ),
        )
        indexes = (models.Index(fields=["neighbour", "-asked_at"], name="ask_of_neighbour"),)

    def __str__(self) -> str:
        return f"Ask {self.pk}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern an ask are held."""
        return self.neighbour.place
