"""Social investment: money that one organisation lends another for a place, and gets back."""

from typing import ClassVar, Self

from django.db import models

from folkmoot.awards.models.award import AwardBetween, organisations_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.people.models import Account, Organisation
from folkmoot.places.models import Place


class LoanStage(models.TextChoices):
    OFFERED = "OFFERED", "Offered"
    SIGNED = "SIGNED", "Signed by the borrower"
    ACTIVE = "ACTIVE", "Under way"
    REPAID = "REPAID", "Repaid"
    WRITTEN_OFF = "WRITTEN", "Written off"
    DECLINED = "DECLINED", "Declined"


# Where each stage may lead; the database holds it too.
LOAN_ONWARDS: dict[str, tuple[str, ...]] = {
    "OFFERED": ("SIGNED", "DECLINED"),
    "SIGNED": ("ACTIVE", "DECLINED"),
    "ACTIVE": ("REPAID", "WRITTEN"),
    "REPAID": (),
    "WRITTEN": (),
    "DECLINED": (),
}
TONES = {
    "OFFERED": "ochre", "SIGNED": "sky", "ACTIVE": "moss", "REPAID": "moss",
    "WRITTEN": "terracotta", "DECLINED": "terracotta",
}  # fmt: skip


class LoanQuerySet(models.QuerySet["Loan"]):
    def visible_to(self, user: object) -> Self:
        """Seen by its two sides, and nobody else."""
        theirs = organisations_of(user, Permission.AWARD_SEE)
        seen = models.Q(funder__in=theirs) | models.Q(recipient__in=theirs)
        return self.filter(seen).select_related("place", "funder", "recipient")


class Loan(models.Model):
    """What is lent at the most, at which rate, and how it comes back: offered, signed by two."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="loans")
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="loans_made")
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="loans_taken")
    title = models.CharField(max_length=139)
    purpose = models.TextField(max_length=2000)
    most_pence = models.BigIntegerField()
    stage = models.CharField(max_length=8, choices=LoanStage, default=LoanStage.OFFERED)
    words = models.TextField(max_length=20_000)  # of the agreement, as both sign it
    document_sha256 = models.CharField(max_length=64)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    countersigned_at = models.DateTimeField(null=True, blank=True)
    countersigned_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    declined_because = models.CharField(max_length=600, blank=True)
    # Writing off takes two of the lender: one says why, another agrees.
    writing_off_because = models.CharField(max_length=600, blank=True)
    writing_off_at = models.DateTimeField(null=True, blank=True)
    writing_off_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_off_at = models.DateTimeField(null=True, blank=True)
    written_off_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_off_date = models.DateField(null=True, blank=True)
    written_off_pence = models.BigIntegerField(default=0)
    ended_date = models.DateField(null=True, blank=True)

    objects = LoanQuerySet.as_manager()

    personal: ClassVar = {
        "offered_by": "keep: who offered",
        "signed_by": "keep: who signed for the borrower",
        "countersigned_by": "keep: who signed for the lender",
        "writing_off_by": "keep: who asked to write it off",
        "written_off_by": "keep: who agreed to write it off",
    }

    class Meta:
        ordering = ("-offered_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(most_pence__gt=0) & ~models.Q(title=""),
                name="loan_is_of_something",
            ),
            models.CheckConstraint(
                condition=~models.Q(funder=models.F("recipient")), name="loan_is_between_two"
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["ACTIVE", "REPAID", "WRITTEN"])
                | models.Q(signed_by__isnull=False, countersigned_by__isnull=False),
                name="loan_signed_by_both",
            ),
            models.CheckConstraint(
                condition=~models.Q(countersigned_by=models.F("signed_by")),
                name="loan_signed_by_two",
            ),
            models.CheckConstraint(
                condition=~models.Q(written_off_by=models.F("writing_off_by")),
                name="loan_written_off_by_two",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="WRITTEN")
                | models.Q(
                    written_off_by__isnull=False,
                    writing_off_by__isnull=False,
                    written_off_date__isnull=False,
                    written_off_pence__gt=0,
                ),
                name="loan_written_off_says_what",
            ),
        )
        indexes = (models.Index(fields=["funder", "stage"], name="loan_of_a_lender"),)

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> AwardBetween:
        """Where the roles that govern a loan are held: with its two sides."""
        return AwardBetween(self)

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return TONES[self.stage]


class HowRepaid(models.TextChoices):
    LEVEL = "level", "The same sum each time"
    EQUAL_CAPITAL = "equal_capital", "The same capital each time, and interest on what is left"
    AT_THE_END = "at_the_end", "Interest each time, all the capital at the end"


class LoanPlan(models.Model):
    """How a loan is repaid from one day on. A holiday or other terms are another plan.

    The first plan repays what is handed over. A later one begins with all that is owed on its
    first day, capital and interest, which it repays as if it were handed over then.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    loan = models.ForeignKey(Loan, models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=600, blank=True)
    rate_hundredths = models.PositiveIntegerField()  # of a per cent a year: 6 % is 600
    first_date = models.DateField()
    n_payments = models.PositiveSmallIntegerField()
    every_months = models.PositiveSmallIntegerField(default=1)
    repaid = models.CharField(max_length=13, choices=HowRepaid, default=HowRepaid.LEVEL)
    n_interest_only = models.PositiveSmallIntegerField(default=0)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    # Of a later plan: its first day, and what was owed then.
    from_date = models.DateField(null=True, blank=True)
    capital_pence = models.BigIntegerField(default=0)
    interest_pence = models.BigIntegerField(default=0)

    personal: ClassVar = {
        "proposed_by": "keep: who proposed it for the lender",
        "agreed_by": "keep: who agreed for the borrower",
    }

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["loan", "number"], name="loan_plan_once"),
            models.UniqueConstraint(
                fields=["loan"],
                condition=models.Q(agreed_at__isnull=True, number__gt=1),
                name="loan_plan_one_proposed",
            ),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(why=""), name="loan_plan_says_why"
            ),
            models.CheckConstraint(
                condition=models.Q(number=1)
                | models.Q(agreed_at__isnull=True)
                | models.Q(from_date__isnull=False, agreed_by__isnull=False),
                name="loan_plan_agreed_has_a_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(agreed_by=models.F("proposed_by")), name="loan_plan_by_two"
            ),
        )

    def __str__(self) -> str:
        return f"Plan {self.number}"

    @property
    def rate_percent(self) -> str:
        """The rate as people say it: 6, or 4.25."""
        whole, part = divmod(self.rate_hundredths, 100)
        return f"{whole}.{part:02}".rstrip("0").rstrip(".") if part else str(whole)
