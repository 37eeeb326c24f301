"""Runs: a course given once, in sessions that are gatherings, led by trainers."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models

from folkmoot.gatherings.models import Gathering
from folkmoot.kernel.access.roles import Role
from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.learning.models.course import Course, CourseEdition, Trainer, led_by
from folkmoot.people.models import Account
from folkmoot.places.models import Place


class RunStage(models.TextChoices):
    DRAFT = "DRAFT", "Being planned"
    OPEN = "OPEN", "Open to sign up"
    OFF = "OFF", "Called off"


class RunQuerySet(models.QuerySet["Run"]):
    def visible_to(self, user: object) -> Self:
        """What is open, or was, is public; what is planned is seen by those who lead the course."""
        seen = models.Q(opened_at__isnull=False) | led_by(user, "edition__course")
        return self.filter(seen).select_related("edition__course__place", "edition__course__hub")


class Run(models.Model):
    """One time that a course is given: to people who sign up for it, over some sessions."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    edition = models.ForeignKey(CourseEdition, models.PROTECT, related_name="runs")
    stage = models.CharField(max_length=5, choices=RunStage, default=RunStage.DRAFT)
    seats = models.PositiveSmallIntegerField()
    trainers = models.ManyToManyField(Trainer, related_name="runs")
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    off_at = models.DateTimeField(null=True, blank=True)
    off_because = models.CharField(max_length=300, blank=True)

    objects = RunQuerySet.as_manager()

    personal: ClassVar = {"planned_by": "keep: who answers for the run"}

    class Meta:
        ordering = ("-planned_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(seats__gte=1, seats__lte=1000), name="run_has_room"
            ),
            models.CheckConstraint(
                condition=~models.Q(stage=RunStage.OPEN) | models.Q(opened_at__isnull=False),
                name="run_open_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(stage=RunStage.OFF, off_at__isnull=False, off_because__gt="")
                | (~models.Q(stage=RunStage.OFF) & models.Q(off_at__isnull=True)),
                name="run_off_has_reason",
            ),
        )

    def __str__(self) -> str:
        return f"Run {self.ref}"

    @property
    def course(self) -> Course:
        """What is given."""
        return self.edition.course

    @property
    def place(self) -> Place:
        """Where it is given."""
        return self.edition.course.place

    @property
    def scope(self) -> Course:
        """Where the roles that govern a run are held."""
        return self.edition.course

    def roles_of(self, user: object, *, at: datetime) -> frozenset[Role]:
        """Roles this user holds in the course, and in its place."""
        return self.scope.roles_of(user, at=at)


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, user: object) -> Self:
        """Seen by those who lead the course; everyone else reads of it on the gathering's page."""
        return self.filter(led_by(user, "run__edition__course")).select_related(
            "gathering__place", "run__edition__course__place", "run__edition__course__hub"
        )


class Session(models.Model):
    """One meeting of a run. It is a gathering: what is known of when and where is kept there."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    run = models.ForeignKey(Run, models.PROTECT, related_name="sessions")
    gathering = models.OneToOneField(Gathering, models.PROTECT, related_name="session")

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ("gathering__starts_at", "id")

    def __str__(self) -> str:
        return f"Session {self.pk}"

    @property
    def scope(self) -> Course:
        """Where the roles that govern a session are held."""
        return self.run.edition.course

    @property
    def hours(self) -> float:
        """How long it lasts. Wants the gathering selected."""
        return (self.gathering.ends_at - self.gathering.starts_at).total_seconds() / 3600
