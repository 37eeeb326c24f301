"""Concerns that somebody may not be safe: apart from every note, for safeguarding leads alone."""

import json
from dataclasses import asdict, dataclass
from typing import ClassVar, Self

from django.db import models

from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ids import secret_key
from folkmoot.kernel.sealing import unwrap_kept, wrap_for_keeping
from folkmoot.people.models import Account
from folkmoot.places.models import Place, places_of


class ConcernStage(models.TextChoices):
    RAISED = "RAISED", "Waits to be looked at"
    LOOKED = "LOOKED", "Looked at"
    PASSED = "PASSED", "Passed on"
    NO_STEP = "NO_STEP", "No further step"
    CLOSED = "CLOSED", "Closed"


TONES = {"RAISED": "terracotta", "LOOKED": "ochre", "PASSED": "sky", "NO_STEP": "sky"}


@dataclass(frozen=True, slots=True)
class Told:
    """What a concern says; it is never in the database in clear."""

    words: str
    where: str  # the street, or ""
    said: str  # when it was said, in words, or ""
    raised_by: str  # the name of who raised it, so that they can be asked
    raised: str  # when, in words
    conversation: str = ""  # the key of the note it was moved from, or ""

    def sealed(self) -> bytes:
        """As it is kept."""
        return wrap_for_keeping(json.dumps(asdict(self), ensure_ascii=False).encode())


class ConcernQuerySet(models.QuerySet["Concern"]):
    def visible_to(self, user: object) -> Self:
        """For safeguarding leads of the place; not for who raised it, nor for its convenor."""
        here = places_of(user, Permission.SAFEGUARD)
        return self.filter(place__in=here).select_related("place")


class Concern(models.Model):
    """A concern that somebody may not be safe.

    Who raised it, what it says and which note it came from are sealed together: no row points
    from it to a conversation or to a listener, and its key tells no time.
    """

    id = models.UUIDField(primary_key=True, default=secret_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="concerns")
    sealed = models.BinaryField()
    stage = models.CharField(max_length=7, choices=ConcernStage, default=ConcernStage.RAISED)
    raised_date = models.DateField()
    keep_until_date = models.DateField(null=True, blank=True)  # said when it is closed

    objects = ConcernQuerySet.as_manager()

    personal: ClassVar = {"sealed": "remove: on the day said when the concern was closed"}

    class Meta:
        ordering = ("raised_date", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(stage="CLOSED", keep_until_date__isnull=False)
                | (~models.Q(stage="CLOSED") & models.Q(keep_until_date__isnull=True)),
                name="concern_closed_says_until_when",
            ),
        )

    def __str__(self) -> str:
        return f"Concern {self.pk}"

    @property
    def scope(self) -> Place:
        """Where the role that governs a concern is held."""
        return self.place

    @property
    def tone(self) -> str:
        """Of its tag."""
        return TONES.get(self.stage, "quiet")

    def told(self) -> Told:
        """What it says. Raises WrongKey when this site's key is not the one it was sealed with."""
        return Told(**json.loads(unwrap_kept(bytes(self.sealed))))


class ConcernStep(models.Model):
    """What a safeguarding lead did with a concern: read it, passed it on, closed it."""

    class Kind(models.TextChoices):
        READ = "READ", "Read"
        PASSED = "PASSED", "Passed on"
        NO_STEP = "NO_STEP", "No further step"
        CLOSED = "CLOSED", "Closed"

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=7, choices=Kind)
    sealed = models.BinaryField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    personal: ClassVar = {
        "sealed": "remove: with the concern",
        "by": "keep: who answers for the step; the account itself is blanked",
    }

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["concern", "number"], name="concern_step_once"),
        )

    def __str__(self) -> str:
        return f"Step {self.number} of concern {self.concern_id}"

    def words(self) -> str:
        """To whom, or why. Raises WrongKey when the site's key is not the one that sealed it."""
        return unwrap_kept(bytes(self.sealed)).decode()


class WhomToCall(models.Model):
    """Whom to ring in a place when somebody may not be safe, as the place itself wrote it down."""

    place = models.OneToOneField(
        Place, models.PROTECT, primary_key=True, related_name="whom_to_call"
    )
    words = models.TextField(max_length=1000, blank=True)

    def __str__(self) -> str:
        return f"Whom to call in {self.place_id}"
