"""Money for small ideas that a funder shares out among places; each place decides on its part."""

from typing import ClassVar, Self

from django.db import models

from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.people.models import Account, Organisation
from folkmoot.programmes.models import Programme


class SharedFundQuerySet(models.QuerySet["SharedFund"]):
    def visible_to(self, user: object) -> Self:
        """That there is money for small ideas is public."""
        return self.select_related("funder", "programme")


class SharedFund(models.Model):
    """How much a funder sets aside for small ideas of several places together.

    Each place named has a small fund of its own out of it: its own panel, its own sums. All of
    them together are never more than this; the database holds it.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="shared_funds")
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="shared_funds"
    )
    name = models.CharField(max_length=120)
    what = models.TextField(max_length=1000)
    set_aside_pence = models.BigIntegerField()
    most_pence = models.BigIntegerField()  # for one grant, in every place
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    objects = SharedFundQuerySet.as_manager()

    personal: ClassVar = {"opened_by": "keep: who answers for the money"}

    class Meta:
        ordering = ("-opened_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(what=""), name="shared_fund_says_what"
            ),
            models.CheckConstraint(
                condition=models.Q(most_pence__gt=0)
                & models.Q(set_aside_pence__gte=models.F("most_pence")),
                name="shared_fund_covers_one_grant",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> Organisation:
        """Where the roles that govern it are held."""
        return self.funder
