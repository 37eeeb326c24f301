"""Roles: what every table of them shares, and those held in the whole site."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models

from folkmoot.kernel.access.roles import ROLES, Role, roles_in
from folkmoot.kernel.ids import new_key
from folkmoot.people.models.accounts import Account


class RoleHeldQuerySet(models.QuerySet[Any]):
    def held_at(self, at: datetime) -> Self:
        """Roles that had begun and not ended by that moment."""
        return self.filter(
            models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=at), starts_at__lte=at
        )

    def roles_of(self, user: object, *, at: datetime) -> frozenset[Role]:
        """Roles among these that the user holds at that moment."""
        names = self.held_at(at).filter(account_id=getattr(user, "pk", None))
        return frozenset(ROLES[name] for name in names.values_list("role", flat=True))


class RoleHeld(models.Model):
    """A role an account holds from one moment until another. Each scope has its own table."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="%(class)ss")
    role = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    objects = RoleHeldQuerySet.as_manager()

    personal: ClassVar = {
        "account": "keep: the account is blanked, that someone held the role is not",
        "given_by": "keep: who answers for the role",
    }

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.role} from {self.starts_at:%Y-%m-%d}"

    @classmethod
    def scope_field(cls) -> str:
        """The column that says what the role is held in: place, organisation; "" for the site."""
        own = ("account", "given_by")
        return next((f.name for f in cls._meta.fields if f.is_relation and f.name not in own), "")

    def held_in(self) -> str:
        """What the role is held in, by name. Wants the scope selected."""
        field = self.scope_field()
        return str(getattr(self, field)) if field else "This Folkmoot"

    def description(self) -> str:
        """What someone in this role does."""
        return ROLES[self.role].description


class SiteRole(RoleHeld):
    """A role held in the whole site."""

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__in=[role.name for role in roles_in("site")]),
                name="site_role_is_one",
            ),
            models.UniqueConstraint(
                fields=["account", "role"],
                condition=models.Q(ends_at__isnull=True),
                name="site_role_once",
            ),
        )

    @property
    def scope(self) -> "SiteScope":
        """Where the right to give and end this role is held."""
        return THE_SITE


class SiteScope:
    """The whole site, as somewhere a role is held."""

    def roles_of(self, user: object, *, at: datetime) -> frozenset[Role]:
        """Roles this user holds in the site."""
        return SiteRole.objects.all().roles_of(user, at=at)


THE_SITE = SiteScope()


def role_tables() -> tuple[type[RoleHeld], ...]:
    """Every table of roles, whichever room keeps it: this room's two, and places' own."""
    return tuple(RoleHeld.__subclasses__())
