"""Two persons found to be one, and two that look like one and are not."""

from typing import ClassVar

from django.db import models

from folkmoot.kernel.ids import new_key
from folkmoot.people.models.accounts import Account, Person


class Joining(models.Model):
    """Two persons found to be one: `other` points to `kept` until they are taken apart.

    The row of `other` stays as it is. Of `kept`, the facts that were chosen anew are here as they
    were before and after, so that they can be put back.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    kept = models.ForeignKey(Person, models.PROTECT, related_name="took_in")
    other = models.ForeignKey(Person, models.PROTECT, related_name="went_to")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    joined_at = models.DateTimeField()
    joined_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    parted_at = models.DateTimeField(null=True, blank=True)
    parted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    personal: ClassVar = {
        "kept": "keep: that two notes were of one person; the persons are blanked",
        "other": "keep: that two notes were of one person; the persons are blanked",
        "before": "blank",
        "after": "blank",
        "joined_by": "keep: who said so",
        "parted_by": "keep: who said so",
    }

    class Meta:
        ordering = ("-joined_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["other"],
                condition=models.Q(parted_at__isnull=True),
                name="joined_to_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(kept=models.F("other")), name="joined_with_another"
            ),
        )

    def __str__(self) -> str:
        return f"Joining {self.pk}"


class TwoPeople(models.Model):
    """Two persons who look like one, and whom somebody knows to be two: kept for good."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    one = models.ForeignKey(Person, models.PROTECT, related_name="+")  # the lower key
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    personal: ClassVar = {
        "one": "keep: that two were told apart; the persons are blanked",
        "other": "keep: that two were told apart; the persons are blanked",
        "said_by": "keep: who said so",
    }

    class Meta:
        ordering = ("said_at", "id")
        constraints = (
            models.UniqueConstraint(fields=["one", "other"], name="told_apart_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="told_apart_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"Two people {self.pk}"
