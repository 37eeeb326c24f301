"""Variations: what both signed, changed; small ones by the recipient alone, and told."""

from typing import ClassVar, Self

from django.db import models

from folkmoot.awards.models.award import Award, AwardBetween, organisations_of
from folkmoot.awards.models.parts import BudgetLine
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.people.models import Account


class VariationStage(models.TextChoices):
    DRAFT = "DRAFT", "Being written"
    SUBMITTED = "SUBMITTED", "Asked for"
    ASSESSED = "ASSESSED", "Looked at"
    APPROVED = "APPROVED", "Approved"
    APPLIED = "APPLIED", "In force"
    REFUSED = "REFUSED", "Refused"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"


VARIATION_ONWARDS: dict[str, tuple[str, ...]] = {
    "DRAFT": ("SUBMITTED", "APPROVED", "WITHDRAWN"),
    "SUBMITTED": ("ASSESSED", "WITHDRAWN"),
    "ASSESSED": ("APPROVED", "REFUSED", "WITHDRAWN"),
    "APPROVED": ("APPLIED", "WITHDRAWN"),
    "APPLIED": (),
    "REFUSED": (),
    "WITHDRAWN": (),
}
VARIATION_TONES = {
    "DRAFT": "ochre", "SUBMITTED": "sky", "ASSESSED": "sky", "APPROVED": "sky",
    "APPLIED": "moss", "REFUSED": "terracotta", "WITHDRAWN": "quiet",
}  # fmt: skip


class VariationQuerySet(models.QuerySet["Variation"]):
    def visible_to(self, user: object) -> Self:
        """Seen by the two sides of its award, and by nobody else."""
        seen = Award.objects.visible_to(user).values("pk")
        theirs = organisations_of(user, Permission.AWARD_SEE)
        side = models.Q(award__funder__in=theirs) | models.Q(award__recipient__in=theirs)
        return self.filter(side, award__in=seen).select_related(
            "award__place", "award__funder", "award__recipient"
        )


class Variation(models.Model):
    """A change of what both signed: money between lines, the last day, what it is for.

    Within the tolerance it is small: the recipient makes it, and the funder is told. Above it,
    it has a document of its own, which the recipient signs in asking and the funder in approving.
    What was signed before stays as it was signed.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    award = models.ForeignKey(Award, models.PROTECT, related_name="variations")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=9, choices=VariationStage, default=VariationStage.DRAFT)
    because = models.CharField(max_length=1000)  # why it is wanted
    ends_date = models.DateField(null=True, blank=True)  # none when the last day stays
    purpose = models.TextField(max_length=2000, blank=True)  # "" when it stays
    is_small = models.BooleanField(default=False)  # as found when it was asked for
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    # Its own document: what changes, in words, and their SHA-256; none for a small one.
    document = models.TextField(max_length=20_000, blank=True)
    document_sha256 = models.CharField(max_length=64, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    assessment = models.CharField(max_length=1000, blank=True)
    assessed_at = models.DateTimeField(null=True, blank=True)
    assessed_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    stage_because = models.CharField(max_length=600, blank=True)  # refused, withdrawn

    objects = VariationQuerySet.as_manager()

    personal: ClassVar = {
        "drafted_by": "keep: who wrote it; the account itself is blanked",
        "submitted_by": "keep: who signed it for the recipient",
        "assessed_by": "keep: who looked at it",
        "decided_by": "keep: who signed it for the funder",
    }

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["award", "number"], name="variation_once"),
            models.CheckConstraint(condition=~models.Q(because=""), name="variation_says_why"),
            models.CheckConstraint(
                condition=models.Q(stage__in=["DRAFT", "WITHDRAWN"])
                | models.Q(submitted_by__isnull=False, submitted_at__isnull=False),
                name="variation_submitted_by_someone",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=["DRAFT", "WITHDRAWN"])
                | models.Q(is_small=True)
                | ~models.Q(document_sha256=""),
                name="variation_has_a_document",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["APPROVED", "APPLIED", "REFUSED"])
                | models.Q(is_small=True)
                | models.Q(assessed_by__isnull=False, decided_by__isnull=False),
                name="variation_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True)
                | ~models.Q(decided_by=models.F("assessed_by"))
                & ~models.Q(decided_by=models.F("submitted_by")),
                name="variation_by_three_people",
            ),
            models.CheckConstraint(
                condition=models.Q(assessed_by__isnull=True)
                | ~models.Q(assessed_by=models.F("submitted_by")),
                name="variation_assessed_by_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="REFUSED") | ~models.Q(stage_because=""),
                name="variation_refused_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"Variation {self.number} of {self.award}"

    @property
    def scope(self) -> AwardBetween:
        """Where the roles that govern a variation are held."""
        return self.award.scope

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return VARIATION_TONES[self.stage]


class VariedLine(models.Model):
    """One line of the budget as it was and as it would be; a new line was nothing."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    variation = models.ForeignKey(Variation, models.CASCADE, related_name="lines")
    number = models.PositiveSmallIntegerField()
    line = models.ForeignKey(
        BudgetLine, models.PROTECT, null=True, blank=True, related_name="varied"
    )
    heading = models.CharField(max_length=120)
    was_pence = models.BigIntegerField(default=0)
    becomes_pence = models.BigIntegerField()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["variation", "number"], name="varied_line_once"),
            models.CheckConstraint(
                condition=models.Q(becomes_pence__gte=0) & models.Q(was_pence__gte=0),
                name="varied_line_is_nought_or_more",
            ),
        )

    def __str__(self) -> str:
        return self.heading

    @property
    def change_pence(self) -> int:
        """By how much it grows; less than nought when it shrinks."""
        return self.becomes_pence - self.was_pence
