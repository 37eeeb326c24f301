"""The count: the rule applied to the ballots, with all it takes to explain and check it."""

from django.db import models

from folkmoot.deciding.models.decision import Decision


class Count(models.Model):
    """One count of one decision. Written once, never changed."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="count")
    rule = models.CharField(max_length=80)
    outcome = models.JSONField()  # see analysis.Tally
    digest = models.CharField(max_length=64)  # SHA-256 of the outcome in canonical JSON
    n_ballots = models.PositiveIntegerField()
    spent_pence = models.PositiveBigIntegerField()
    turnout = models.JSONField(default=dict)  # channel → ballots counted
    n_spoilt = models.PositiveIntegerField(default=0)
    software = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"Count of {self.decision_id}"
