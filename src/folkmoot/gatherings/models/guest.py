"""Who is invited, who comes, who came: with or without a name, and never with an account."""

from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Lower

from folkmoot.gatherings.models.gathering import Gathering
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ids import new_key
from folkmoot.places.models import Place, places_of


class Reply(models.TextChoices):
    ASKED = "ASKED", "No answer yet"
    COMING = "COMING", "Coming"
    PERHAPS = "PERHAPS", "Perhaps"
    NOT_COMING = "NOT", "Not coming"


class GuestQuerySet(models.QuerySet["Guest"]):
    def visible_to(self, user: object) -> Self:
        """Seen by those who hold gatherings in the place, and nobody else."""
        here = places_of(user, Permission.GATHERING_HOLD)
        return self.filter(gathering__place__in=here).select_related("gathering__place")

    def known(self) -> Self:
        """Those who have not been forgotten."""
        return self.filter(forgotten_at__isnull=True)


class Guest(models.Model):
    """Somebody who was invited, who said they come, or who came: one name for a whole household.

    What they need and how to reach them is blanked sixty days after the gathering; the numbers
    stay.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="guests")
    name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    reply = models.CharField(max_length=8, choices=Reply, default=Reply.ASKED)
    n_people = models.PositiveSmallIntegerField(default=1)
    n_children = models.PositiveSmallIntegerField(default=0)  # of these, who need looking after
    needs = models.CharField(max_length=400, blank=True)
    # SHA-256 of the secret in the private link; None when no link was ever given out.
    secret_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    came_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    objects = GuestQuerySet.as_manager()

    personal: ClassVar = {
        "name": "blank",
        "email": "blank",
        "phone": "blank",
        "needs": "blank",
        "secret_hash": "cut",
    }

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(
                "gathering",
                Lower("email"),
                condition=~models.Q(email=""),
                name="guest_once_by_email",
            ),
            models.CheckConstraint(
                condition=models.Q(n_people__gte=1, n_people__lte=50)
                & models.Q(n_children__lte=models.F("n_people")),
                name="guest_brings_a_household",
            ),
            models.CheckConstraint(
                condition=models.Q(forgotten_at__isnull=True)
                | models.Q(name="", email="", phone="", needs="", secret_hash__isnull=True),
                name="guest_forgotten_is_blank",
            ),
        )

    def __str__(self) -> str:
        return f"Guest {self.pk}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern a guest list are held."""
        return self.gathering.place

    @property
    def shown_name(self) -> str:
        """How the team's list names them."""
        return self.name or self.email or self.phone or "Somebody"


class Uninvited(models.Model):
    """An address that asked a place for no more invitations; kept as a keyed mark alone."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    email_mark = models.CharField(max_length=64)
    asked_at = models.DateTimeField()

    personal: ClassVar = {"email_mark": "keep: so that the wish is honoured; it names nobody"}

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["place", "email_mark"], name="uninvited_once"),
        )

    def __str__(self) -> str:
        return f"No more invitations from {self.place_id}"
