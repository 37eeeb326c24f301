"""In whose name the team of a place asks and writes: by law, somebody has to answer for it."""

from typing import ClassVar

from django.db import models

from folkmoot.kernel.ids import new_key
from folkmoot.organising.models.ground import TeamQuerySet
from folkmoot.people.models import Account, Organisation
from folkmoot.places.models import Place


class Voice(models.Model):
    """The organisation in whose name a team asks and writes, from a moment on.

    Never changed: another row comes after it. Without one, or without an organisation in it, the
    team is a group without a legal form.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="voices")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    since_at = models.DateTimeField()
    chosen_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    objects = TeamQuerySet.as_manager()

    personal: ClassVar = {"chosen_by": "keep: who answers for it"}

    class Meta:
        ordering = ("-since_at", "-id")
        indexes = (models.Index(fields=["place", "-since_at"], name="voice_newest"),)

    def __str__(self) -> str:
        return f"Voice {self.pk}"
