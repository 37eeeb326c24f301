"""Assessors far apart are brought together; what each had given stays beside what came of it."""

from typing import Any, ClassVar, Self

from django.db import models

from folkmoot.granting.models.application import Application
from folkmoot.granting.models.assessing import TOP, Assignment
from folkmoot.granting.models.hidden import kept_from
from folkmoot.granting.models.panel import programmes_where
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account
from folkmoot.programmes.models import Criterion, Programme


class Came(models.TextChoices):
    OPEN = "OPEN", "They are to talk"
    CONSENSUS = "CONSENSUS", "They agree"
    DIVERGENCE = "DIVERGENCE", "They still differ"
    LOCKED = "LOCKED", "Locked"


CAME_ONWARDS: dict[str, tuple[str, ...]] = {
    "OPEN": ("CONSENSUS", "DIVERGENCE"),
    "CONSENSUS": ("DIVERGENCE", "LOCKED"),
    "DIVERGENCE": ("CONSENSUS", "LOCKED"),
    "LOCKED": (),
}
CAME_TONES = {"OPEN": "ochre", "CONSENSUS": "moss", "DIVERGENCE": "plum", "LOCKED": "moss"}


class ModerationQuerySet(models.QuerySet["Moderation"]):
    def visible_to(self, user: object) -> Self:
        """Who runs the panel, and those who marked the application."""
        key: Any = getattr(user, "pk", None)
        run = programmes_where(user, Permission.PANEL_KEEP)
        marked = Assignment.objects.filter(
            assessor__account_id=key, assessor__account__isnull=False, stage="SUBMITTED"
        )
        seen = models.Q(application__call__programme__in=run) | models.Q(
            application__in=marked.values("application")
        )
        return self.filter(seen & ~kept_from(user, "application__")).select_related(
            "application__call__programme", "application__call__panel", "application__lead"
        )


class Moderation(models.Model):
    """The talk about one application, what came of it, and why."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    application = models.OneToOneField(Application, models.PROTECT, related_name="moderation")
    came = models.CharField(max_length=10, choices=Came, default=Came.OPEN)
    agreed = models.BooleanField(null=True)  # how it ended, kept when it is locked
    spread_points = models.FloatField()  # how far apart they were
    words = models.TextField(max_length=3000, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    locked_at = models.DateTimeField(null=True, blank=True)

    objects = ModerationQuerySet.as_manager()

    personal: ClassVar = {
        "opened_by": "keep: who brought them together",
        "noted_by": "keep: who wrote down what came of it",
    }

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(came="OPEN") | (~models.Q(words="") & ~models.Q(agreed=None)),
                name="moderation_says_what_came",
            ),
        )

    def __str__(self) -> str:
        return f"Moderation of {self.application_id}"

    @property
    def scope(self) -> Programme:
        """Where the roles that govern it are held."""
        programme: Programme = self.application.call.programme
        return programme

    @property
    def tone(self) -> str:
        """How it is tinted."""
        return CAME_TONES[self.came]


class AgreedMark(models.Model):
    """What they agreed on for one criterion; it stands for each of them in the strengths."""

    moderation = models.ForeignKey(Moderation, models.CASCADE, related_name="agreed_marks")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("criterion__number",)
        constraints = (
            models.UniqueConstraint(fields=["moderation", "criterion"], name="agreed_mark_once"),
            models.CheckConstraint(
                condition=models.Q(value__lte=TOP), name="agreed_mark_on_the_scale"
            ),
        )

    def __str__(self) -> str:
        return f"{self.value} for {self.criterion_id}"
