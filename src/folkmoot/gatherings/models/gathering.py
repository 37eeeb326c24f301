"""People meeting: what, when, where, who is welcome, and what came of it."""

from typing import ClassVar, Self

from django.db import models
from django.utils.timezone import localtime

from folkmoot.gatherings.models.day import DayOfAction
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.kernel.ui.words import clock_time, moment
from folkmoot.people.models import Account
from folkmoot.places.models import Place, places_of


class Kind(models.TextChoices):
    CIRCLE = "circle", "Listening circle"
    PARTY = "party", "Street party"
    ASSEMBLY = "assembly", "Assembly"
    TRAINING = "training", "Training session"
    PANEL = "panel", "Panel"
    VOLUNTEERING = "volunteering", "Volunteer day"
    OTHER = "other", "Get-together"


class GatheringStage(models.TextChoices):
    DRAFT = "DRAFT", "Being planned"
    ANNOUNCED = "ANNOUNCED", "Announced"
    HELD = "HELD", "Held"
    OFF = "OFF", "Called off"


TONES = {"DRAFT": "ochre", "ANNOUNCED": "moss", "HELD": "sky", "OFF": "terracotta"}


class OpenTo(models.TextChoices):
    EVERYONE = "everyone", "Everyone is welcome"
    INVITED = "invited", "Only those who are invited"


class Childcare(models.TextChoices):
    NONE = "none", "No childcare"
    ASK = "ask", "Tell us, and we will see to it"
    THERE = "there", "There is childcare"


# What people need to know before they set out: the column, and its words.
ACCESS = {
    "is_step_free": "Step-free from the street to the seats",
    "has_toilet": "A toilet a wheelchair fits into",
    "has_loop": "A hearing loop that works",
    "has_signing": "A sign language interpreter",
    "has_quiet_room": "A quiet room to go to",
}


class GatheringQuerySet(models.QuerySet["Gathering"]):
    def visible_to(self, user: object) -> Self:
        """What has been announced is public; what is planned is seen by those who plan it."""
        here = places_of(user, Permission.GATHERING_HOLD)
        seen = models.Q(announced_at__isnull=False) | models.Q(place__in=here)
        return self.filter(seen).select_related("place", "day")

    def announced(self) -> Self:
        """What the public knows of, called off or not."""
        return self.filter(announced_at__isnull=False)


class Gathering(models.Model):
    """Anything where people meet: a listening circle, a street party, a training session."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="gatherings")
    day = models.ForeignKey(
        DayOfAction, models.PROTECT, null=True, blank=True, related_name="gatherings"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=120)
    about = models.TextField(max_length=1500, blank=True)
    stage = models.CharField(max_length=9, choices=GatheringStage, default=GatheringStage.DRAFT)
    open_to = models.CharField(max_length=8, choices=OpenTo, default=OpenTo.EVERYONE)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    where = models.CharField(max_length=200)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    seats = models.PositiveIntegerField(null=True, blank=True)  # for how many there is room
    childcare = models.CharField(max_length=5, choices=Childcare, default=Childcare.NONE)
    is_step_free = models.BooleanField(default=False)
    has_toilet = models.BooleanField(default=False)
    has_loop = models.BooleanField(default=False)
    has_signing = models.BooleanField(default=False)
    has_quiet_room = models.BooleanField(default=False)
    access_words = models.CharField(max_length=400, blank=True)
    ask = models.CharField(max_length=200, blank=True)  # whom to ask, and how; public
    # How often what a calendar shows has changed (SEQUENCE in RFC 5545, 3.8.7.4), and when last.
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    announced_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    off_because = models.CharField(max_length=300, blank=True)
    n_counted = models.PositiveIntegerField(null=True, blank=True)  # heads, when they were counted

    objects = GatheringQuerySet.as_manager()

    personal: ClassVar = {"planned_by": "keep: who answers for the gathering"}

    class Meta:
        ordering = ("starts_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(starts_at__lt=models.F("ends_at")),
                name="gathering_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(where=""),
                name="gathering_says_what_and_where",
            ),
            models.CheckConstraint(
                condition=models.Q(longitude__isnull=True, latitude__isnull=True)
                | models.Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
                name="gathering_point_is_on_earth",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["ANNOUNCED", "HELD"])
                | models.Q(announced_at__isnull=False),
                name="gathering_announced_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=["DRAFT", "ANNOUNCED"], ended_at__isnull=True)
                | models.Q(stage__in=["HELD", "OFF"], ended_at__isnull=False),
                name="gathering_over_has_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage=GatheringStage.OFF) | ~models.Q(off_because=""),
                name="gathering_off_has_reason",
            ),
        )
        indexes = (
            models.Index(fields=["place", "starts_at"], name="gathering_in_order"),
            models.Index(fields=["stage", "starts_at"], name="gathering_to_come"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> Place:
        """Where the roles that govern a gathering are held."""
        return self.place

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return TONES[self.stage]

    @property
    def until(self) -> str:
        """When it ends, in words; the day only when that is another than the first."""
        starts, ends = localtime(self.starts_at), localtime(self.ends_at)
        return clock_time(ends.time()) if starts.date() == ends.date() else moment(self.ends_at)

    @property
    def access(self) -> list[str]:
        """What makes it easier to come, in words."""
        return [words for name, words in ACCESS.items() if getattr(self, name)]


class AgendaItem(models.Model):
    """One thing people come to talk about or do, and afterwards what was said."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="agenda")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    said = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["gathering", "number"], name="agenda_number_once"),
            models.CheckConstraint(condition=~models.Q(title=""), name="agenda_item_has_a_title"),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
