"""A panel: how the applications to a call are assessed, and by whom."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Now

from folkmoot.granting.models.call import Call
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import roles_permitting
from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account, Organisation
from folkmoot.programmes.models import Programme, ProgrammeRole


def still() -> models.Q:
    """What has begun and is not over."""
    no_end = models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=Now())
    return models.Q(no_end, starts_at__lte=Now())


def programmes_where(user: object, *permissions: Permission) -> models.QuerySet[Any, Any]:
    """Programmes in which this user now holds a role that permits one of these."""
    key: Any = getattr(user, "pk", None)
    rows = ProgrammeRole.objects.filter(
        still(), account_id=key, account__isnull=False, role__in=roles_permitting(*permissions)
    )
    found: models.QuerySet[Any, Any] = rows.values("programme")
    return found


class PanelQuerySet(models.QuerySet["Panel"]):
    def visible_to(self, user: object) -> Self:
        """Those who run it, those who decide on what it recommends, and its assessors."""
        key: Any = getattr(user, "pk", None)
        run = programmes_where(user, Permission.PANEL_KEEP, Permission.CHOICE_SEE)
        mine = Assessor.objects.filter(still(), account_id=key, account__isnull=False)
        seen = models.Q(call__programme__in=run) | models.Q(pk__in=mine.values("panel"))
        return self.filter(seen).select_related("call__programme")


class Panel(models.Model):
    """How the applications to one call are assessed. Its marks are locked when it is done."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    call = models.OneToOneField(Call, models.PROTECT, related_name="panel")
    n_each = models.PositiveSmallIntegerField(default=3)  # assessors for one application
    wide_points = models.PositiveSmallIntegerField(default=25)  # so far apart they are to talk
    n_meeting = models.PositiveSmallIntegerField(default=2)  # assessors at a visit, at least
    one_per_funder = models.BooleanField(default=False)  # at a visit somebody from each funder
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    marks_locked_at = models.DateTimeField(null=True, blank=True)

    objects = PanelQuerySet.as_manager()

    personal: ClassVar = {"begun_by": "keep: who answers for how it is assessed"}

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(n_each__gte=1, n_each__lte=12, wide_points__lte=100),
                name="panel_numbers_make_sense",
            ),
        )

    def __str__(self) -> str:
        return f"The panel of {self.call}"

    @property
    def scope(self) -> Programme:
        """Where the roles that govern a panel are held."""
        programme: Programme = self.call.programme
        return programme


class Assessor(models.Model):
    """Somebody on a panel, for one funder or independent, from one moment until another."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    panel = models.ForeignKey(Panel, models.PROTECT, related_name="assessors")
    account = models.ForeignKey(Account, models.PROTECT, related_name="assesses")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )  # the funder they are from; none for independent ones
    most = models.PositiveSmallIntegerField(null=True, blank=True)  # applications, at most
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    appointed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    personal: ClassVar = {
        "account": "keep: the account is blanked, that somebody assessed is not",
        "appointed_by": "keep: who answers for the panel",
    }

    class Meta:
        ordering = ("starts_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["panel", "account"],
                condition=models.Q(ends_at__isnull=True),
                name="assessor_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | ~models.Q(ended_because=""),
                name="assessor_ended_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id} on {self.panel_id}"

    def is_on_it(self, at: datetime) -> bool:
        """Whether they are on the panel at that moment."""
        return self.starts_at <= at and (self.ends_at is None or self.ends_at > at)
