"""Money set aside in a place for small grants, and the residents who decide on them."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models

from folkmoot.awards.models.award import cut
from folkmoot.awards.models.shared_fund import SharedFund
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import Role
from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.people.models import Account, Organisation, OrganisationRole
from folkmoot.places.models import Place
from folkmoot.programmes.models import Programme

HOLDERS = frozenset({Permission.SMALL_GRANT_PAY})


class SmallFundQuerySet(models.QuerySet["SmallFund"]):
    def visible_to(self, user: object) -> Self:
        """That there is money for small ideas is public."""
        return self.select_related("place", "holder", "programme", "shared__funder")


class OfFund:
    """A place's team, and whoever pays for the organisation that holds the money."""

    def __init__(self, fund: "SmallFund") -> None:
        self.fund = fund

    def roles_of(self, user: object, *, at: datetime) -> frozenset[Role]:
        """Roles held in the place, and those with the holder cut to paying."""
        here = self.fund.place.roles_of(user, at=at)
        held = OrganisationRole.objects.held_at(at).filter(account_id=getattr(user, "pk", None))
        names = held.filter(organisation=self.fund.holder_id).values_list("role", flat=True)
        return here | frozenset(cut(name, HOLDERS) for name in names)


class SmallFund(models.Model):
    """Money one place sets aside for small grants: how much, the most for one, who holds it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="small_funds")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="small_funds_held")
    # Whose money it is, when it comes out of a programme.
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="small_funds"
    )
    # Out of what a funder shares among places, if it is not the place's own.
    shared = models.ForeignKey(
        SharedFund, models.PROTECT, null=True, blank=True, related_name="parts"
    )
    name = models.CharField(max_length=120)
    what = models.TextField(max_length=1000)
    set_aside_pence = models.BigIntegerField()
    # Of a part that is closed: what went back to those who share the money out.
    given_back_pence = models.BigIntegerField(default=0)
    most_pence = models.BigIntegerField()  # for one grant
    quorum = models.PositiveSmallIntegerField(default=3)  # answers of the panel that decide
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    last_date = models.DateField(null=True, blank=True)  # on which one can still apply
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = SmallFundQuerySet.as_manager()

    personal: ClassVar = {"opened_by": "keep: who answers for the money"}

    class Meta:
        ordering = ("-opened_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(what=""), name="small_fund_says_what"
            ),
            models.CheckConstraint(
                condition=models.Q(most_pence__gt=0)
                & models.Q(set_aside_pence__gte=models.F("most_pence")),
                name="small_fund_covers_one_grant",
            ),
            models.CheckConstraint(
                condition=models.Q(quorum__gte=2, quorum__lte=15), name="small_fund_quorum"
            ),
            models.UniqueConstraint(fields=["shared", "place"], name="shared_once_for_a_place"),
            models.CheckConstraint(
                condition=models.Q(given_back_pence=0)
                | models.Q(
                    given_back_pence__gt=0,
                    given_back_pence__lte=models.F("set_aside_pence"),
                    shared__isnull=False,
                    closed_at__isnull=False,
                ),
                name="small_fund_gives_back_once_closed",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def kept_pence(self) -> int:
        """What was set aside and has not gone back to whoever shared it out."""
        return self.set_aside_pence - self.given_back_pence

    @property
    def scope(self) -> OfFund:
        """Where the roles that govern a small fund are held."""
        return OfFund(self)


class PanellistQuerySet(models.QuerySet["Panellist"]):
    def serving(self) -> Self:
        """Those who have not left."""
        return self.filter(ended_at__isnull=True)

    def funds_of(self, user: object) -> models.QuerySet["Panellist", Any]:
        """Funds on whose panel this user is now; for another query."""
        key: Any = getattr(user, "pk", None)
        return self.serving().filter(account_id=key, account__isnull=False).values("fund")


class Panellist(models.Model):
    """A resident who decides on the grants of one small fund, until they leave its panel."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    fund = models.ForeignKey(SmallFund, models.PROTECT, related_name="panel")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PanellistQuerySet.as_manager()

    personal: ClassVar = {
        "account": "keep: who decided on money; the account itself is blanked",
        "added_by": "keep: who named them",
    }

    class Meta:
        ordering = ("added_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["fund", "account"],
                condition=models.Q(ended_at__isnull=True),
                name="panellist_once",
            ),
        )

    def __str__(self) -> str:
        return f"Panellist {self.pk}"
