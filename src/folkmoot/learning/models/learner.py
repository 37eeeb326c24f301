"""Learners: who takes part in a run, with or without an account, and their seats in it."""

from typing import ClassVar, Self

from django.db import models

from folkmoot.gatherings.models import Guest
from folkmoot.kernel.ids import new_key
from folkmoot.learning.models.course import Course, led_by
from folkmoot.learning.models.run import Run, Session
from folkmoot.organising.models import Neighbour


class Standing(models.TextChoices):
    TAKING_PART = "IN", "Taking part"
    WAITING = "WAITING", "On the waiting list"
    LEFT = "LEFT", "Not coming any more"


class LearnerQuerySet(models.QuerySet["Learner"]):
    def visible_to(self, user: object) -> Self:
        """Seen by those who lead the course, and nobody else."""
        return self.filter(led_by(user, "run__edition__course")).select_related(
            "run__edition__course__place", "run__edition__course__hub", "neighbour"
        )

    def known(self) -> Self:
        """Those whose name still stands: not forgotten here, nor where the team knew them."""
        return self.filter(forgotten_at__isnull=True).exclude(neighbour__forgotten_at__isnull=False)


class Learner(models.Model):
    """Somebody who signed up for a run.

    How to reach them and what they need is blanked sixty days after the last session. The name of
    somebody who completed stays for their certificate, until they take it back.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    run = models.ForeignKey(Run, models.PROTECT, related_name="learners")
    name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    n_children = models.PositiveSmallIntegerField(default=0)  # to look after meanwhile
    needs = models.CharField(max_length=400, blank=True)
    standing = models.CharField(max_length=7, choices=Standing, default=Standing.TAKING_PART)
    # Whom the team of the place knows them as, when they want their courses on their own page.
    neighbour = models.ForeignKey(
        Neighbour, models.PROTECT, null=True, blank=True, related_name="learning"
    )
    secret_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    sent_as = models.UUIDField(unique=True, null=True, blank=True)  # the form it came with
    signed_up_at = models.DateTimeField()
    seated_at = models.DateTimeField(null=True, blank=True)  # got a seat
    left_at = models.DateTimeField(null=True, blank=True)
    reach_ended_at = models.DateTimeField(null=True, blank=True)  # how to reach them is blanked
    forgotten_at = models.DateTimeField(null=True, blank=True)

    objects = LearnerQuerySet.as_manager()

    personal: ClassVar = {
        "name": "blank",
        "email": "blank",
        "phone": "blank",
        "needs": "blank",
        "neighbour": "cut",
        "secret_hash": "cut",
        "sent_as": "cut",
    }

    class Meta:
        ordering = ("signed_up_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(n_children__lte=20), name="learner_brings_a_few"
            ),
            models.CheckConstraint(
                condition=models.Q(forgotten_at__isnull=True)
                | models.Q(
                    name="",
                    email="",
                    phone="",
                    needs="",
                    secret_hash__isnull=True,
                    neighbour__isnull=True,
                ),
                name="learner_forgotten_is_blank",
            ),
            models.CheckConstraint(
                condition=models.Q(reach_ended_at__isnull=True)
                | models.Q(email="", phone="", needs=""),
                name="learner_not_reached_is_blank",
            ),
            models.CheckConstraint(
                condition=~models.Q(standing=Standing.TAKING_PART)
                | models.Q(seated_at__isnull=False),
                name="learner_seated_has_time",
            ),
            models.UniqueConstraint(
                fields=["run", "neighbour"],
                condition=models.Q(neighbour__isnull=False),
                name="learner_once_on_their_page",
            ),
        )
        indexes = (models.Index(fields=["run", "standing"], name="learner_of_run"),)

    def __str__(self) -> str:
        return f"Learner {self.pk}"

    @property
    def scope(self) -> Course:
        """Where the roles that govern a learner are held."""
        return self.run.edition.course

    @property
    def shown_name(self) -> str:
        """How the list of those who lead names them."""
        if self.forgotten_at:
            return "Somebody who took their name back"
        return self.name or self.email or self.phone or "Somebody without a name"


class Seat(models.Model):
    """A learner at one session: there they are a guest, and whether they came is kept with that."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    learner = models.ForeignKey(Learner, models.PROTECT, related_name="seats")
    session = models.ForeignKey(Session, models.PROTECT, related_name="taken")
    guest = models.OneToOneField(Guest, models.PROTECT, related_name="seat")

    personal: ClassVar = {"learner": "keep: the learner is blanked, that somebody came is not"}

    class Meta:
        constraints = (models.UniqueConstraint(fields=["learner", "session"], name="seat_once"),)

    def __str__(self) -> str:
        return f"Seat {self.pk}"
