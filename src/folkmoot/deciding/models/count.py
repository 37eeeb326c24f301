"""What was in the box, and the count: with all it takes to explain and check it."""

from django.db import models

from folkmoot.deciding.models.box import CountingOfficer
from folkmoot.deciding.models.decision import Decision, Option

COUNT_JOB = "deciding.count"  # long work: the rule applied to the piles


class OpenedBox(models.Model):
    """What was found when the box was opened, before any rule was applied. Never changed.

    The ballots themselves lie in piles. From here on the rule can be applied as often as one
    likes, by anyone, without a passphrase.
    """

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="opened_box")
    opened_at = models.DateTimeField()
    officers = models.ManyToManyField(CountingOfficer, related_name="+")  # who opened it
    n_ballots = models.PositiveIntegerField()
    n_spoilt = models.PositiveIntegerField(default=0)
    turnout = models.JSONField(default=dict)  # channel → ballots to be counted

    def __str__(self) -> str:
        return f"Opened box of {self.decision_id}"


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


class Winner(models.Model):
    """An option that a count gave the money to, and in which turn. Written with the count.

    The whole outcome says it too, with every round, and may be megabytes long: pages that only
    ask who won read this.
    """

    count = models.ForeignKey(Count, models.PROTECT, related_name="winners")
    option = models.OneToOneField(Option, models.PROTECT, related_name="win")
    turn = models.PositiveSmallIntegerField()  # from 1, in the order funded

    class Meta:
        constraints = (models.UniqueConstraint(fields=["count", "turn"], name="one_winner_a_turn"),)

    def __str__(self) -> str:
        return f"Winner {self.turn} of {self.count_id}"


class Certificate(models.Model):
    """How a count was made: when, by which rule in full, with which code. Never changed.

    With it anyone can tell later whether another answer would come from other ballots, which
    nobody can change, or from another program.
    """

    count = models.OneToOneField(Count, models.PROTECT, related_name="certificate")
    made_at = models.DateTimeField()
    rule_in_full = models.JSONField()  # every setting of the rule, with its name and sentence
    engine = models.CharField(max_length=60)  # which of our two ways of counting was taken

    def __str__(self) -> str:
        return f"Certificate of {self.count_id}"
