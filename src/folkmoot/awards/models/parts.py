"""What belongs to an award: the lines of its budget, and its conditions."""

from typing import ClassVar

from django.db import models

from folkmoot.awards.models.award import Award
from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account


class BudgetLine(models.Model):
    """What part of an award is for: the lines add up to the award."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    award = models.ForeignKey(Award, models.PROTECT, related_name="budget")
    number = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=120)
    pence = models.BigIntegerField()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["award", "number"], name="budget_line_once"),
            models.CheckConstraint(condition=~models.Q(heading=""), name="budget_line_has_heading"),
            models.CheckConstraint(
                condition=models.Q(pence__gte=0), name="budget_line_is_nought_or_more"
            ),
        )

    def __str__(self) -> str:
        return self.heading


class Condition(models.Model):
    """What has to be true before money flows: met with its evidence, or waived with its reason."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    award = models.ForeignKey(Award, models.CASCADE, related_name="conditions")
    words = models.CharField(max_length=300)
    due_date = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True, blank=True)
    met_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    is_waived = models.BooleanField(default=False)
    evidence = models.CharField(max_length=600, blank=True)

    personal: ClassVar = {"met_by": "keep: who said that it is met"}

    class Meta:
        ordering = ("added_at", "id")
        constraints = (
            models.CheckConstraint(condition=~models.Q(words=""), name="condition_says_what"),
            models.CheckConstraint(
                condition=models.Q(met_at__isnull=True)
                | (models.Q(met_by__isnull=False) & ~models.Q(evidence="")),
                name="condition_met_has_evidence",
            ),
        )

    def __str__(self) -> str:
        return self.words
