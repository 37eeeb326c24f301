"""What is said of an application after its call closed: let in late, and asked for more."""

from typing import Any, ClassVar

from django.db import models

from folkmoot.granting.models.application import Application
from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account


class LetIn(models.Model):
    """One application may be handed in after the call closed, until then, for this reason."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="let_in")
    until_at = models.DateTimeField()
    because = models.CharField(max_length=600)
    let_in_at = models.DateTimeField()
    let_in_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    personal: ClassVar = {"let_in_by": "keep: who made the exception"}

    class Meta:
        ordering = ("let_in_at", "id")
        constraints = (
            models.CheckConstraint(condition=~models.Q(because=""), name="let_in_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.application_id} until {self.until_at:%Y-%m-%d %H:%M}"


class Round(models.Model):
    """Once that the programme asked for more: what in general, by when, and when it came."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=2000)
    due_date = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal: ClassVar = {
        "asked_by": "keep: who asked for more",
        "answered_by": "keep: who answered",
    }

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["application", "number"], name="round_number_once"),
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(answered_at__isnull=True),
                name="round_one_open",
            ),
        )

    def __str__(self) -> str:
        return f"Round {self.number} of {self.application_id}"


class AskedAgain(models.Model):
    """One answer the programme asked about: what of it, and what stood there before."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="asked")
    key = models.CharField(max_length=40)  # of the question
    turn = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(max_length=600)
    before: Any = models.JSONField(null=True, default=None)  # as it was typed

    personal: ClassVar = {"before": "keep: it is what was handed in, as the answers are"}

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["round", "key", "turn"], name="asked_again_once"),
            models.CheckConstraint(condition=~models.Q(words=""), name="asked_again_says_what"),
        )

    def __str__(self) -> str:
        return f"{self.key} of {self.round_id}"
