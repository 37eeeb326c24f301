"""What a place tells of what it heard: prepared by the team, released by the place's decision."""

import json
from typing import ClassVar, Self

from django.db import models

from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.organising.models.conversation import Answer
from folkmoot.organising.models.round import ListeningRound, Telling
from folkmoot.organising.models.theme import Theme
from folkmoot.people.models import Account
from folkmoot.places.models import Place, places_of


class HeardStage(models.TextChoices):
    PREPARED = "PREPARED", "Being prepared"
    RELEASED = "RELEASED", "Anyone can read it"
    TAKEN_BACK = "TAKEN_BACK", "Taken back"


TONES = {"PREPARED": "ochre", "RELEASED": "moss", "TAKEN_BACK": "quiet"}


class HeardPageQuerySet(models.QuerySet["HeardPage"]):
    def visible_to(self, user: object) -> Self:
        """What was released is everybody's, also that it was taken back; before, the team's."""
        here = places_of(user, Permission.LISTEN)
        public = ~models.Q(stage=HeardStage.PREPARED)
        return self.filter(public | models.Q(place__in=here)).select_related("place", "round")

    def released(self) -> Self:
        """Those anyone can read now."""
        return self.filter(stage=HeardStage.RELEASED)


class HeardPage(models.Model):
    """“What we heard” in a round. From its release its words and figures stay as they are."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="heard_pages")
    round = models.ForeignKey(ListeningRound, models.PROTECT, related_name="heard_pages")
    stage = models.CharField(max_length=10, choices=HeardStage, default=HeardStage.PREPARED)
    words = models.TextField(max_length=3000)  # what the place says of it in its own words
    answer_back = models.TextField(max_length=600)  # how people can say that it is not so
    figures = models.JSONField(default=dict)  # frozen at release; see `queries.heard`
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of words and figures
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    telling = models.OneToOneField(
        Telling, models.PROTECT, null=True, blank=True, related_name="heard_page"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_because = models.CharField(max_length=500, blank=True)

    objects = HeardPageQuerySet.as_manager()

    personal: ClassVar = {
        "prepared_by": "keep: who answers for the words",
        "released_by": "keep: who decided that everybody may read it",
    }

    class Meta:
        ordering = ("-released_at", "-prepared_at")
        constraints = (
            models.UniqueConstraint(
                fields=["round"],
                condition=~models.Q(stage=HeardStage.TAKEN_BACK),
                name="heard_page_once_in_a_round",
            ),
            models.CheckConstraint(
                condition=models.Q(stage=HeardStage.PREPARED)
                | models.Q(released_at__isnull=False, telling__isnull=False) & ~models.Q(digest=""),
                name="heard_page_released_whole",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage=HeardStage.TAKEN_BACK)
                | models.Q(taken_back_at__isnull=False) & ~models.Q(taken_back_because=""),
                name="heard_page_taken_back_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(words="") & ~models.Q(answer_back=""),
                name="heard_page_says_something",
            ),
        )
        indexes = (models.Index(fields=["place", "stage"], name="heard_page_of_place"),)

    def __str__(self) -> str:
        return f"What we heard, {self.ref}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern it are held."""
        return self.place

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return TONES[self.stage]

    def frozen(self) -> bytes:
        """Words and figures as JSON, always the same bytes: `digest` is their SHA-256.

        Quotes are not among them, for they may go.
        """
        told = {"words": self.words, "answer_back": self.answer_back, "figures": self.figures}
        return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


class QuoteQuerySet(models.QuerySet["Quote"]):
    def visible_to(self, user: object) -> Self:
        """Taken off by the team while the page is prepared."""
        here = places_of(user, Permission.LISTEN)
        return self.filter(page__place__in=here).select_related("page__place", "page__round")

    def standing(self) -> Self:
        """Those whose words have not been taken back."""
        return self.exclude(words="")


class Quote(models.Model):
    """Words somebody said, exactly, under a theme; only with their yes, and gone when they wish."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    page = models.ForeignKey(HeardPage, models.PROTECT, related_name="quotes")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+")
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="+")
    words = models.TextField(max_length=600)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    objects = QuoteQuerySet.as_manager()

    personal: ClassVar = {
        "words": "blank: when the one who said them takes them back",
        "added_by": "keep: who chose them",
    }

    class Meta:
        ordering = ("theme__number", "added_at", "id")
        constraints = (
            models.UniqueConstraint(fields=["page", "answer"], name="quote_once_on_a_page"),
        )

    def __str__(self) -> str:
        return f"Quote {self.pk}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern it are held."""
        return self.page.place
