"""Because of: one record of a place came about because of another. Every link is a real key."""

from functools import reduce
from operator import or_
from typing import ClassVar

from django.db import models

from folkmoot.kernel.ids import new_key
from folkmoot.organising.models.agreement import Agreement, Undertaking
from folkmoot.organising.models.conversation import Conversation
from folkmoot.organising.models.ground import TeamQuerySet
from folkmoot.organising.models.outing import Outing
from folkmoot.organising.models.promise import Promise
from folkmoot.organising.models.round import Telling
from folkmoot.people.models import Account
from folkmoot.places.models import Place

# The kinds of records that can be tied, by the column of `Knot` that points to each.
KNOT_KINDS = ("conversation", "promise", "outing", "telling", "agreement", "undertaking")
Tied = Conversation | Promise | Outing | Telling | Agreement | Undertaking


def _only(kind: str) -> models.Q:
    others = {f"{each}__isnull": each != kind for each in KNOT_KINDS}
    return models.Q(**others)


class Knot(models.Model):
    """One record as it stands in links: exactly one of its columns points to it.

    A kind of record that is to be tied as well gets a column of its own, and nothing else changes.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="knots")
    conversation = models.OneToOneField(
        Conversation, models.PROTECT, null=True, related_name="knot"
    )
    promise = models.OneToOneField(Promise, models.PROTECT, null=True, related_name="knot")
    outing = models.OneToOneField(Outing, models.PROTECT, null=True, related_name="knot")
    telling = models.OneToOneField(Telling, models.PROTECT, null=True, related_name="knot")
    agreement = models.OneToOneField(Agreement, models.CASCADE, null=True, related_name="knot")
    undertaking = models.OneToOneField(Undertaking, models.CASCADE, null=True, related_name="knot")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=reduce(or_, [_only(kind) for kind in KNOT_KINDS]),
                name="knot_of_one_record",
            ),
        )

    def __str__(self) -> str:
        return f"Knot {self.pk}"

    @property
    def tied(self) -> Tied:
        """The record itself."""
        found = (getattr(self, kind) for kind in KNOT_KINDS if getattr(self, f"{kind}_id"))
        record: Tied = next(found)
        return record


class Because(models.Model):
    """The effect came about because of the cause, as somebody of the team says."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="because")
    cause = models.ForeignKey(Knot, models.CASCADE, related_name="led_to")
    effect = models.ForeignKey(Knot, models.CASCADE, related_name="came_of")
    how = models.CharField(max_length=300, blank=True)
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)  # it was not so

    objects = TeamQuerySet.as_manager()

    personal: ClassVar = {"linked_by": "keep: who says so; the account itself is blanked"}

    class Meta:
        ordering = ("linked_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["cause", "effect"],
                condition=models.Q(ended_at__isnull=True),
                name="because_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(cause=models.F("effect")), name="because_of_another"
            ),
        )

    def __str__(self) -> str:
        return f"Because {self.pk}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern a link are held."""
        return self.place
