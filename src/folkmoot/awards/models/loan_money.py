"""Money of a loan: handed over in parts through three hands, and coming back."""

from itertools import combinations
from typing import Any, ClassVar, Self

from django.db import models

from folkmoot.awards.models.award import AwardBetween
from folkmoot.awards.models.loan import Loan
from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.people.models import Account


class DrawStage(models.TextChoices):
    ASKED = "ASKED", "Asked for"
    APPROVED = "APPROVED", "Approved"
    PAID = "PAID", "Handed over"
    REFUSED = "REFUSED", "Refused"


DRAW_ONWARDS: dict[str, tuple[str, ...]] = {
    "ASKED": ("APPROVED", "REFUSED"),
    "APPROVED": ("PAID", "REFUSED"),
    "PAID": (),
    "REFUSED": (),
}
DRAW_HANDS = ("asked_by", "approved_by", "paid_by")
DRAW_TONES = {"ASKED": "ochre", "APPROVED": "sky", "PAID": "moss", "REFUSED": "terracotta"}


class DrawQuerySet(models.QuerySet["LoanDraw"]):
    def visible_to(self, user: object) -> Self:
        """Seen with its loan."""
        seen: Any = Loan.objects.visible_to(user).values("pk")
        return self.filter(loan__in=seen).select_related(
            "loan__place", "loan__funder", "loan__recipient"
        )


class LoanDraw(models.Model):
    """Part of a loan on its way: asked for, approved and handed over by three people."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    loan = models.ForeignKey(Loan, models.PROTECT, related_name="draws")
    pence = models.BigIntegerField()
    what = models.CharField(max_length=300)
    stage = models.CharField(max_length=8, choices=DrawStage, default=DrawStage.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    paid_date = models.DateField(null=True, blank=True)
    refused_because = models.CharField(max_length=300, blank=True)

    objects = DrawQuerySet.as_manager()

    personal: ClassVar = {
        "asked_by": "keep: who asked for the money",
        "approved_by": "keep: who approved it",
        "paid_by": "keep: who handed it over",
    }

    class Meta:
        ordering = ("asked_at", "id")
        constraints = (
            models.CheckConstraint(condition=models.Q(pence__gt=0), name="draw_is_of_something"),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["APPROVED", "PAID"])
                | models.Q(approved_by__isnull=False),
                name="draw_approved_by_someone",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="PAID")
                | models.Q(paid_by__isnull=False, paid_date__isnull=False),
                name="draw_paid_by_someone",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="REFUSED") | ~models.Q(refused_because=""),
                name="draw_refused_says_why",
            ),
            *(
                models.CheckConstraint(
                    condition=~models.Q(**{first: models.F(second)}),
                    name=f"draw_{first[:4]}_{second[:4]}_differ",
                )
                for first, second in combinations(DRAW_HANDS, 2)
            ),
        )

    def __str__(self) -> str:
        return f"{self.pence} pence of {self.loan_id}"

    @property
    def scope(self) -> AwardBetween:
        """Where the roles that govern it are held."""
        return self.loan.scope

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return DRAW_TONES[self.stage]


class Repayment(models.Model):
    """A sum that came back on a day, as the lender's bank says."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    loan = models.ForeignKey(Loan, models.PROTECT, related_name="repayments")
    on_date = models.DateField()
    pence = models.BigIntegerField()
    is_settlement = models.BooleanField(default=False)  # it clears the loan before its time
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    personal: ClassVar = {"noted_by": "keep: who noted the money"}

    class Meta:
        ordering = ("on_date", "noted_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(pence__gt=0), name="repayment_is_of_something"
            ),
        )

    def __str__(self) -> str:
        return f"{self.pence} pence on {self.on_date}"
