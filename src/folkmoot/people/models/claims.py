"""Cards that open somebody's own page, without an account."""

from typing import ClassVar

from django.db import models

from folkmoot.kernel.ids import new_key
from folkmoot.people.models.accounts import Account, Person


class ClaimCard(models.Model):
    """One card. What opens the page is printed on it once; only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="cards")
    secret_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of 96 random bits
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    ends_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)  # last

    personal: ClassVar = {
        "person": "keep: the person is blanked, and the card ends",
        "made_by": "keep: who made the card",
    }

    class Meta:
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return f"Card {self.pk}"
