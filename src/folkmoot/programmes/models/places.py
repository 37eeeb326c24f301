"""Places that take part in a programme, and the phases they have entered."""

from typing import ClassVar

from django.db import models

from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from folkmoot.programmes.models.programme import Programme
from folkmoot.programmes.models.versions import Phase


class TakingPartStage(models.TextChoices):
    IN = "IN", "Taking part"
    PAUSED = "PAUSED", "Paused"
    LEFT = "LEFT", "Left"
    FINISHED = "FINISHED", "Finished"


class TakingPart(models.Model):
    """One place in one programme, from a day until it leaves or finishes."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="taking_part")
    place = models.ForeignKey(Place, models.PROTECT, related_name="in_programmes")
    stage = models.CharField(max_length=8, choices=TakingPartStage, default=TakingPartStage.IN)
    why = models.CharField(max_length=300, blank=True)
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    personal: ClassVar = {"added_by": "keep: who answers for the place's taking part"}

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["programme", "place"], name="programme_taking_part_once"
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=["IN", "PAUSED"], ended_at__isnull=True)
                | models.Q(stage__in=["LEFT", "FINISHED"], ended_at__isnull=False),
                name="programme_taking_part_ends_when_over",
            ),
        )
        ordering = ("place__name",)

    def __str__(self) -> str:
        return f"{self.place_id} in {self.programme_id}"


class PhaseEntered(models.Model):
    """A place has passed the gate of a phase."""

    taking_part = models.ForeignKey(TakingPart, models.CASCADE, related_name="entered")
    phase = models.ForeignKey(Phase, models.PROTECT, related_name="entered")
    because = models.CharField(max_length=600)  # how it meets the gate
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    personal: ClassVar = {"entered_by": "keep: who let the place through the gate"}

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["taking_part", "phase"], name="programme_phase_entered_once"
            ),
        )
        ordering = ("phase__number",)

    def __str__(self) -> str:
        return f"{self.taking_part_id} entered {self.phase_id}"
