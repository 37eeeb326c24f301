"""Days of support as they were given: noted by the supporter, confirmed by the place."""

from typing import ClassVar, Self

from django.db import models

from folkmoot.awards.models.days import days
from folkmoot.awards.models.support import OfSupport, SupportItem, SupportPackage
from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account


class DeliveryStage(models.TextChoices):
    NOTED = "NOTED", "To be confirmed"
    CONFIRMED = "CONFIRMED", "Confirmed"
    QUESTIONED = "ASKED", "Questioned by the place"
    WITHDRAWN = "BACK", "Taken back"


DELIVERY_ONWARDS: dict[str, tuple[str, ...]] = {
    "NOTED": ("CONFIRMED", "ASKED", "BACK"),
    "ASKED": ("NOTED", "BACK"),
    "CONFIRMED": (),
    "BACK": (),
}
TONES = {"NOTED": "ochre", "CONFIRMED": "moss", "ASKED": "terracotta", "BACK": "quiet"}


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, user: object) -> Self:
        """Seen with its package."""
        seen = SupportPackage.objects.visible_to(user).values("pk")
        return self.filter(item__package__in=seen).select_related(
            "item__package__place", "item__package__programme", "item__package__supporter"
        )


class Delivery(models.Model):
    """Some quarter days given on one day for one item."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    item = models.ForeignKey(SupportItem, models.PROTECT, related_name="deliveries")
    on_date = models.DateField()
    n_quarters = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=400)
    stage = models.CharField(max_length=9, choices=DeliveryStage, default=DeliveryStage.NOTED)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    question = models.CharField(max_length=400, blank=True)

    objects = DeliveryQuerySet.as_manager()

    personal: ClassVar = {
        "noted_by": "keep: who says that they gave it",
        "answered_by": "keep: who answered for the place",
    }

    class Meta:
        ordering = ("-on_date", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(n_quarters__gte=1, n_quarters__lte=40) & ~models.Q(what=""),
                name="delivery_is_of_something",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="CONFIRMED")
                | (
                    models.Q(answered_by__isnull=False)
                    & ~models.Q(answered_by=models.F("noted_by"))
                ),
                name="delivery_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="ASKED") | ~models.Q(question=""),
                name="delivery_questioned_says_what",
            ),
        )
        indexes = (models.Index(fields=["item", "stage"], name="delivery_of_an_item"),)

    def __str__(self) -> str:
        return self.what

    @property
    def scope(self) -> OfSupport:
        """Where the roles that govern a delivery are held."""
        return self.item.package.scope

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return TONES[self.stage]

    @property
    def said(self) -> str:
        """How long it took, as people say it."""
        return days(self.n_quarters)
