"""What is found out about a count after it stands: kept, so that no page works it out again."""

from django.db import models

from folkmoot.deciding.models.count import Count


class FindingKind(models.TextChoices):
    WAY = "WAY", "What one option had at each round"
    PICTURE = "PICTURE", "Whose money went where, drawn"
    FAIRNESS = "FAIRNESS", "Who has how much of what they chose"
    CHEAPER = "CHEAPER", "The largest cost at which one option would have won"
    NEWCOMERS = "NEWCOMERS", "New voters with whom one option would have won"
    PERSUADED = "PERSUADED", "Voters who would have had to choose one option as well"
    RECOUNTS = "RECOUNTS", "Recounts without one ballot in a hundred"
    ALL = "ALL", "That there is no more to find out"


class Finding(models.Model):
    """One thing found out about a count. Written once; none of it decides anything.

    `part` is an option's number where a kind is about options, else which part of the work.
    `says` is in plain values; its shape is that of `analysis.findings`.
    """

    count = models.ForeignKey(Count, models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=10, choices=FindingKind)
    part = models.PositiveSmallIntegerField(default=0)
    says = models.JSONField()
    found_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["count", "kind", "part"], name="found_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=FindingKind.values), name="finding_of_a_kind"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.part} of count {self.count_id}"
