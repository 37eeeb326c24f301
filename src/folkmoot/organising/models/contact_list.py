"""A list of contacts that somebody brought: where it came from, and what those on it were asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db import models

from folkmoot.kernel.ids import new_key
from folkmoot.organising.models.ground import TeamQuerySet
from folkmoot.people.models import Account, Said
from folkmoot.places.models import Place


class ContactList(models.Model):
    """One file of contacts, taken once. The file itself is not kept.

    Unless somebody has the words in which they said yes, nobody on it was asked: they are not
    written to before they were.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="contact_lists")
    came_from = models.CharField(max_length=200)
    said = models.CharField(max_length=10, choices=Said, default=Said.NOT_ASKED)
    wording = models.TextField(max_length=1000, blank=True)  # in which they said yes
    asked_date = models.DateField(null=True, blank=True)
    n_taken = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    objects = TeamQuerySet.as_manager()

    personal: ClassVar = {"taken_by": "keep: who brought it"}

    class Meta:
        ordering = ("-taken_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(came_from=""), name="contacts_come_from_somewhere"
            ),
            models.CheckConstraint(
                condition=models.Q(said=Said.NOT_ASKED)
                | models.Q(said=Said.YES, asked_date__isnull=False) & ~models.Q(wording=""),
                name="contacts_said_yes_in_words",
            ),
        )

    def __str__(self) -> str:
        return f"Contact list {self.pk}"


@dataclass(frozen=True, slots=True)
class FromList:
    """What is said of a list as it is taken, once for all of them."""

    came_from: str
    said: str = Said.NOT_ASKED
    purposes: Sequence[str] = ()  # to what they said yes
    wording: str = ""
    asked_date: date | None = None
