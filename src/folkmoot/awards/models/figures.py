"""The figures of a return: money by the lines of the budget, and what came of it."""

from decimal import Decimal

from django.db import models

from folkmoot.awards.models.award import Award
from folkmoot.awards.models.parts import BudgetLine
from folkmoot.awards.models.returned import Return
from folkmoot.kernel.ids import new_key


class Source(models.TextChoices):
    """Where the place itself has counted something already."""

    TYPED = "", "Nowhere: it is written in the return"
    GATHERINGS = "gatherings", "Gatherings that took place"
    CAME = "came", "People who came to gatherings"
    CONVERSATIONS = "conversations", "Conversations that were noted"


class Indicator(models.Model):
    """What would show that an award does what it is for: where it began, and what is aimed at."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    award = models.ForeignKey(Award, models.PROTECT, related_name="indicators")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    baseline = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(0))
    aim = models.DecimalField(max_digits=14, decimal_places=2)
    source = models.CharField(max_length=13, choices=Source, blank=True, default=Source.TYPED)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["award", "number"], name="indicator_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="indicator_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class Spending(models.Model):
    """One line of the budget in one period: planned, spent, and what is expected from there to
    the end of the award.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    of = models.ForeignKey(Return, models.PROTECT, related_name="spending")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="spending")
    planned_pence = models.BigIntegerField(default=0)
    spent_pence = models.BigIntegerField(null=True, blank=True)
    expected_pence = models.BigIntegerField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)  # grows by one with each change

    class Meta:
        ordering = ("line__number",)
        constraints = (
            models.UniqueConstraint(fields=["of", "line"], name="spending_once"),
            models.CheckConstraint(
                condition=models.Q(planned_pence__gte=0)
                & (models.Q(spent_pence__isnull=True) | models.Q(spent_pence__gte=0))
                & (models.Q(expected_pence__isnull=True) | models.Q(expected_pence__gte=0)),
                name="spending_is_nought_or_more",
            ),
        )

    def __str__(self) -> str:
        return f"{self.line} in {self.of}"


class Measured(models.Model):
    """One indicator in one period: what it came to, and what is expected by the end."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    of = models.ForeignKey(Return, models.PROTECT, related_name="measured")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="measured")
    # What the place had recorded when the return was opened; none where nothing counts it.
    recorded = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    came_to = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    expected = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("indicator__number",)
        constraints = (models.UniqueConstraint(fields=["of", "indicator"], name="measured_once"),)

    def __str__(self) -> str:
        return f"{self.indicator} in {self.of}"
