"""Officers' feasibility work: who answers, what they declared, what they said."""

from typing import ClassVar

from django.db import models

from folkmoot.ideas.models.proposal import Proposal
from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account
from folkmoot.places.models import Place


class Assessment(models.Model):
    """Somebody's duty to say whether a proposal can be done."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="assessment")
    service = models.CharField(max_length=80)
    officer = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal: ClassVar = {
        "officer": "keep: who answers for the advice",
        "assigned_by": "keep: who answers for the assignment",
    }

    def __str__(self) -> str:
        return f"Assessment of {self.proposal_id} by {self.service}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern an assessment are held."""
        return self.proposal.place


class Interest(models.TextChoices):
    NONE = "none", "I have no interest in this"
    SHOWN = "shown", "I have an interest; show it with the answer"
    RECUSED = "recused", "I have an interest; someone else should answer"


class Declaration(models.Model):
    """What an officer said about their own interest, before the assessment opened to them."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="declarations")
    officer = models.ForeignKey(Account, models.PROTECT, related_name="+")
    interest = models.CharField(max_length=8, choices=Interest)
    words = models.CharField(max_length=600, blank=True)
    declared_at = models.DateTimeField()

    personal: ClassVar = {"officer": "keep: who declared", "words": "keep: part of the advice"}

    class Meta:
        ordering = ("-declared_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(interest=Interest.NONE) | ~models.Q(words=""),
                name="declaration_says_what_it_is",
            ),
        )

    def __str__(self) -> str:
        return f"{self.interest} on {self.assessment_id}"


class Finding(models.TextChoices):
    FEASIBLE = "FEASIBLE", "It can be done"
    CHANGES = "CHANGES", "It can be done with changes"
    NOT_FEASIBLE = "NOT_FEASIBLE", "It cannot be done as it stands"


class Certainty(models.TextChoices):
    ROUGH = "rough", "A first guess: it could be half or double"
    FAIR = "fair", "Compared with like work: within a quarter"
    FIRM = "firm", "Priced: within a tenth"


class Check(models.TextChoices):
    CLEAR = "clear", "Nothing in the way"
    SETTLE = "settle", "Something to settle"
    OPEN = "open", "Not looked at yet"


class Verdict(models.Model):
    """An officers' answer with its reason and date. A change of mind is another row."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="verdicts")
    finding = models.CharField(max_length=12, choices=Finding)
    version = models.PositiveSmallIntegerField()  # of the text that was looked at
    cost_least_pence = models.PositiveBigIntegerField(null=True, blank=True)
    cost_most_pence = models.PositiveBigIntegerField(null=True, blank=True)
    certainty = models.CharField(max_length=5, choices=Certainty, blank=True)
    running_pence = models.PositiveBigIntegerField(null=True, blank=True)  # a year
    running_by = models.CharField(max_length=200, blank=True)
    land = models.CharField(max_length=6, choices=Check, default=Check.OPEN)
    land_words = models.CharField(max_length=300, blank=True)
    consents = models.CharField(max_length=6, choices=Check, default=Check.OPEN)
    consents_words = models.CharField(max_length=300, blank=True)
    equality = models.CharField(max_length=6, choices=Check, default=Check.OPEN)
    equality_words = models.CharField(max_length=300, blank=True)
    reason = models.TextField(max_length=2000)
    would_need = models.TextField(max_length=2000, blank=True)  # what would make it possible
    interest = models.CharField(max_length=600, blank=True)  # as declared, shown with the answer
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal: ClassVar = {"answered_by": "keep: who answers for the advice"}

    class Meta:
        ordering = ("-answered_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(cost_least_pence__isnull=True, cost_most_pence__isnull=True)
                | models.Q(cost_least_pence__lte=models.F("cost_most_pence")),
                name="verdict_least_not_above_most",
            ),
            models.CheckConstraint(
                condition=models.Q(finding=Finding.NOT_FEASIBLE)
                | models.Q(cost_least_pence__isnull=False),
                name="verdict_feasible_has_cost",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="verdict_has_reason"),
            models.CheckConstraint(
                condition=models.Q(finding=Finding.FEASIBLE) | ~models.Q(would_need=""),
                name="verdict_no_says_what_would_make_it_possible",
            ),
        )

    def __str__(self) -> str:
        return f"{self.finding} on {self.answered_at:%Y-%m-%d}"


class InternalNote(models.Model):
    """A note between officers. Never public, never exported with the proposal."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="internal_notes")
    text = models.TextField(max_length=2000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")

    personal: ClassVar = {"written_by": "keep: who wrote it"}

    class Meta:
        ordering = ("written_at",)

    def __str__(self) -> str:
        return f"Note of {self.written_at:%Y-%m-%d}"
