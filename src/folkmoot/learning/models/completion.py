"""Completions: who has learnt what, as a trainer confirmed, and what was withdrawn."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models

from folkmoot.kernel.ids import new_key
from folkmoot.learning.models.course import Course, CourseEdition, led_by
from folkmoot.learning.models.learner import Learner
from folkmoot.people.models import Account


class Way(models.TextChoices):
    CAME = "CAME", "Came to the sessions"
    KNEW = "KNEW", "Could do it already"


class CompletionQuerySet(models.QuerySet["Completion"]):
    def visible_to(self, user: object) -> Self:
        """Seen by those who lead the course, and nobody else."""
        return self.filter(led_by(user, "learner__run__edition__course")).select_related(
            "learner__run__edition__course__place", "learner__run__edition__course__hub"
        )

    def standing(self) -> Self:
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Completion(models.Model):
    """That somebody has completed a course. Written once; withdrawn once, with the reason."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    learner = models.OneToOneField(Learner, models.PROTECT, related_name="completion")
    way = models.CharField(max_length=4, choices=Way)
    because = models.CharField(max_length=400, blank=True)  # how they could do it already
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    ends_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=400, blank=True)

    objects = CompletionQuerySet.as_manager()

    personal: ClassVar = {
        "learner": "keep: the learner is blanked, that somebody completed is not",
        "confirmed_by": "keep: who answers for it",
        "withdrawn_by": "keep: who answers for it",
    }

    class Meta:
        ordering = ("-confirmed_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(way=Way.KNEW) | models.Q(because__gt=""),
                name="completion_recognised_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_because="")
                | models.Q(withdrawn_at__isnull=False, withdrawn_because__gt=""),
                name="completion_withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gt=models.F("confirmed_at")),
                name="completion_lasts",
            ),
        )

    def __str__(self) -> str:
        return f"Completion {self.pk}"

    @property
    def edition(self) -> CourseEdition:
        """What was learnt."""
        return self.learner.run.edition

    @property
    def scope(self) -> Course:
        """Where the roles that govern a completion are held."""
        return self.learner.run.edition.course

    def has_ended(self, at: datetime) -> bool:
        """Whether it was for a time, and that is over."""
        return self.ends_at is not None and self.ends_at <= at
