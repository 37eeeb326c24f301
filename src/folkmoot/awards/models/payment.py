"""Payments: each passes through four hands, no two of them of one person."""

from itertools import combinations
from typing import ClassVar, Self

from django.db import models

from folkmoot.awards.models.award import Award, AwardBetween
from folkmoot.awards.models.returned import Return
from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.people.models import Account


class PaymentStage(models.TextChoices):
    SCHEDULED = "SCHEDULED", "To come"
    REQUESTED = "REQUESTED", "Requested"
    CERTIFIED = "CERTIFIED", "Certified"
    APPROVED = "APPROVED", "Approved"
    PAID = "PAID", "Paid"
    FAILED = "FAILED", "Came back from the bank"
    CANCELLED = "CANCELLED", "Cancelled"


PAYMENT_ONWARDS: dict[str, tuple[str, ...]] = {
    "SCHEDULED": ("REQUESTED", "CANCELLED"),
    "REQUESTED": ("CERTIFIED", "SCHEDULED", "CANCELLED"),
    "CERTIFIED": ("APPROVED", "SCHEDULED", "CANCELLED"),
    "APPROVED": ("PAID", "SCHEDULED", "CANCELLED"),
    "PAID": ("FAILED",),
    "FAILED": ("PAID", "CANCELLED"),
    "CANCELLED": (),
}
HANDS = ("requested_by", "certified_by", "approved_by", "paid_by")
STAGE_OF_HAND = dict(zip(HANDS, ("REQUESTED", "CERTIFIED", "APPROVED", "PAID"), strict=True))
TONES = {
    "SCHEDULED": "ochre", "REQUESTED": "sky", "CERTIFIED": "sky", "APPROVED": "sky",
    "PAID": "moss", "FAILED": "terracotta", "CANCELLED": "terracotta",
}  # fmt: skip


def _from(hand: str) -> list[str]:
    """The stages in which this hand has done its part."""
    return [*list(STAGE_OF_HAND.values())[HANDS.index(hand) :], "FAILED"]


class PaymentQuerySet(models.QuerySet["Payment"]):
    def visible_to(self, user: object) -> Self:
        """Seen with its award."""
        seen = Award.objects.visible_to(user).values("pk")
        return self.filter(award__in=seen).select_related(
            "award__place", "award__funder", "award__recipient", "after_return"
        )

    def counting(self) -> Self:
        """Those that count against the award: all but the cancelled."""
        return self.exclude(stage=PaymentStage.CANCELLED)


class Payment(models.Model):
    """One part of an award: due on a day or when something is done; requested, certified, approved
    and paid by four people.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    award = models.ForeignKey(Award, models.PROTECT, related_name="payments")
    number = models.PositiveSmallIntegerField()
    pence = models.BigIntegerField()
    due_date = models.DateField(null=True, blank=True)
    milestone = models.CharField(max_length=200, blank=True)  # due when this is done
    reached_at = models.DateTimeField(null=True, blank=True)
    # Not asked for before this return is accepted.
    after_return = models.ForeignKey(
        Return, models.PROTECT, null=True, blank=True, related_name="payments"
    )
    stage = models.CharField(max_length=9, choices=PaymentStage, default=PaymentStage.SCHEDULED)
    scheduled_at = models.DateTimeField()
    requested_at = models.DateTimeField(null=True, blank=True)
    requested_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    claim = models.CharField(max_length=1000, blank=True)  # what it is requested for
    certified_at = models.DateTimeField(null=True, blank=True)
    certified_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    paid_date = models.DateField(null=True, blank=True)
    bank_reference = models.CharField(max_length=60, blank=True)
    held_because = models.CharField(max_length=300, blank=True)  # nothing moves while this is said
    stage_because = models.CharField(max_length=300, blank=True)  # sent back, came back, cancelled

    objects = PaymentQuerySet.as_manager()

    personal: ClassVar = {
        "requested_by": "keep: who asked for public money",
        "certified_by": "keep: who certified public money",
        "approved_by": "keep: who approved public money",
        "paid_by": "keep: who paid public money",
    }

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["award", "number"], name="payment_once"),
            models.CheckConstraint(condition=models.Q(pence__gt=0), name="payment_is_of_something"),
            models.CheckConstraint(
                condition=models.Q(due_date__isnull=False, milestone="")
                | (models.Q(due_date__isnull=True) & ~models.Q(milestone="")),
                name="payment_due_by_day_or_milestone",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["PAID", "FAILED"])
                | models.Q(paid_date__isnull=False),
                name="payment_paid_on_a_day",
            ),
            *(
                models.CheckConstraint(
                    condition=~models.Q(stage__in=_from(hand))
                    | models.Q(**{f"{hand}__isnull": False}),
                    name=f"payment_{hand}",
                )
                for hand in HANDS
            ),
            *(
                models.CheckConstraint(
                    condition=~models.Q(**{first: models.F(second)}),
                    name=f"payment_{first[:4]}_{second[:4]}_differ",
                )
                for first, second in combinations(HANDS, 2)
            ),
        )
        indexes = (models.Index(fields=["stage", "due_date"], name="payment_waiting"),)

    def __str__(self) -> str:
        return f"Payment {self.number} of {self.award}"

    @property
    def scope(self) -> AwardBetween:
        """Where the roles that govern a payment are held."""
        return self.award.scope

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return TONES[self.stage]

    @property
    def hands(self) -> dict[str, object]:
        """Who has had it in hand so far: the account's key for each hand, None where nobody."""
        return {hand: getattr(self, f"{hand}_id") for hand in HANDS}
