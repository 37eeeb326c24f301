"""Persons the team of a place has met, and the link between one and what they said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Self

from django.db import models

from folkmoot.kernel.ids import new_key
from folkmoot.organising.models.contact_list import ContactList
from folkmoot.organising.models.conversation import Conversation
from folkmoot.organising.models.ground import Street, TeamQuerySet
from folkmoot.people.models import Account, Consent, Person
from folkmoot.places.models import Place


class NeighbourQuerySet(TeamQuerySet):
    def visible_to(self, user: object) -> Self:
        """Seen by those who listen in the place, and nobody else."""
        return super().visible_to(user).select_related("person", "street").known()

    def known(self) -> Self:
        """Those whom we still know: not the ones who had themselves forgotten, and each once."""
        return self.filter(forgotten_at__isnull=True, person__same_as__isnull=True)

    def met_for(self, user: object) -> Self:
        """Every note of those somebody may see, also one that was joined with another."""
        return super().visible_to(user).filter(forgotten_at__isnull=True)


class Neighbour(models.Model):
    """A person the team of one place has met. Another place that meets them makes its own note.

    Changed by what happens only; nobody is given a mark.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="neighbours")
    person = models.OneToOneField(Person, models.PROTECT, related_name="neighbour")
    street = models.ForeignKey(
        Street, models.PROTECT, null=True, blank=True, related_name="neighbours"
    )
    met_at = models.DateTimeField()
    met_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    came_with = models.ForeignKey(
        ContactList, models.PROTECT, null=True, blank=True, related_name="neighbours"
    )
    forgotten_at = models.DateTimeField(null=True, blank=True)

    objects = NeighbourQuerySet.as_manager()

    personal: ClassVar = {
        "person": "keep: the person is blanked, that somebody was met is not",
        "street": "cut",
        "met_by": "keep: who met them",
    }

    class Meta:
        ordering = ("person__name", "pk")
        indexes = (models.Index(fields=["place", "forgotten_at"], name="neighbour_known_in"),)

    def __str__(self) -> str:
        return f"Neighbour {self.pk}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern a neighbour are held."""
        return self.place

    @property
    def name(self) -> str:
        """As they give it."""
        return self.person.name

    @property
    def called(self) -> str:
        """Their name where somebody is to be named; "Somebody" once they are forgotten."""
        return self.person.name or "Somebody"


class Speaker(models.Model):
    """Who was heard in a conversation: there only with their yes, and gone when they wish.

    It is removed, not marked: afterwards nothing says who it was.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="speakers")
    neighbour = models.ForeignKey(Neighbour, models.PROTECT, related_name="spoke")
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="+")

    personal: ClassVar = {"neighbour": "remove", "conversation": "remove", "consent": "remove"}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["conversation", "neighbour"], name="speaker_once"),
        )

    def __str__(self) -> str:
        return f"Speaker {self.pk}"


@dataclass(frozen=True, slots=True)
class Met:
    """What somebody gave of themselves: a name, and how to reach them or not at all."""

    name: str
    reach_by: str = "none"
    email: str = ""
    phone: str = ""
    address: str = ""
    street: Street | None = None
    answers: Mapping[str, str] = field(default_factory=dict)  # purpose → what they said

    def details(self) -> dict[str, str]:
        """What belongs to the person's own row, tidied."""
        told = {name: getattr(self, name).strip() for name in ("email", "phone", "address")}
        return {"name": " ".join(self.name.split()), "reach_by": self.reach_by, **told}
