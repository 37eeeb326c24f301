"""The signed paper of an agreement."""

from typing import ClassVar

from django.db import models

from folkmoot.kernel.files.models import Attachment
from folkmoot.kernel.ids import secret_key
from folkmoot.organising.models.agreement import Agreement
from folkmoot.organising.models.ground import TeamQuerySet
from folkmoot.people.models import Account
from folkmoot.places.models import Place


class AgreementPaper(models.Model):
    """A paper that parties signed, as a photo or a document; the team of the place sees it."""

    id = models.UUIDField(primary_key=True, default=secret_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="papers")
    file = models.OneToOneField(Attachment, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    objects = TeamQuerySet.as_manager()

    personal: ClassVar = {
        "file": "gone: when the team takes the paper off, bytes and all",
        "kept_by": "keep: who answers for it; the account itself is blanked",
    }

    class Meta:
        ordering = ("kept_at", "id")

    def __str__(self) -> str:
        return f"Paper of {self.agreement_id}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern a paper are held."""
        return self.place
