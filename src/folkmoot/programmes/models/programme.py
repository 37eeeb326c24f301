"""A programme, how it stands, and the roles people hold in it."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Now

from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import DECISION_MAKER, Role, roles_in, roles_permitting
from folkmoot.kernel.ids import new_key
from folkmoot.people.models import THE_SITE, Account, Organisation, RoleHeld, SiteRole


class Stage(models.TextChoices):
    DRAFT = "DRAFT", "Being prepared"
    AGREED = "AGREED", "Agreed"
    LIVE = "LIVE", "Live"
    SUSPENDED = "SUSPENDED", "Suspended"
    CLOSING = "CLOSING", "Closing"
    CLOSED = "CLOSED", "Closed"


# What may follow what. Kept in the database too.
FOLLOWS = {
    Stage.DRAFT: (Stage.AGREED,),
    Stage.AGREED: (Stage.LIVE,),
    Stage.LIVE: (Stage.SUSPENDED, Stage.CLOSING),
    Stage.SUSPENDED: (Stage.LIVE,),
    Stage.CLOSING: (Stage.CLOSED,),
    Stage.CLOSED: (),
}


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, user: object) -> Self:
        """What its funders agreed on is public; before, its team and stewards see it."""
        inside = Programme.objects.seen_inside_by(user)
        return self.filter(~models.Q(stage=Stage.DRAFT) | models.Q(pk__in=inside.values("pk")))

    def seen_inside_by(self, user: object) -> Self:
        """Programmes whose papers this user may read now: its team's, and all a steward's."""
        key: Any = getattr(user, "pk", None)
        now = models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=Now())
        held = models.Q(
            now,
            role__in=roles_permitting(Permission.PROGRAMME_SEE),
            account_id=key,
            account__isnull=False,
            starts_at__lte=Now(),
        )
        mine = ProgrammeRole.objects.filter(held)
        stewards = SiteRole.objects.filter(held)
        return self.filter(
            models.Q(pk__in=mine.values("programme")) | models.Q(models.Exists(stewards))
        )


class Programme(models.Model):
    """The frame work happens in: who pays, for what, in which phases, in which places."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    summary = models.TextField(max_length=600)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)
    stage_at = models.DateTimeField()
    stage_why = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    objects = ProgrammeQuerySet.as_manager()

    personal: ClassVar = {"started_by": "keep: who answers for the programme"}

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(stage__in=Stage.values), name="programme_stage_is_one"
            ),
        )
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> "Programme":
        """Where the roles that govern a programme are held."""
        return self

    def roles_of(self, user: object, *, at: datetime) -> frozenset[Role]:
        """Roles this user holds in the programme, and in the site, at that moment."""
        here = ProgrammeRole.objects.filter(programme=self).roles_of(user, at=at)
        return here | THE_SITE.roles_of(user, at=at)


class ProgrammeRole(RoleHeld):
    """A role held in a programme, from one moment until another, for an organisation."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="roles_held")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )

    @property
    def scope(self) -> Programme:
        """Where the right to give and end this role is held."""
        return self.programme

    @property
    def last_day(self) -> datetime | None:
        """The day it ends on: a role that ends at midnight was held until the day before."""
        return self.ends_at - timedelta(microseconds=1) if self.ends_at else None

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__in=[role.name for role in roles_in("programme")]),
                name="programme_role_is_one",
            ),
            models.CheckConstraint(
                condition=~models.Q(role=DECISION_MAKER.name)
                | models.Q(organisation__isnull=False),
                name="programme_decides_for_somebody",
            ),
            models.UniqueConstraint(
                fields=["programme", "account", "role", "organisation"],
                condition=models.Q(ends_at__isnull=True, organisation__isnull=False),
                name="programme_role_once_for_one",
            ),
            # By itself: to a database nothing is never the same as nothing.
            models.UniqueConstraint(
                fields=["programme", "account", "role"],
                condition=models.Q(ends_at__isnull=True, organisation__isnull=True),
                name="programme_role_once_for_nobody",
            ),
        )
