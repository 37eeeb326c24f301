"""The ballot box: sealed envelopes while voting is open, piles of like ballots once opened.

Nothing here keeps a time. An envelope names its roll entry and is unreadable; a pile is
readable and names nobody; the two never stand side by side, for envelopes are destroyed in
the transaction that makes the piles. `docs/decisions/` explains why.
"""

from typing import ClassVar

from django.db import models

from folkmoot.deciding.models.decision import Decision
from folkmoot.deciding.models.roll import RollEntry
from folkmoot.kernel.ids import secret_key
from folkmoot.people.models import Account


class CountingOfficer(models.Model):
    """Someone whose passphrase helps to open the box. The passphrase itself is not kept."""

    id = models.UUIDField(primary_key=True, default=secret_key, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="counting_officers")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    public_key = models.BinaryField(max_length=32, default=bytes)
    salt = models.BinaryField(max_length=16, default=bytes)
    effort = models.CharField(max_length=12, blank=True)

    personal: ClassVar = {"account": "keep: who answers for the count"}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["decision", "account"], name="counting_officer_once"),
        )

    def __str__(self) -> str:
        return f"Counting officer {self.account_id}"

    @property
    def has_passphrase(self) -> bool:
        """Whether this officer has set the passphrase."""
        return bool(self.public_key)


class BoxKey(models.Model):
    """The key of the box, sealed so that these officers together can open it."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="box_keys")
    holders = models.JSONField()  # ids of counting officers, in the order their keys are used
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"Key of {self.decision_id}"


class Envelope(models.Model):
    """A sealed ballot. It names the roll entry it came from until the box is opened."""

    id = models.UUIDField(primary_key=True, default=secret_key, editable=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="envelopes")
    # Empty for a paper ballot: its outer envelope was taken off by hand.
    entry = models.OneToOneField(
        RollEntry, models.PROTECT, null=True, blank=True, related_name="envelope"
    )
    sealed = models.BinaryField()
    mark = models.CharField(max_length=64, unique=True)  # SHA-256 of `sealed`
    receipt_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "receipt_hash"],
                condition=~models.Q(receipt_hash=""),
                name="receipt_once",
            ),
        )

    def __str__(self) -> str:
        return f"Envelope {self.mark[:8]}"


class PaperBallot(models.Model):
    """A ballot on paper, out of its outer envelope, waiting to be typed by two people."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="paper_ballots")
    number = models.PositiveIntegerField()  # written on the paper when it was taken out
    is_sealed = models.BooleanField(default=False)
    is_spoilt = models.BooleanField(default=False)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["decision", "number"], name="paper_number_once"),
        )

    def __str__(self) -> str:
        return f"Paper {self.number}"


class PaperTyping(models.Model):
    """What one person read on a paper ballot; gone once two people agree."""

    paper = models.ForeignKey(PaperBallot, models.CASCADE, related_name="typings")
    typed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    choices = models.CharField(max_length=2500, blank=True)
    is_spoilt = models.BooleanField(default=False)

    personal: ClassVar = {"typed_by": "gone when the ballot is sealed"}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["paper", "typed_by"], name="typed_once_each"),
        )

    def __str__(self) -> str:
        return f"Typing of {self.paper_id}"


class PaperLook(models.Model):
    """What one person says is on a paper that was read differently, once two have looked at it
    together; gone once two people say the same.
    """

    paper = models.ForeignKey(PaperBallot, models.CASCADE, related_name="looks")
    looked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    choices = models.CharField(max_length=2500, blank=True)
    is_spoilt = models.BooleanField(default=False)

    personal: ClassVar = {"looked_by": "gone when the ballot is sealed"}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["paper", "looked_by"], name="looked_once_each"),
        )

    def __str__(self) -> str:
        return f"Look at {self.paper_id}"


class Pile(models.Model):
    """Ballots that are alike, and how many there are, as on the table at a hand count.

    Piles are made in the order of what is on them, all at once. So the table is a function
    of what was chosen alone: neither its order, its keys nor its row versions can say who
    voted first, and there is nothing to shuffle.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="piles")
    choices = models.CharField(max_length=2500, blank=True)  # "3:1 7:1", see ballots.py
    n_ballots = models.PositiveIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["decision", "choices"], name="pile_once"),
            models.CheckConstraint(condition=models.Q(n_ballots__gt=0), name="pile_not_empty"),
        )

    def __str__(self) -> str:
        return f"{self.n_ballots} × {self.choices}"
