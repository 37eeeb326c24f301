"""Making one proposal out of several, only when every author of each says yes."""

from typing import ClassVar, Self

from django.db import models

from folkmoot.ideas.models.proposal import Author, Channel, Proposal
from folkmoot.ideas.models.text import ProposalText
from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account
from folkmoot.places.models import Place, places_of


class MergerStage(models.TextChoices):
    SUGGESTED = "SUGGESTED", "Waiting for the authors"
    AGREED = "AGREED", "Everyone said yes"
    STOPPED = "STOPPED", "Someone said no"
    CALLED_OFF = "CALLED_OFF", "Called off"


class MergerQuerySet(models.QuerySet["Merger"]):
    def visible_to(self, user: object) -> Self:
        """Mergers are seen by the team of the place; authors have their own page."""
        return self.filter(place__in=places_of(user)).select_related("place")


class Merger(ProposalText):
    """A suggestion to make several proposals one, with the common text drafted."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="mergers")
    reason = models.CharField(max_length=600)
    stage = models.CharField(max_length=10, choices=MergerStage, default=MergerStage.SUGGESTED)
    suggested_at = models.DateTimeField()
    suggested_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=600, blank=True)
    made = models.OneToOneField(
        Proposal, models.PROTECT, null=True, blank=True, related_name="made_by_merger"
    )

    objects = MergerQuerySet.as_manager()

    personal: ClassVar = {"suggested_by": "keep: who suggested it"}

    class Meta(ProposalText.Meta):
        constraints = (
            *ProposalText.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(stage=MergerStage.AGREED, made__isnull=False)
                | (~models.Q(stage=MergerStage.AGREED) & models.Q(made__isnull=True)),
                name="merger_agreed_made_one",
            ),
            models.CheckConstraint(
                condition=models.Q(stage=MergerStage.SUGGESTED) | models.Q(ended_at__isnull=False),
                name="merger_ended_has_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=[MergerStage.STOPPED, MergerStage.CALLED_OFF])
                | ~models.Q(ended_because=""),
                name="merger_stopped_has_reason",
            ),
        )

    def __str__(self) -> str:
        return f"Merger into {self.title}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern a merger are held."""
        return self.place


class MergerPart(models.Model):
    """One of the proposals a merger would make into one."""

    merger = models.ForeignKey(Merger, models.PROTECT, related_name="parts")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="merger_parts")
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["merger", "proposal"], name="merger_part_once"),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=models.Q(is_open=True),
                name="merger_one_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.proposal_id} in {self.merger_id}"


class MergerConsent(models.Model):
    """One author's answer to one merger. Given once, never changed."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    merger = models.ForeignKey(Merger, models.PROTECT, related_name="consents")
    author = models.ForeignKey(Author, models.PROTECT, related_name="merger_consents")
    is_yes = models.BooleanField()
    words = models.CharField(max_length=600, blank=True)
    channel = models.CharField(max_length=5, choices=Channel, default=Channel.WEB)
    paper_date = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField()
    noted_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")

    personal: ClassVar = {"noted_by": "keep: who answers for what the paper said"}

    class Meta:
        ordering = ("given_at",)
        constraints = (
            models.UniqueConstraint(fields=["merger", "author"], name="consent_once_an_author"),
            models.CheckConstraint(
                condition=models.Q(channel=Channel.WEB)
                | models.Q(paper_date__isnull=False, noted_by__isnull=False),
                name="consent_on_paper_has_date_and_writer",
            ),
        )

    def __str__(self) -> str:
        return f"{'Yes' if self.is_yes else 'No'} of {self.author_id}"
