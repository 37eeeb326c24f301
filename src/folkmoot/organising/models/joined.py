"""What one joining of two persons brought over in a place, so that it can all go back."""

from functools import reduce
from operator import or_
from typing import ClassVar, Self

from django.db import models

from folkmoot.kernel.ids import new_key
from folkmoot.organising.models.gifts import Ask, Gift, Wish
from folkmoot.organising.models.ground import Street, TeamQuerySet
from folkmoot.organising.models.naming import NamedPerson
from folkmoot.organising.models.neighbour import Neighbour, Speaker
from folkmoot.organising.models.step import Step
from folkmoot.people.models import Joining
from folkmoot.places.models import Place

# The kinds of rows that are brought over, by the column of `Brought` that points to each.
BROUGHT_KINDS: dict[str, type[models.Model]] = {
    "speaker": Speaker,
    "gift": Gift,
    "wish": Wish,
    "ask": Ask,
    "step": Step,
}


class JoinedQuerySet(TeamQuerySet):
    def visible_to(self, user: object) -> Self:
        """Seen by the team of the place, while it holds and while we know them."""
        here = super().visible_to(user).select_related("kept__person", "other__person", "joining")
        return here.filter(joining__parted_at__isnull=True, kept__forgotten_at__isnull=True)


class Joined(models.Model):
    """Two neighbours of one place that are one since a joining of their persons."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    joining = models.OneToOneField(Joining, models.PROTECT, related_name="joined")
    place = models.ForeignKey(Place, models.PROTECT, related_name="joined")
    kept = models.ForeignKey(Neighbour, models.PROTECT, related_name="took_in")
    other = models.ForeignKey(Neighbour, models.PROTECT, related_name="went_to")
    street_before = models.ForeignKey(Street, models.PROTECT, null=True, related_name="+")
    street_after = models.ForeignKey(Street, models.PROTECT, null=True, related_name="+")
    # Two names in the list of who connects people that were taken for one with it.
    named = models.ForeignKey(NamedPerson, models.SET_NULL, null=True, related_name="+")
    named_as = models.ForeignKey(NamedPerson, models.SET_NULL, null=True, related_name="+")

    objects = JoinedQuerySet.as_manager()

    personal: ClassVar = {"street_before": "cut", "street_after": "cut"}

    class Meta:
        ordering = ("-joining__joined_at", "-id")

    def __str__(self) -> str:
        return f"Joined {self.pk}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern it are held."""
        return self.place


def _only(kind: str) -> models.Q:
    return models.Q(**{f"{each}__isnull": each != kind for each in BROUGHT_KINDS})


class Brought(models.Model):
    """One row that was brought over: exactly one of its columns points to it."""

    joined = models.ForeignKey(Joined, models.PROTECT, related_name="brought")
    speaker = models.ForeignKey(Speaker, models.CASCADE, null=True, related_name="+")
    gift = models.ForeignKey(Gift, models.PROTECT, null=True, related_name="+")
    wish = models.ForeignKey(Wish, models.PROTECT, null=True, related_name="+")
    ask = models.ForeignKey(Ask, models.PROTECT, null=True, related_name="+")
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="+")

    personal: ClassVar = {"speaker": "remove: with the name that stood with what was said"}

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=reduce(or_, [_only(kind) for kind in BROUGHT_KINDS]),
                name="brought_one_row",
            ),
        )

    def __str__(self) -> str:
        return f"Brought {self.pk}"
