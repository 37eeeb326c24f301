"""A visit to a place or an interview with it: arranged, held, noted, and the note corrected."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models

from folkmoot.granting.models.application import Application, ApplicationRole
from folkmoot.granting.models.assessing import Assignment, without_assessing
from folkmoot.granting.models.hidden import READING, kept_from
from folkmoot.granting.models.panel import Assessor, programmes_where, still
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import Role
from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account


class MeetingKind(models.TextChoices):
    VISIT = "VISIT", "A visit to the place"
    INTERVIEW = "INTERVIEW", "An interview"


class MeetingStage(models.TextChoices):
    PROPOSED = "PROPOSED", "Proposed"
    SCHEDULED = "SCHEDULED", "Arranged"
    HELD = "HELD", "Held"
    NOTE_SHARED = "NOTE_SHARED", "The note is with the place"
    CONFIRMED = "CONFIRMED", "The place confirmed the note"
    CORRECTED = "CORRECTED", "The place corrected the note"
    CANCELLED = "CANCELLED", "Called off"


MEETING_ONWARDS: dict[str, tuple[str, ...]] = {
    "PROPOSED": ("SCHEDULED", "CANCELLED"),
    "SCHEDULED": ("HELD", "PROPOSED", "CANCELLED"),
    "HELD": ("NOTE_SHARED",),
    "NOTE_SHARED": ("CONFIRMED", "CORRECTED"),
    "CONFIRMED": (),
    "CORRECTED": (),
    "CANCELLED": (),
}
MEETING_TONES = {
    "PROPOSED": "ochre", "SCHEDULED": "sky", "HELD": "sky", "NOTE_SHARED": "ochre",
    "CONFIRMED": "moss", "CORRECTED": "moss", "CANCELLED": "quiet",
}  # fmt: skip


class InterviewQuerySet(models.QuerySet["Interview"]):
    def visible_to(self, user: object) -> Self:
        """The place, those who assess it, and who runs the panel; nobody with an interest."""
        key: Any = getattr(user, "pk", None)
        run = programmes_where(user, Permission.PANEL_KEEP)
        place = ApplicationRole.objects.filter(still(), account_id=key, account__isnull=False)
        reads = Assignment.objects.filter(
            assessor__account_id=key, assessor__account__isnull=False, stage__in=READING
        )
        seen = (
            models.Q(application__in=place.values("application"))
            | models.Q(application__in=reads.values("application"))
            | models.Q(application__call__programme__in=run)
        )
        found = self.filter(seen & ~kept_from(user, "application__"))
        return found.select_related(
            "application__call__programme", "application__call__panel", "application__lead"
        )


class Interview(models.Model):
    """One meeting face to face. What the place says of the note stands beside it; both stay."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="interviews")
    kind = models.CharField(max_length=9, choices=MeetingKind, default=MeetingKind.VISIT)
    stage = models.CharField(max_length=11, choices=MeetingStage, default=MeetingStage.PROPOSED)
    starts_at = models.DateTimeField()
    where = models.CharField(max_length=300)
    plan = models.TextField(max_length=1000, blank=True)  # what we would like to see and ask
    access_needs = models.TextField(max_length=1000, blank=True)  # as the place answered
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    held_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(max_length=6000, blank=True)  # facts: who was there, what was seen
    note_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)
    correction = models.TextField(max_length=6000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    was_fair = models.CharField(max_length=8, blank=True)  # what the place thought of us
    of_us = models.TextField(max_length=1000, blank=True)
    of_us_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)

    objects = InterviewQuerySet.as_manager()

    personal: ClassVar = {
        "proposed_by": "keep: who proposed it",
        "agreed_by": "keep: who agreed for the place",
        "note_by": "keep: who answers for the note",
        "answered_by": "keep: who answered for the place",
        "access_needs": "blank: when the call is concluded; it may tell of somebody's health",
    }

    class Meta:
        ordering = ("starts_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(stage="CANCELLED") | ~models.Q(cancelled_because=""),
                name="interview_called_off_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["NOTE_SHARED", "CONFIRMED", "CORRECTED"])
                | ~models.Q(note=""),
                name="interview_shared_has_a_note",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="CORRECTED") | ~models.Q(correction=""),
                name="interview_corrected_has_words",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=~models.Q(stage="CANCELLED"),
                name="interview_one_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.application_id}"

    @property
    def scope(self) -> "Interview":
        """Where the roles that govern it are held."""
        return self

    def roles_of(self, user: object, *, at: datetime) -> frozenset[Role]:
        """Roles in the application and in the programme; as an assessor only of who goes."""
        held = self.application.roles_of(user, at=at)
        key: Any = getattr(user, "pk", None)
        goes = self.goers.filter(assessor__account_id=key).exists()
        return held if goes else without_assessing(held)

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return MEETING_TONES[self.stage]


class Goer(models.Model):
    """An assessor who goes to a meeting."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="goers")
    assessor = models.ForeignKey(Assessor, models.PROTECT, related_name="meetings")

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["interview", "assessor"], name="goer_once"),)

    def __str__(self) -> str:
        return f"{self.assessor_id} to {self.interview_id}"
