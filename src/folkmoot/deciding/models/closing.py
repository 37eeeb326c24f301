"""When voting closes, once it is open: only ever later, and everyone can read why."""

from typing import ClassVar

from django.db import models

from folkmoot.deciding.models.decision import Decision
from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account


class Extension(models.Model):
    """A later closing time, given while people were voting, and why."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="extensions")
    was_until = models.DateTimeField()
    closes_at = models.DateTimeField()
    because = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    personal: ClassVar = {"made_by": "keep: who answers for the longer time"}

    class Meta:
        ordering = ("closes_at",)
        constraints = (
            models.UniqueConstraint(fields=["decision", "closes_at"], name="extended_once_to"),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("was_until")), name="extended_to_later"
            ),
            models.CheckConstraint(condition=~models.Q(because=""), name="extension_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.decision_id} until {self.closes_at}"
