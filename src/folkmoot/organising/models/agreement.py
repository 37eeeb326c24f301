"""An agreement brokered between parties: who promises what by when, who carries which risk."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from django.db import models

from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.organising.models.ground import TeamQuerySet
from folkmoot.organising.models.neighbour import Neighbour
from folkmoot.people.models import Account
from folkmoot.places.models import Place


class AgreementStage(models.TextChoices):
    PROPOSED = "PROPOSED", "Being talked about"
    AGREED = "AGREED", "Agreed"


class Standing(models.TextChoices):
    """How an agreement stands on a day: worked out from what it says, never kept."""

    PROPOSED = "proposed", "Being talked about"
    AGREED = "agreed", "Agreed"
    LATE = "late", "Late"
    BROKEN = "broken", "Broken"
    KEPT = "kept", "Kept"
    RENEWED = "renewed", "Renewed"


TONES = {
    "proposed": "ochre", "agreed": "moss", "late": "terracotta", "broken": "terracotta",
    "kept": "moss", "renewed": "sky",
}  # fmt: skip


class Agreement(models.Model):
    """What several parties agreed, and who of the team looks after it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="agreements")
    title = models.CharField(max_length=120)
    why = models.TextField(max_length=1000, blank=True)
    stage = models.CharField(max_length=8, choices=AgreementStage, default=AgreementStage.PROPOSED)
    proposed_at = models.DateTimeField()
    agreed_date = models.DateField(null=True, blank=True)
    kept_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    renews = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="renewed_by"
    )

    objects = TeamQuerySet.as_manager()

    personal: ClassVar = {"kept_by": "keep: who looks after it; the account itself is blanked"}

    class Meta:
        ordering = ("-proposed_at", "-id")
        constraints = (
            models.CheckConstraint(condition=~models.Q(title=""), name="agreement_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(stage="PROPOSED") | models.Q(agreed_date__isnull=False),
                name="agreement_agreed_on_a_day",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> Place:
        """Where the roles that govern an agreement are held."""
        return self.place

    def standing(self, undertakings: Iterable["Undertaking"], today: date) -> Standing:
        """How it stands today, given all that was undertaken in it."""
        if hasattr(self, "renewed_by"):
            return Standing.RENEWED
        if self.stage == AgreementStage.PROPOSED:
            return Standing.PROPOSED
        each = list(undertakings)
        if any(one.broken_at for one in each):
            return Standing.BROKEN
        waits = [one for one in each if one.is_open]
        if any(one.due_date < today for one in waits):
            return Standing.LATE
        return Standing.AGREED if waits else Standing.KEPT


class Party(models.Model):
    """One side of an agreement: what it gains, and which risk it carries."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    name = models.CharField(max_length=120, blank=True)  # "" for somebody the team has met
    neighbour = models.ForeignKey(
        Neighbour, models.PROTECT, null=True, blank=True, related_name="parties"
    )
    gains = models.CharField(max_length=300, blank=True)
    risks = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()

    personal: ClassVar = {
        "name": "keep: who agreed; a group or an organisation, or a person's role",
        "neighbour": "keep: that somebody agreed; the person is blanked",
    }

    class Meta:
        ordering = ("added_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["agreement", "name"], condition=~models.Q(name=""), name="party_once"
            ),
            models.UniqueConstraint(fields=["agreement", "neighbour"], name="party_once_in_person"),
            models.CheckConstraint(
                condition=models.Q(neighbour__isnull=True) & ~models.Q(name="")
                | models.Q(neighbour__isnull=False, name=""),
                name="party_has_a_name",
            ),
        )

    def __str__(self) -> str:
        return f"Party {self.pk}"

    @property
    def called(self) -> str:
        """Who it is: of somebody met their name as it is today, and "Somebody" without one."""
        return self.neighbour.called if self.neighbour else self.name


class UndertakingQuerySet(TeamQuerySet):
    def waiting(self) -> "UndertakingQuerySet":
        """Of agreements that stand: neither kept nor broken yet."""
        return self.filter(
            kept_at__isnull=True,
            broken_at__isnull=True,
            agreement__stage=AgreementStage.AGREED,
            agreement__renewed_by__isnull=True,
        )


class Undertaking(models.Model):
    """What one party promises in an agreement, and by when. Kept, or broken with the reason."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="undertakings")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="undertakings")
    party = models.ForeignKey(Party, models.CASCADE, related_name="undertakings")
    words = models.CharField(max_length=300)
    due_date = models.DateField()
    kept_at = models.DateTimeField(null=True, blank=True)
    broken_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)

    objects = UndertakingQuerySet.as_manager()

    class Meta:
        ordering = ("due_date", "id")
        constraints = (
            models.CheckConstraint(condition=~models.Q(words=""), name="undertaking_says_what"),
            models.CheckConstraint(
                condition=models.Q(kept_at__isnull=True) | models.Q(broken_at__isnull=True),
                name="undertaking_kept_or_broken",
            ),
            models.CheckConstraint(
                condition=models.Q(broken_at__isnull=True) | ~models.Q(outcome=""),
                name="undertaking_broken_says_why",
            ),
        )
        indexes = (
            models.Index(
                fields=["due_date"],
                condition=models.Q(kept_at__isnull=True, broken_at__isnull=True),
                name="undertaking_waiting",
            ),
        )

    def __str__(self) -> str:
        return f"Undertaking {self.pk}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern an undertaking are held."""
        return self.place

    @property
    def is_open(self) -> bool:
        """Neither kept nor broken yet."""
        return self.kept_at is None and self.broken_at is None
