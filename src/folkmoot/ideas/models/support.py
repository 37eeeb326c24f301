"""Interest in a proposal, and reports that something is wrong with one."""

from typing import ClassVar

from django.db import models

from folkmoot.ideas.models.proposal import Proposal
from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account


class Support(models.Model):
    """Someone would like to see this happen. It is not a vote and decides nothing."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="supports")
    account = models.ForeignKey(
        Account, models.SET_NULL, null=True, blank=True, related_name="proposals_supported"
    )
    # A keyed hash of the confirmed address: one address, one support, account or not.
    mark = models.CharField(max_length=64)
    email = models.EmailField(max_length=254, blank=True)  # kept only for those who want news
    given_at = models.DateTimeField()

    personal: ClassVar = {
        "account": "cut",
        "email": "blank",
        "mark": "keep: cannot be read back; stops the same address counting twice",
    }

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["proposal", "mark"], name="support_once_an_address"),
            models.UniqueConstraint(fields=["proposal", "account"], name="support_once_an_account"),
        )

    def __str__(self) -> str:
        return f"Support of {self.proposal_id}"


class Ground(models.TextChoices):
    PRIVATE = "private", "It names or shows someone who would not want that"
    HURTFUL = "hurtful", "It is hurtful or threatening"
    ADVERT = "advert", "It is an advertisement, or not about this place"
    OTHER = "other", "Something else"


class Report(models.Model):
    """Someone says a proposal should be looked at by the place's team. Nobody's name is kept."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="reports")
    ground = models.CharField(max_length=10, choices=Ground)
    words = models.CharField(max_length=600, blank=True)
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.CharField(max_length=600, blank=True)

    personal: ClassVar = {"answered_by": "keep: who answers for what stays and what goes"}

    class Meta:
        ordering = ("made_at",)

    def __str__(self) -> str:
        return f"Report about {self.proposal_id}"
