"""Due diligence: what is looked at before an offer, by one person and then by another."""

from typing import ClassVar

from django.db import models

from folkmoot.awards.models.award import Award
from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account


class Looked(models.TextChoices):
    """What is looked at, once for every award."""

    REGISTER = "register", "They are who they say: the register agrees"
    GOVERNING = "governing", "Their governing document lets them do this"
    ACCOUNTS = "accounts", "Their latest accounts"
    BANK = "bank", "The bank account is in their name"
    SAFEGUARDING = "safeguarding", "Safeguarding policy"
    INSURANCE = "insurance", "Insurance"
    SUBSIDY = "subsidy", "Subsidy control"
    INTERESTS = "interests", "Interests of those who decide"
    FRAUD = "fraud", "Risk of fraud"


class Finding(models.TextChoices):
    PASS = "pass", "In order"
    CONDITION = "condition", "In order on a condition"
    FAIL = "fail", "Not in order"


class Check(models.Model):
    """One thing looked at for an award: what was found, on what evidence, and who agreed."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    award = models.ForeignKey(Award, models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=12, choices=Looked)
    finding = models.CharField(max_length=9, choices=Finding, blank=True)
    evidence = models.CharField(max_length=600, blank=True)
    expires_date = models.DateField(null=True, blank=True)  # until when the evidence holds
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")

    personal: ClassVar = {
        "checked_by": "keep: who looked",
        "agreed_by": "keep: who looked a second time",
    }

    class Meta:
        ordering = ("kind",)
        constraints = (
            models.UniqueConstraint(fields=["award", "kind"], name="check_once"),
            models.CheckConstraint(
                condition=models.Q(finding="")
                | (
                    ~models.Q(evidence="")
                    & models.Q(checked_at__isnull=False, checked_by__isnull=False)
                ),
                name="check_has_evidence",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_by__isnull=True)
                | ~models.Q(agreed_by=models.F("checked_by")),
                name="check_by_two_people",
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()
