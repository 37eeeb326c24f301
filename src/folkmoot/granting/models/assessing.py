"""One assessor's task with one application: interest, marks, words."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models

from folkmoot.granting.models.application import Application
from folkmoot.granting.models.hidden import READING, kept_from
from folkmoot.granting.models.panel import Assessor, programmes_where
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import Role
from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account
from folkmoot.programmes.models import Criterion

TOP = 5  # the best mark


class AssignmentStage(models.TextChoices):
    ASSIGNED = "ASSIGNED", "Given out"
    CLEAR = "CLEAR", "No interest declared"
    SCORING = "SCORING", "Being marked"
    SUBMITTED = "SUBMITTED", "Marked"
    REOPENED = "REOPENED", "Opened again"
    RECUSED = "RECUSED", "Has an interest"
    TAKEN_OFF = "TAKEN_OFF", "Given to somebody else"


ASSIGNMENT_ONWARDS: dict[str, tuple[str, ...]] = {
    "ASSIGNED": ("CLEAR", "RECUSED", "TAKEN_OFF"),
    "CLEAR": ("SCORING", "SUBMITTED", "RECUSED", "TAKEN_OFF"),
    "SCORING": ("SUBMITTED", "RECUSED", "TAKEN_OFF"),
    "SUBMITTED": ("REOPENED", "RECUSED"),
    "REOPENED": ("SUBMITTED", "RECUSED", "TAKEN_OFF"),
    "RECUSED": (),
    "TAKEN_OFF": ("ASSIGNED",),
}
OVER = ("RECUSED", "TAKEN_OFF")
ASSIGNMENT_TONES = {
    "ASSIGNED": "ochre", "CLEAR": "sky", "SCORING": "sky", "SUBMITTED": "moss",
    "REOPENED": "terracotta", "RECUSED": "quiet", "TAKEN_OFF": "quiet",
}  # fmt: skip


def without_assessing(held: frozenset[Role]) -> frozenset[Role]:
    """Roles in which nobody assesses."""
    return frozenset(each for each in held if Permission.ASSESS not in each.permissions)


class Declaration(models.Model):
    """What somebody said of their interest in one application, before anything is opened.

    A yes keeps every page of it from them, whatever their role, until the chair lifts it.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="declarations")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    has_interest = models.BooleanField()
    words = models.CharField(max_length=600, blank=True)
    known_links = models.CharField(max_length=300, blank=True)  # what we saw ourselves
    declared_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_because = models.CharField(max_length=300, blank=True)

    personal: ClassVar = {
        "account": "keep: the account is blanked, that an interest was declared is not",
        "words": "keep: on what a choice of public money rests",
        "lifted_by": "keep: who let them read it after all",
    }

    class Meta:
        ordering = ("declared_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(has_interest=False) | ~models.Q(words=""),
                name="declaration_of_interest_says_which",
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=True)
                | (models.Q(lifted_by__isnull=False) & ~models.Q(lifted_because="")),
                name="declaration_lifted_says_why",
            ),
        )
        indexes = (models.Index(fields=["account", "has_interest"], name="declaration_of_account"),)

    def __str__(self) -> str:
        return f"{self.account_id} on {self.application_id}"


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: object) -> Self:
        """Their own; all of them for who runs the panel. Nothing one has an interest in."""
        key: Any = getattr(user, "pk", None)
        run = programmes_where(user, Permission.PANEL_KEEP)
        mine = models.Q(assessor__account_id=key, assessor__account__isnull=False)
        seen = mine & ~models.Q(stage__in=OVER) | models.Q(application__call__programme__in=run)
        return self.filter(seen & ~kept_from(user, "application__")).select_related(
            "application__call__programme",
            "application__call__panel",
            "application__lead",
            "application__place",
            "assessor__account",
            "assessor__organisation",
            "assessor__panel",
        )

    def standing(self) -> Self:
        """Those that count: neither recused nor taken off."""
        return self.exclude(stage__in=OVER)


class Assignment(models.Model):
    """One application for one assessor. What is typed is kept as a draft until it is handed in."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="assignments")
    assessor = models.ForeignKey(Assessor, models.PROTECT, related_name="assignments")
    stage = models.CharField(
        max_length=9, choices=AssignmentStage, default=AssignmentStage.ASSIGNED
    )
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    by_hand_because = models.CharField(max_length=300, blank=True)
    draft: Any = models.JSONField(default=dict, blank=True)  # as it was typed, field by field
    draft_at = models.DateTimeField(null=True, blank=True)
    take = models.PositiveSmallIntegerField(default=0)  # how often it was handed in
    submitted_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_because = models.CharField(max_length=300, blank=True)

    objects = AssignmentQuerySet.as_manager()

    personal: ClassVar = {
        "assigned_by": "keep: who gave it out",
        "reopened_by": "keep: who opened it again",
    }

    class Meta:
        ordering = ("assigned_at", "id")
        constraints = (
            models.UniqueConstraint(fields=["application", "assessor"], name="assignment_once"),
            models.CheckConstraint(
                condition=models.Q(stage__in=AssignmentStage.values), name="assignment_stage_is_one"
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="SUBMITTED")
                | models.Q(submitted_at__isnull=False, take__gte=1),
                name="assignment_handed_in_has_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="REOPENED")
                | (models.Q(reopened_by__isnull=False) & ~models.Q(reopened_because="")),
                name="assignment_reopened_says_why",
            ),
        )
        indexes = (
            models.Index(fields=["application", "stage"], name="assignment_by_stage"),
            models.Index(fields=["assessor", "stage"], name="assignment_of_assessor"),
        )

    def __str__(self) -> str:
        return f"{self.application_id} for {self.assessor_id}"

    @property
    def scope(self) -> "Assignment":
        """Where the roles that govern it are held."""
        return self

    def roles_of(self, user: object, *, at: datetime) -> frozenset[Role]:
        """Roles in the programme; as an assessor only of one's own."""
        held = self.application.call.programme.roles_of(user, at=at)
        own = self.assessor.account_id == getattr(user, "pk", None) and self.assessor.is_on_it(at)
        return held if own else without_assessing(held)

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return ASSIGNMENT_TONES[self.stage]

    @property
    def is_open_to_read(self) -> bool:
        """Whether its assessor has said that they have no interest."""
        return self.stage in READING


class MarkQuerySet(models.QuerySet["Mark"]):
    def standing(self) -> Self:
        """The latest take of each assignment that counts."""
        return self.filter(take=models.F("assignment__take")).exclude(assignment__stage__in=OVER)

    def visible_to(self, user: object) -> Self:
        """One's own. Of others only when all are in: to who runs the panel; and to those who
        marked the same application, once they are brought together over it."""
        key: Any = getattr(user, "pk", None)
        waiting = Assignment.objects.standing().exclude(stage="SUBMITTED")
        all_in = ~models.Q(assignment__application__in=waiting.values("application"))
        run = models.Q(
            assignment__application__call__programme__in=programmes_where(
                user, Permission.PANEL_KEEP
            )
        )
        fellow = models.Q(
            assignment__application__moderation__isnull=False,
            assignment__application__in=Assignment.objects.filter(
                assessor__account_id=key, assessor__account__isnull=False, stage="SUBMITTED"
            ).values("application"),
        )
        mine = models.Q(
            assignment__assessor__account_id=key, assignment__assessor__account__isnull=False
        )
        return self.filter(
            (mine | all_in & (run | fellow)) & ~kept_from(user, "assignment__application__")
        )


class Mark(models.Model):
    """A mark for one criterion, with its reason. What was handed in is never changed."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="marks")
    take = models.PositiveSmallIntegerField()
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=2000)

    objects = MarkQuerySet.as_manager()

    class Meta:
        ordering = ("criterion__number",)
        constraints = (
            models.UniqueConstraint(fields=["assignment", "take", "criterion"], name="mark_once"),
            models.CheckConstraint(condition=models.Q(value__lte=TOP), name="mark_on_the_scale"),
            models.CheckConstraint(condition=~models.Q(words=""), name="mark_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.value} for {self.criterion_id}"
