"""Where people are: the streets of a place, and the groups of people who live there."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Lower

from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account
from folkmoot.places.models import Place, places_of


class TeamQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: object) -> Self:
        """Seen by those who listen in the place, and nobody else."""
        here = places_of(user, Permission.LISTEN)
        return self.filter(place__in=here).select_related("place")


class Street(models.Model):
    """A street, block or close, as the people who live there call it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="streets")
    name = models.CharField(max_length=80)
    homes = models.PositiveIntegerField(null=True, blank=True)  # about how many
    ended_at = models.DateTimeField(null=True, blank=True)  # no longer walked

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint("place", Lower("name"), name="street_once_in_a_place"),
            models.CheckConstraint(condition=~models.Q(name=""), name="street_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> Place:
        """Where the roles that govern a street are held."""
        return self.place


class PeopleGroup(models.Model):
    """People who have something in common that matters for being heard: under 25, renting, new."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="people_groups")
    name = models.CharField(max_length=80)
    people = models.PositiveIntegerField(null=True, blank=True)  # about how many live here
    source = models.CharField(max_length=200, blank=True)  # where the number is from
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint("place", Lower("name"), name="people_group_once_in_a_place"),
            models.CheckConstraint(condition=~models.Q(name=""), name="people_group_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> Place:
        """Where the roles that govern a group are held."""
        return self.place


class DoNotCall(models.Model):
    """A door nobody knocks on until a day: somebody there has asked to be left in peace."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="doors_not_to_call")
    street = models.ForeignKey(Street, models.PROTECT, related_name="doors_not_to_call")
    house = models.CharField(max_length=40)  # a number or a name, never a person's
    until_date = models.DateField()
    asked_at = models.DateTimeField()
    noted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    personal: ClassVar = {"noted_by": "keep: who was told", "house": "remove: when its day is past"}

    class Meta:
        ordering = ("street__name", "house")
        constraints = (
            models.UniqueConstraint(
                "street",
                Lower("house"),
                condition=models.Q(lifted_at__isnull=True),
                name="door_not_to_call_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(house=""), name="door_not_to_call_is_a_door"
            ),
        )

    def __str__(self) -> str:
        return f"Door {self.pk}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern it are held."""
        return self.place
