"""A round of listening: what is asked, from when to when, and how people were told."""

from typing import ClassVar, Self

from django.db import models

from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.organising.models.ground import TeamQuerySet
from folkmoot.people.models import Account
from folkmoot.places.models import Place


class RoundStage(models.TextChoices):
    PLANNED = "PLANNED", "Being planned"
    OPEN = "OPEN", "Listening"
    HEARD = "HEARD", "Listening has ended; people are to be told"
    CLOSED = "CLOSED", "People have been told"


TONES = {"PLANNED": "quiet", "OPEN": "moss", "HEARD": "ochre", "CLOSED": "sky"}


class ListeningRound(models.Model):
    """Some weeks in which a place goes and listens, with the same questions for everyone."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="listening_rounds")
    name = models.CharField(max_length=120)
    why = models.TextField(max_length=1000)  # said at the door: what becomes of what people say
    stage = models.CharField(max_length=8, choices=RoundStage, default=RoundStage.PLANNED)
    starts_date = models.DateField()
    ends_date = models.DateField()
    tell_by_date = models.DateField()  # people are promised to be told by then
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    personal: ClassVar = {"planned_by": "keep: who answers for the round"}

    class Meta:
        ordering = ("-starts_date", "-planned_at")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(starts_date__lte=models.F("ends_date"))
                & models.Q(ends_date__lte=models.F("tell_by_date")),
                name="round_starts_ends_and_tells_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(stage=RoundStage.PLANNED) | models.Q(opened_at__isnull=False),
                name="round_open_has_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage=RoundStage.CLOSED)
                | models.Q(ended_at__isnull=False, closed_at__isnull=False),
                name="round_closed_has_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(why=""), name="round_says_what_and_why"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> Place:
        """Where the roles that govern a round are held."""
        return self.place

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return TONES[self.stage]


class Asks(models.TextChoices):
    """What a question is after, so that nothing reads answers by their position."""

    LOVE = "love", "What they love"
    CONCERN = "concern", "What worries them"
    CHANGE = "change", "What they would change"
    BRING = "bring", "What they could bring"
    TOGETHER = "together", "Who brings people together"
    REACH = "reach", "Who could help reach someone with influence"
    OTHER = "other", "Something else"


FIRST_QUESTIONS: tuple[tuple[str, str], ...] = (
    (Asks.LOVE, "What do you love about living here?"),
    (Asks.CONCERN, "What worries you, or makes you angry?"),
    (Asks.CHANGE, "If you could change one thing, what would it be?"),
    (Asks.BRING, "What do you like doing that you would share with others?"),
    (Asks.TOGETHER, "Who around here is good at bringing people together?"),
    (Asks.REACH, "Who could help you reach someone with the power to change things?"),
)


class Question(models.Model):
    """One question of a round, word for word. Fixed once the listening has begun."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    round = models.ForeignKey(ListeningRound, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    asks = models.CharField(max_length=8, choices=Asks)
    words = models.CharField(max_length=200)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["round", "number"], name="question_number_once"),
            models.CheckConstraint(condition=~models.Q(words=""), name="question_has_words"),
        )

    def __str__(self) -> str:
        return self.words


class Way(models.TextChoices):
    LETTER = "letter", "A letter through the doors"
    GATHERING = "gathering", "A gathering"
    PAGE = "page", "A page anyone can read"
    TEXT = "text", "A text or a call to those who asked for one"


class TellingQuerySet(models.QuerySet["Telling"]):
    def standing(self) -> Self:
        """Those that still hold: not by a page that was taken back."""
        return self.exclude(heard_page__stage="TAKEN_BACK")


class Telling(models.Model):
    """One way in which people were told what was heard. A round cannot close without one."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    round = models.ForeignKey(ListeningRound, models.PROTECT, related_name="tellings")
    way = models.CharField(max_length=10, choices=Way)
    told_date = models.DateField()
    words = models.TextField(max_length=2000)  # what was said, or where it can be read
    n_reached = models.PositiveIntegerField(null=True, blank=True)  # about how many people
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    objects = TellingQuerySet.as_manager()

    personal: ClassVar = {"noted_by": "keep: who answers for what was said"}

    class Meta:
        ordering = ("told_date", "noted_at")
        constraints = (
            models.CheckConstraint(condition=~models.Q(words=""), name="telling_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.get_way_display()}, {self.told_date:%Y-%m-%d}"
