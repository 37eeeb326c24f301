"""Returns: what a recipient says, period by period, of the money and of what came of it."""

from typing import ClassVar, Self

from django.db import models

from folkmoot.awards.models.award import Award, AwardBetween, organisations_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.kernel.questions.models import AnswerSet, QuestionSet
from folkmoot.people.models import Account


class ReturnStage(models.TextChoices):
    SCHEDULED = "SCHEDULED", "To come"
    WRITING = "WRITING", "Being written"
    SIGNING = "SIGNING", "Waits to be certified"
    SUBMITTED = "SUBMITTED", "With the funder"
    SENT_BACK = "SENT_BACK", "Sent back"
    ACCEPTED = "ACCEPTED", "Accepted"
    SKIPPED = "SKIPPED", "Skipped"


# Where each stage may lead; the database holds it too.
RETURN_ONWARDS: dict[str, tuple[str, ...]] = {
    "SCHEDULED": ("WRITING", "SKIPPED"),
    "WRITING": ("SIGNING", "SKIPPED"),
    "SIGNING": ("SUBMITTED", "WRITING"),
    "SUBMITTED": ("ACCEPTED", "SENT_BACK"),
    "SENT_BACK": ("SIGNING",),
    "ACCEPTED": (),
    "SKIPPED": (),
}
RETURN_TONES = {
    "SCHEDULED": "quiet", "WRITING": "ochre", "SIGNING": "ochre", "SUBMITTED": "sky",
    "SENT_BACK": "terracotta", "ACCEPTED": "moss", "SKIPPED": "quiet",
}  # fmt: skip
OPEN_TO_WRITE = ("WRITING", "SENT_BACK")
WITH_RECIPIENT = ("SCHEDULED", "WRITING", "SIGNING", "SENT_BACK")  # who may be late with it


class ReturnQuerySet(models.QuerySet["Return"]):
    def visible_to(self, user: object) -> Self:
        """Seen by the two sides of its award, and by nobody else."""
        seen = Award.objects.visible_to(user).values("pk")
        theirs = organisations_of(user, Permission.AWARD_SEE)
        side = models.Q(award__funder__in=theirs) | models.Q(award__recipient__in=theirs)
        return self.filter(side, award__in=seen).select_related(
            "award__place", "award__funder", "award__recipient", "question_set", "answer_set"
        )

    def counting(self) -> Self:
        """Those in which money and measures are told: all but the skipped."""
        return self.exclude(stage=ReturnStage.SKIPPED)


class Return(models.Model):
    """What a recipient reports of one period: written by several, certified by its finance
    officer, accepted by the funder or sent back field by field.

    Whether it is overdue is worked out from its day, and kept nowhere.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    award = models.ForeignKey(Award, models.PROTECT, related_name="returns")
    number = models.PositiveSmallIntegerField()
    starts_date = models.DateField()
    ends_date = models.DateField()
    due_date = models.DateField()
    question_set = models.ForeignKey(
        QuestionSet, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer_set = models.OneToOneField(
        AnswerSet, models.PROTECT, null=True, blank=True, related_name="+"
    )
    stage = models.CharField(max_length=9, choices=ReturnStage, default=ReturnStage.SCHEDULED)
    stage_because = models.CharField(max_length=600, blank=True)  # given back, skipped
    planned_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)  # handed to the finance officer
    submitted_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    certified_at = models.DateTimeField(null=True, blank=True)
    certified_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    n_sent_back = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()  # its figures, last
    changed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReturnQuerySet.as_manager()

    personal: ClassVar = {
        "submitted_by": "keep: who answers for what was reported of public money",
        "certified_by": "keep: who certified public money",
        "accepted_by": "keep: who accepted it for the funder",
        "changed_by": "keep: who wrote in it last; the account itself is blanked",
    }

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["award", "number"], name="return_once"),
            models.CheckConstraint(
                condition=models.Q(starts_date__lte=models.F("ends_date"))
                & models.Q(due_date__gte=models.F("ends_date")),
                name="return_due_after_its_period",
            ),
            models.CheckConstraint(
                condition=models.Q(certified_by__isnull=True)
                | (
                    models.Q(submitted_by__isnull=False)
                    & ~models.Q(certified_by=models.F("submitted_by"))
                ),
                name="return_certified_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_by__isnull=True)
                | ~models.Q(accepted_by=models.F("submitted_by"))
                & ~models.Q(accepted_by=models.F("certified_by")),
                name="return_accepted_by_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["SIGNING", "SUBMITTED", "ACCEPTED"])
                | models.Q(submitted_by__isnull=False, submitted_at__isnull=False),
                name="return_submitted_by_someone",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["SUBMITTED", "ACCEPTED"])
                | models.Q(certified_by__isnull=False, certified_at__isnull=False),
                name="return_certified_by_someone",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="ACCEPTED")
                | models.Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="return_accepted_by_someone",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="SKIPPED") | ~models.Q(stage_because=""),
                name="return_skipped_says_why",
            ),
        )
        indexes = (models.Index(fields=["stage", "due_date"], name="return_waiting"),)

    def __str__(self) -> str:
        return f"Return {self.number} of {self.award}"

    @property
    def scope(self) -> AwardBetween:
        """Where the roles that govern a return are held."""
        return self.award.scope

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return RETURN_TONES[self.stage]


class Remark(models.Model):
    """What the funder said of one field when a return was sent back."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    of = models.ForeignKey(Return, models.PROTECT, related_name="remarks")
    turn = models.PositiveSmallIntegerField()  # 1 for the first time it was sent back
    field = models.CharField(max_length=60)  # spend:2, measure:1, asked:key
    words = models.CharField(max_length=600)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    personal: ClassVar = {"made_by": "keep: who sent it back"}

    class Meta:
        ordering = ("turn", "field")
        constraints = (
            models.UniqueConstraint(fields=["of", "turn", "field"], name="remark_once_a_field"),
            models.CheckConstraint(condition=~models.Q(words=""), name="remark_says_something"),
        )

    def __str__(self) -> str:
        return self.words


class Reminding(models.TextChoices):
    """How far a reminder of a return has come."""

    BEFORE = "before", "Before it is due"
    DAY = "day", "On the day"
    LATE = "late", "A week late"
    LATER = "later", "Two weeks late"


class Reminder(models.Model):
    """One person was reminded of one return, on one day."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    of = models.ForeignKey(Return, models.PROTECT, related_name="reminders")
    to = models.ForeignKey(Account, models.PROTECT, related_name="+")
    step = models.CharField(max_length=6, choices=Reminding)
    sent_at = models.DateTimeField()
    sent_date = models.DateField()

    personal: ClassVar = {"to": "keep: that they were reminded; the account itself is blanked"}

    class Meta:
        ordering = ("sent_at", "id")
        constraints = (
            models.UniqueConstraint(fields=["of", "to", "step"], name="reminder_once_a_step"),
            models.UniqueConstraint(fields=["of", "to", "sent_date"], name="reminder_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.of}"
