"""What somebody did next, when no other record tells it: dated, in a few plain words."""

from typing import ClassVar

from django.db import models

from folkmoot.kernel.ids import new_key
from folkmoot.organising.models.gifts import OfNeighbourQuerySet
from folkmoot.organising.models.neighbour import Neighbour
from folkmoot.people.models import Account
from folkmoot.places.models import Place


class StepKind(models.TextChoices):
    """What it was. Read after a name: these words stay when the name and the rest are gone."""

    JOINED = "joined", "Joined a group or a committee"
    CAME = "came", "Came to a gathering or a course"
    LISTENED = "listened", "Listened to others"
    BEGAN = "began", "Began something here"
    INTRODUCED = "introduced", "Met somebody we introduced"
    INTERVIEW = "interview", "Had an interview"
    WORK = "work", "Found work"
    OTHER = "other", "Did something else"


class Step(models.Model):
    """One thing that somebody did. They read it on their own page, and can take it out."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    neighbour = models.ForeignKey(Neighbour, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind)
    words = models.CharField(max_length=200, blank=True)
    done_date = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)  # it was not so, or they took it out

    objects = OfNeighbourQuerySet.as_manager()

    personal: ClassVar = {
        "neighbour": "keep: that somebody did it; the person is blanked",
        "words": "blank",
        "noted_by": "keep: who noted it",
    }

    class Meta:
        ordering = ("done_date", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(words=""),
                name="step_taken_out_says_nothing",
            ),
        )

    def __str__(self) -> str:
        return f"Step {self.pk}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern a step are held."""
        return self.neighbour.place
