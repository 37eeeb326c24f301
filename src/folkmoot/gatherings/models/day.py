"""A day on which many places do something together."""

from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Lower

from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account
from folkmoot.people.models.roles import THE_SITE, SiteScope


class DayOfActionQuerySet(models.QuerySet["DayOfAction"]):
    def visible_to(self, user: object) -> Self:
        """Days of action are public."""
        return self


class DayOfAction(models.Model):
    """A yearly day, or a few, that joins gatherings of many places."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    why = models.TextField(max_length=1000)
    starts_date = models.DateField()
    ends_date = models.DateField()
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    objects = DayOfActionQuerySet.as_manager()

    personal: ClassVar = {"planned_by": "keep: who answers for the day"}

    class Meta:
        ordering = ("-starts_date", "name")
        constraints = (
            models.UniqueConstraint(Lower("name"), name="day_of_action_name_once"),
            models.CheckConstraint(
                condition=models.Q(starts_date__lte=models.F("ends_date")),
                name="day_of_action_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(why=""),
                name="day_of_action_says_what_and_why",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> SiteScope:
        """The whole site keeps it: it belongs to no one place."""
        return THE_SITE
