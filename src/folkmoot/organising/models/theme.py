"""What people said is about: the code book of a place, and who found what in which note."""

from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Lower

from folkmoot.kernel.ids import new_key
from folkmoot.organising.models.conversation import Conversation
from folkmoot.organising.models.ground import TeamQuerySet
from folkmoot.organising.models.round import ListeningRound
from folkmoot.people.models import Account
from folkmoot.places.models import Place


class Theme(models.Model):
    """One line of a place's code book: what belongs to it, and what does not.

    It is retired rather than removed, so that what was coded with it can still be read.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="themes")
    number = models.PositiveSmallIntegerField()  # the order in the book, and its key
    name = models.CharField(max_length=80)
    belongs = models.TextField(max_length=500)
    belongs_not = models.TextField(max_length=500, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    personal: ClassVar = {"added_by": "keep: who answers for the code book"}

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["place", "number"], name="theme_number_once"),
            models.UniqueConstraint("place", Lower("name"), name="theme_once_in_a_place"),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(belongs=""),
                name="theme_says_what_belongs",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> Place:
        """Where the roles that govern a theme are held."""
        return self.place


class CodingQuerySet(TeamQuerySet):
    def standing(self) -> Self:
        """Codings as they now stand: neither undone nor done again."""
        return self.filter(ended_at__isnull=True)

    def alone(self) -> Self:
        """What people found by themselves, before they talked."""
        return self.standing().filter(settled_with__isnull=True)

    def settled(self) -> Self:
        """What two came to together."""
        return self.standing().filter(settled_with__isnull=False)


class Coding(models.Model):
    """Which themes one person found in one note, apart from anybody else; or two, in talk.

    It may be none: that too was found. Another look ends it and adds one.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="codings")
    round = models.ForeignKey(ListeningRound, models.PROTECT, related_name="codings")
    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="codings")
    coder = models.ForeignKey(Account, models.PROTECT, related_name="+")
    settled_with = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    themes = models.ManyToManyField(Theme, related_name="codings", blank=True)
    coded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CodingQuerySet.as_manager()

    personal: ClassVar = {
        "coder": "keep: who found it; the account itself is blanked",
        "settled_with": "keep: with whom it was settled; the account itself is blanked",
    }

    class Meta:
        ordering = ("coded_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["conversation", "coder"],
                condition=models.Q(ended_at__isnull=True, settled_with__isnull=True),
                name="coding_once_by_each",
            ),
            models.UniqueConstraint(
                fields=["conversation"],
                condition=models.Q(ended_at__isnull=True, settled_with__isnull=False),
                name="coding_settled_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(settled_with=models.F("coder")),
                name="coding_settled_by_two",
            ),
        )
        indexes = (
            models.Index(
                fields=["round", "coder", "coded_at"],
                condition=models.Q(ended_at__isnull=True),
                name="coding_standing",
            ),
        )

    def __str__(self) -> str:
        return f"Coding {self.pk}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern a coding are held."""
        return self.place
