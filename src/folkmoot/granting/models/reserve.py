"""Who was reminded that a reserve runs out, or has."""

from typing import ClassVar

from django.db import models

from folkmoot.granting.models.choice import Choice
from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account


class ReserveStep(models.TextChoices):
    SOON = "SOON", "It runs out soon"
    OVER = "OVER", "It has run out"


class ReserveReminder(models.Model):
    """One person was reminded of one reserve: once before its day, and once after."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    choice = models.ForeignKey(Choice, models.PROTECT, related_name="reminders")
    to = models.ForeignKey(Account, models.PROTECT, related_name="+")
    step = models.CharField(max_length=4, choices=ReserveStep)
    sent_at = models.DateTimeField()

    personal: ClassVar = {"to": "keep: that they were reminded; the account itself is blanked"}

    class Meta:
        ordering = ("sent_at", "id")
        constraints = (
            models.UniqueConstraint(fields=["choice", "to", "step"], name="reserve_reminded_once"),
            models.CheckConstraint(
                condition=models.Q(step__in=ReserveStep.values), name="reserve_step_is_one"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.choice_id}"
