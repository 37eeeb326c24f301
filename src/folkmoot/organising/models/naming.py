"""Who is named in conversations as somebody who connects people; kept for twelve months."""

from typing import ClassVar

from django.db import models

from folkmoot.kernel.ids import new_key
from folkmoot.organising.models.conversation import Conversation
from folkmoot.organising.models.ground import TeamQuerySet
from folkmoot.organising.models.round import Asks
from folkmoot.people.models import Account
from folkmoot.places.models import Place

NAMING_ASKS = (Asks.TOGETHER, Asks.REACH)
QUESTIONS = {
    Asks.TOGETHER: "Who brings people together here?",
    Asks.REACH: "Who could help you reach someone with influence?",
}


class NamedPerson(models.Model):
    """Somebody named in a conversation, whom the team may not have met: a name, and no more.

    Two rows that a human found to be the same person stay two: one points to the other, so
    that it can be undone.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="named_people")
    name = models.CharField(max_length=80)  # as it was first written down
    matched = models.CharField(max_length=80)  # the same without capitals, accents and points
    first_named_at = models.DateTimeField()
    met_date = models.DateField(null=True, blank=True)  # since when the team knows them
    same_as = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="also_named"
    )

    objects = TeamQuerySet.as_manager()

    personal: ClassVar = {
        "name": "remove: when nobody has named them for twelve months, or when they ask",
        "matched": "remove: with the name",
    }

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(fields=["place", "matched"], name="named_person_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="named_person_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(same_as__isnull=True) | ~models.Q(same_as=models.F("id")),
                name="named_person_not_same_as_itself",
            ),
        )

    def __str__(self) -> str:
        return f"Named person {self.pk}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern a named person are held."""
        return self.place


class Naming(models.Model):
    """What one conversation answered to one of the two questions: some names, or nobody."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="namings")
    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="namings")
    asks = models.CharField(
        max_length=8, choices=[(each.value, QUESTIONS[each]) for each in NAMING_ASKS]
    )
    is_nobody = models.BooleanField(default=False)  # asked, and could name nobody
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    gone_date = models.DateField()
    people = models.ManyToManyField(NamedPerson, related_name="namings", blank=True)

    objects = TeamQuerySet.as_manager()

    personal: ClassVar = {
        "noted_by": "gone: with the naming, after twelve months",
        "people": "gone: with the naming, after twelve months",
    }

    class Meta:
        ordering = ("noted_at", "id")
        constraints = (
            models.UniqueConstraint(fields=["conversation", "asks"], name="naming_once"),
        )
        indexes = (
            models.Index(fields=["gone_date"], name="naming_gone_date"),
            models.Index(fields=["place", "asks"], name="naming_place_asks"),
        )

    def __str__(self) -> str:
        return f"Naming {self.pk}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern a naming are held."""
        return self.place
