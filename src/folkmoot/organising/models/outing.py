"""Going out to listen: in twos, with somebody who knows when they should be back."""

from typing import ClassVar

from django.db import models

from folkmoot.kernel.ids import new_key
from folkmoot.organising.models.ground import Street, TeamQuerySet
from folkmoot.organising.models.round import ListeningRound
from folkmoot.people.models import Account
from folkmoot.places.models import Place


class OutingStage(models.TextChoices):
    PLANNED = "PLANNED", "Planned"
    OUT = "OUT", "Out now"
    BACK = "BACK", "Back safe"
    CALLED_OFF = "CALLED_OFF", "Called off"


TONES = {"PLANNED": "quiet", "OUT": "ochre", "BACK": "moss", "CALLED_OFF": "quiet"}


class Outing(models.Model):
    """Two or more people going to some streets to listen, and the time they are to be back."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="outings")
    round = models.ForeignKey(ListeningRound, models.PROTECT, related_name="outings")
    streets = models.ManyToManyField(Street, related_name="outings", blank=True)
    stage = models.CharField(max_length=10, choices=OutingStage, default=OutingStage.PLANNED)
    starts_at = models.DateTimeField()
    back_by_at = models.DateTimeField()
    meet = models.CharField(max_length=200, blank=True)  # where they meet, what to bring
    out_at = models.DateTimeField(null=True, blank=True)
    back_at = models.DateTimeField(null=True, blank=True)
    alarm_at = models.DateTimeField(null=True, blank=True)  # when the team was told they are late
    ended_because = models.CharField(max_length=200, blank=True)
    planned_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    objects = TeamQuerySet.as_manager()

    personal: ClassVar = {"planned_by": "keep: who answers for the outing"}

    class Meta:
        ordering = ("-starts_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(starts_at__lt=models.F("back_by_at")),
                name="outing_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage=OutingStage.OUT) | models.Q(out_at__isnull=False),
                name="outing_out_has_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage=OutingStage.BACK)
                | models.Q(out_at__isnull=False, back_at__isnull=False),
                name="outing_back_has_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage=OutingStage.CALLED_OFF) | ~models.Q(ended_because=""),
                name="outing_called_off_has_reason",
            ),
        )
        indexes = (models.Index(fields=["stage", "back_by_at"], name="outing_out_until"),)

    def __str__(self) -> str:
        return f"Outing of {self.starts_at:%Y-%m-%d}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern an outing are held."""
        return self.place

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return TONES[self.stage]


class OutingMember(models.Model):
    """Somebody who goes along."""

    outing = models.ForeignKey(Outing, models.CASCADE, related_name="members")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")

    personal: ClassVar = {"account": "keep: who was out; the account itself is blanked"}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["outing", "account"], name="outing_member_once"),
        )

    def __str__(self) -> str:
        return f"Member of {self.outing_id}"
