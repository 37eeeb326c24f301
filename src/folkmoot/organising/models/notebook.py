"""The keys to which phones seal what they note for a place."""

from typing import ClassVar

from django.db import models

from folkmoot.kernel.ids import new_key
from folkmoot.organising.models.ground import TeamQuerySet
from folkmoot.people.models import Account
from folkmoot.places.models import Place


class NotebookKey(models.Model):
    """A pair of keys of a place: phones seal to the newest, and what an older one sealed opens."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="notebook_keys")
    mark = models.CharField(max_length=16, unique=True)  # by which a sealed note names it
    public = models.BinaryField(max_length=65)
    wrapped = models.BinaryField(max_length=128)  # the private one, opened by the site's secret key
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    objects = TeamQuerySet.as_manager()

    personal: ClassVar = {"made_by": "keep: who answers for the key"}

    class Meta:
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return f"Notebook key {self.mark}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern a key are held."""
        return self.place
