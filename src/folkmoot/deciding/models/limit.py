"""What may be funded together: how many, or how much money, of some options at most."""

from django.db import models

from folkmoot.deciding.models.decision import Decision, Option


class Limit(models.Model):
    """At most so many, or so much money, of some options of one decision. Fixed at opening.

    Two plans for one square are a limit of one option; a ceiling for the north is one of money.
    """

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="limits")
    name = models.CharField(max_length=120, blank=True)  # "" for one from a file without a label
    because = models.CharField(max_length=300)  # for everyone to read
    most_options = models.PositiveIntegerField(null=True, blank=True)  # null: any number
    most_pence = models.PositiveBigIntegerField(null=True, blank=True)  # null: any sum
    options = models.ManyToManyField(Option, related_name="limits")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "name"],
                condition=~models.Q(name=""),
                name="limit_named_once",
            ),
            models.CheckConstraint(
                condition=models.Q(most_options__isnull=False) | models.Q(most_pence__isnull=False),
                name="limit_says_how_much",
            ),
            models.CheckConstraint(condition=~models.Q(because=""), name="limit_has_reason"),
        )

    def __str__(self) -> str:
        return self.name or f"Limit {self.pk}"
