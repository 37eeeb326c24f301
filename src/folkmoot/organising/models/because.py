"""Because of: one record of a place came about because of another. Every link is a real key."""

from functools import reduce
from operator import or_
from typing import ClassVar
from uuid import UUID

from django.db import models

from folkmoot.gatherings.models import Gathering
from folkmoot.kernel.ids import new_key
from folkmoot.organising.models.agreement import Agreement, Undertaking
from folkmoot.organising.models.conversation import Conversation
from folkmoot.organising.models.gifts import Ask, Gift, Opportunity
from folkmoot.organising.models.ground import TeamQuerySet
from folkmoot.organising.models.outing import Outing
from folkmoot.organising.models.promise import Promise
from folkmoot.organising.models.round import Telling
from folkmoot.organising.models.step import Step
from folkmoot.organising.models.theme import Theme
from folkmoot.people.models import Account
from folkmoot.places.models import Place

# The kinds of records that can be tied, by the column of `Knot` that points to each.
KNOT_KINDS = (
    "conversation", "promise", "outing", "telling", "agreement", "undertaking",
    "gift", "opportunity", "ask", "gathering", "theme", "step",
)  # fmt: skip
OF_A_PERSON = ("gift", "ask", "step")  # kinds that say who: a conversation is tied to them by a yes
Tied = (
    Conversation | Promise | Outing | Telling | Agreement | Undertaking
    | Gift | Opportunity | Ask | Gathering | Theme | Step
)  # fmt: skip


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
    gift = models.OneToOneField(Gift, models.PROTECT, null=True, related_name="knot")
    opportunity = models.OneToOneField(Opportunity, models.PROTECT, null=True, related_name="knot")
    ask = models.OneToOneField(Ask, models.PROTECT, null=True, related_name="knot")
    gathering = models.OneToOneField(Gathering, models.PROTECT, null=True, related_name="+")
    theme = models.OneToOneField(Theme, models.PROTECT, null=True, related_name="knot")
    step = models.OneToOneField(Step, models.PROTECT, null=True, related_name="knot")

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
    def key(self) -> tuple[str, UUID]:
        """Of the record: its kind and its key. Asks nothing of the database."""
        found = ((kind, getattr(self, f"{kind}_id")) for kind in KNOT_KINDS)
        return next((kind, key) for kind, key in found if key)

    @property
    def tied(self) -> Tied:
        """The record itself."""
        record: Tied = getattr(self, self.key[0])
        return record


class Because(models.Model):
    """The effect came about because of the cause, as somebody of the team says."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="because")
    cause = models.ForeignKey(Knot, models.CASCADE, related_name="led_to")
    effect = models.ForeignKey(Knot, models.CASCADE, related_name="came_of")
    how = models.CharField(max_length=300, blank=True)  # emptied when who it tells of is forgotten
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
