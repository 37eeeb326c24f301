"""Neighbourhoods, how they were drawn, and the roles people hold in them."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now

from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import ROLES, Role, roles_in, roles_permitting
from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account, RoleHeld, SiteRole

DEFAULT_COLOUR = "#2f5d46"


class PlaceQuerySet(models.QuerySet["Place"]):
    def visible_to(self, user: object) -> Self:
        """Places are public."""
        return self

    def where_roles_are_held_by(self, user: object, *, at: datetime) -> Self:
        """Places this user holds a role in at that moment. An anonymous user holds none."""
        key: Any = getattr(user, "pk", None)
        held = PlaceRole.objects.filter(account_id=key)
        return self.filter(pk__in=held.held_at(at).values("place"))


class Place(models.Model):
    """A neighbourhood we work in, drawn the way its residents draw it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    summary = models.TextField(max_length=600, blank=True)
    # How people without the web find the team: for everyone, so a number of the team's and not
    # of somebody's. Null, so that the column is added without making the table anew.
    reach = models.CharField(max_length=200, null=True, blank=True)  # noqa: DJ001
    colour = models.CharField(
        max_length=7, default=DEFAULT_COLOUR, validators=[RegexValidator(r"^#[0-9a-f]{6}$")]
    )
    population = models.PositiveIntegerField(null=True, blank=True)
    # The boundary in force, copied here from the newest Boundary so that every page has it
    # without a join: a GeoJSON geometry (RFC 7946, longitude first), its digest, its box, and
    # the same line with few corners, for small pictures.
    boundary = models.JSONField(null=True, blank=True)
    boundary_sha256 = models.CharField(max_length=64, blank=True)
    outline = models.JSONField(null=True, blank=True)
    west = models.FloatField(null=True, blank=True)
    south = models.FloatField(null=True, blank=True)
    east = models.FloatField(null=True, blank=True)
    north = models.FloatField(null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> "Place":
        """Where the roles that govern a place are held."""
        return self

    def roles_of(self, user: object, *, at: datetime) -> frozenset[Role]:
        """Roles this user holds here, and in the site the place is part of, at that moment."""
        key: Any = getattr(user, "pk", None)
        held = PlaceRole.objects.filter(place=self, account_id=key)
        site = SiteRole.objects.filter(account_id=key)
        names = held.held_at(at).values_list("role", flat=True)
        return frozenset(
            ROLES[name] for name in names.union(site.held_at(at).values_list("role", flat=True))
        )


class Boundary(models.Model):
    """One drawing of a place. Redrawing adds another; none is changed."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.CASCADE, related_name="boundaries")
    geometry = models.JSONField()
    sha256 = models.CharField(max_length=64)
    area_km2 = models.FloatField()
    reason = models.CharField(max_length=300, blank=True)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    personal: ClassVar = {"drawn_by": "keep: who answers for the drawing"}

    class Meta:
        ordering = ("-drawn_at", "-id")

    def __str__(self) -> str:
        return f"Boundary of {self.place_id}, {self.drawn_at:%Y-%m-%d}"


class PlaceRole(RoleHeld):
    """A role held in a place."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="roles_held")

    @property
    def scope(self) -> Place:
        """Where the right to give and end this role is held."""
        return self.place

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__in=[role.name for role in roles_in("place")]),
                name="place_role_is_one",
            ),
            models.UniqueConstraint(
                fields=["place", "account", "role"],
                condition=models.Q(ends_at__isnull=True),
                name="place_role_once",
            ),
        )


def places_of(
    user: object, permission: Permission | None = None
) -> models.QuerySet[PlaceRole, dict[str, Any]]:
    """Places whose team this user is on now, in a role that permits this; for another query.

    A role in the whole site opens no place's papers: the steward keeps the house, not the diary.
    """
    key: Any = getattr(user, "pk", None)
    now = models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=Now())
    held = PlaceRole.objects.filter(
        now, account_id=key, account__isnull=False, starts_at__lte=Now()
    )
    if permission:
        held = held.filter(role__in=roles_permitting(permission))
    places: models.QuerySet[PlaceRole, dict[str, Any]] = held.values("place")
    return places
