"""A call: what a programme asks places for, until when, by which rules."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import models

from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.people.models import Account
from folkmoot.programmes.models import Phase, Programme, Version

LEAST_WINDOW = timedelta(days=28)


class CallKind(models.TextChoices):
    EXPRESSION = "expression", "Expressions of interest"
    PLAN = "plan", "Plans"


class CallStage(models.TextChoices):
    DRAFT = "DRAFT", "Being prepared"
    SCHEDULED = "SCHEDULED", "Opens soon"
    OPEN = "OPEN", "Open"  # derived: published, and the clock says so
    CLOSED = "CLOSED", "Closed"  # derived likewise
    CONCLUDED = "CONCLUDED", "Concluded"
    CANCELLED = "CANCELLED", "Cancelled"


KEPT = ("DRAFT", "SCHEDULED", "CONCLUDED", "CANCELLED")  # stages that are written down
CALL_ONWARDS: dict[str, tuple[str, ...]] = {
    "DRAFT": ("SCHEDULED", "CANCELLED"),
    "SCHEDULED": ("DRAFT", "CONCLUDED", "CANCELLED"),
    "CONCLUDED": (),
    "CANCELLED": (),
}


class WhenTwo(models.TextChoices):
    FIRST = "first", "The first one handed in counts"
    JOIN = "join", "Both are asked to join into one"
    FUNDERS = "funders", "The funders decide which one counts"


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, user: object) -> Self:
        """What is published is for everyone; before, for those who see the programme's papers."""
        inside: Any = Programme.objects.seen_inside_by(user)
        public = ~models.Q(stage=CallStage.DRAFT) & ~models.Q(opens_at__isnull=True)
        return self.filter(public | models.Q(programme__in=inside.values("pk"))).select_related(
            "programme", "phase", "version"
        )


class Call(models.Model):
    """One call for applications of a programme. Whether it is open, the server's clock says."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="calls")
    phase = models.ForeignKey(Phase, models.PROTECT, null=True, blank=True, related_name="calls")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=CallKind, default=CallKind.EXPRESSION)
    by_invitation = models.BooleanField(default=False)  # only places that take part
    what = models.TextField(max_length=4000, blank=True)
    who = models.TextField(max_length=2000, blank=True)  # who may apply
    how = models.TextField(max_length=2000, blank=True)  # how it is decided
    decided_by_date = models.DateField(null=True, blank=True)
    most_pence = models.BigIntegerField(null=True, blank=True)  # that one may ask for
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    stage = models.CharField(max_length=10, choices=CallStage, default=CallStage.DRAFT)
    stage_why = models.CharField(max_length=600, blank=True)
    questions = models.ForeignKey(
        QuestionSet, models.PROTECT, null=True, blank=True, related_name="calls"
    )
    # The version in force when it was published: what is applied for is weighed by its criteria.
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="calls"
    )
    n_partners_wanted = models.PositiveSmallIntegerField(default=0)
    wants_endorsement = models.BooleanField(default=False)
    one_per_area = models.BooleanField(default=False)
    when_two = models.CharField(max_length=8, choices=WhenTwo, default=WhenTwo.FUNDERS)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)

    objects = CallQuerySet.as_manager()

    personal: ClassVar = {"made_by": "keep: who answers for the call"}

    class Meta:
        ordering = ("-closes_at", "name")
        constraints = (
            models.CheckConstraint(condition=~models.Q(name=""), name="call_has_a_name"),
            models.CheckConstraint(condition=models.Q(stage__in=KEPT), name="call_stage_is_kept"),
            models.CheckConstraint(
                condition=models.Q(kind__in=CallKind.values), name="call_kind_is_one"
            ),
            models.CheckConstraint(
                condition=models.Q(when_two__in=WhenTwo.values), name="call_when_two_is_one"
            ),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="call_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=["DRAFT", "CANCELLED"])
                | models.Q(
                    opens_at__isnull=False,
                    closes_at__isnull=False,
                    questions__isnull=False,
                    version__isnull=False,
                    published_at__isnull=False,
                ),
                name="call_published_is_whole",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="CANCELLED") | ~models.Q(stage_why=""),
                name="call_cancelled_says_why",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> Programme:
        """Where the roles that govern a call are held."""
        return self.programme

    def stands(self, at: datetime) -> CallStage:
        """Its stage at that moment: what is published is open between its two moments."""
        if self.stage != CallStage.SCHEDULED or not (self.opens_at and self.closes_at):
            return CallStage(self.stage)
        if at < self.opens_at:
            return CallStage.SCHEDULED
        return CallStage.OPEN if at < self.closes_at else CallStage.CLOSED


class Reopening(models.Model):
    """The deadline was moved: from when to when, why, by whom. For good."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="reopenings")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    was_closed = models.BooleanField()
    why = models.CharField(max_length=600)
    reopened_at = models.DateTimeField()
    reopened_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    personal: ClassVar = {"reopened_by": "keep: who moved the deadline"}

    class Meta:
        ordering = ("reopened_at", "id")
        constraints = (
            models.CheckConstraint(condition=~models.Q(why=""), name="reopening_says_why"),
            models.CheckConstraint(
                condition=models.Q(to_at__gt=models.F("from_at")), name="reopening_is_later"
            ),
        )

    def __str__(self) -> str:
        return f"{self.call_id} until {self.to_at:%Y-%m-%d %H:%M}"


class CallArea(models.Model):
    """One official area a call is for; only these may apply where a call lists any."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="areas")
    code = models.CharField(max_length=9)  # E07000117
    name = models.CharField(max_length=120)
    region = models.CharField(max_length=60, blank=True)
    setting = models.CharField(max_length=20, blank=True)  # urban, rural; as the list says

    class Meta:
        ordering = ("name", "code")
        constraints = (
            models.UniqueConstraint(fields=["call", "code"], name="call_area_once"),
            models.CheckConstraint(
                condition=~models.Q(code="") & ~models.Q(name=""), name="call_area_is_named"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class FirstQuestion(models.Model):
    """One thing asked before anybody applies: yes or no, and what to say when it does not fit."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="first_questions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    fits = models.BooleanField(default=True)  # the answer that fits is yes
    otherwise = models.CharField(max_length=600)  # why not, and what else there is

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["call", "number"], name="first_question_once"),
            models.CheckConstraint(
                condition=~models.Q(text="") & ~models.Q(otherwise=""),
                name="first_question_says_what_else",
            ),
        )

    def __str__(self) -> str:
        return self.text


class QuestionsKept(models.Model):
    """A set of questions that a programme keeps, to ask in its calls."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="questions_kept")
    question_set = models.OneToOneField(QuestionSet, models.PROTECT, related_name="kept_by")

    class Meta:
        ordering = ("question_set__slug", "-question_set__version")

    def __str__(self) -> str:
        return f"{self.question_set_id} of {self.programme_id}"
