"""What another rule would have funded: asked of a published count, and kept. Decides nothing."""

from django.db import models

from folkmoot.deciding.models.count import Count

WHAT_IF_JOB = "deciding.what_if"  # long work: another rule applied to the same ballots


class WhatIf(models.Model):
    """One rule, asked of one published count, that takes too long while somebody waits.

    `says` is null until it is worked out, and then never changes; its shape is that of
    `analysis.other_rules.by_another_rule`.
    """

    count = models.ForeignKey(Count, models.PROTECT, related_name="what_ifs")
    rule = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    says = models.JSONField(null=True, blank=True)
    found_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["count", "rule"], name="what_if_asked_once"),
            models.CheckConstraint(
                condition=models.Q(says__isnull=True, found_at__isnull=True)
                | models.Q(says__isnull=False, found_at__isnull=False),
                name="what_if_found_has_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule} of count {self.count_id}"
