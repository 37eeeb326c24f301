"""Proposals, who wrote them, how they grew, and how a place takes them."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models

from folkmoot.deciding.models import Option
from folkmoot.ideas.models.text import ProposalText
from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.people.models import Account, Person
from folkmoot.places.models import Place, places_of

A_RESIDENT = "A resident"


class Welcome(models.Model):
    """How a place takes proposals. A place without one takes them in the usual way."""

    place = models.OneToOneField(Place, models.CASCADE, related_name="welcome_to_proposals")
    themes = models.JSONField(default=list)  # the few words a place sorts proposals by
    is_open = models.BooleanField(default=True)
    closed_because = models.CharField(max_length=200, blank=True)
    look_first = models.BooleanField(default=False)  # someone reads a stranger's before it shows
    answer_days = models.PositiveSmallIntegerField(default=28)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(answer_days__gte=1, answer_days__lte=365),
                name="welcome_answers_within_a_year",
            ),
        )

    def __str__(self) -> str:
        return f"How {self.place_id} takes proposals"


class Stage(models.TextChoices):
    """How far a proposal has come. Funded or not is read from the decision, never stored."""

    HELD = "HELD", "Waiting to be read"
    PUT = "PUT", "Put forward"
    ASSESSED = "ASSESSED", "Being looked at"
    FEASIBLE = "FEASIBLE", "Can be done"
    CHANGES = "CHANGES", "Can be done with changes"
    NOT_FEASIBLE = "NOT_FEASIBLE", "Cannot be done as it stands"
    DECIDING = "DECIDING", "In a decision"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"
    MERGED = "MERGED", "Merged into another"
    TAKEN_DOWN = "TAKEN_DOWN", "Taken down"


LIVE = (Stage.PUT, Stage.ASSESSED, Stage.FEASIBLE, Stage.CHANGES, Stage.NOT_FEASIBLE)
ANSWERED = (Stage.FEASIBLE, Stage.CHANGES, Stage.NOT_FEASIBLE)


class Channel(models.TextChoices):
    WEB = "web", "On the web"
    PAPER = "paper", "On paper"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, user: object) -> Self:
        """Proposals are public, but for those nobody has read yet: they are the team's."""
        seen = ~models.Q(stage=Stage.HELD)
        if getattr(user, "pk", None) is not None:  # who has no account is on no team
            seen |= models.Q(place__in=places_of(user))
        return self.filter(seen).select_related("place", "option__decision")

    def on_the_list(self) -> Self:
        """Those a public list shows: not unread, taken down, withdrawn or merged away."""
        return self.filter(stage__in=[*LIVE, Stage.DECIDING])


class Proposal(ProposalText):
    """Something people want for a place, with what it would cost."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="proposals")
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.PUT)
    put_at = models.DateTimeField()
    answer_date = models.DateField()  # when officers answer at the latest
    version = models.PositiveSmallIntegerField(default=1)
    channel = models.CharField(max_length=5, choices=Channel, default=Channel.WEB)
    paper_number = models.CharField(max_length=40, blank=True)
    paper_date = models.DateField(null=True, blank=True)
    written_down_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_as = models.UUIDField(null=True, unique=True, editable=False)  # one form, one proposal

    option = models.OneToOneField(
        Option, models.PROTECT, null=True, blank=True, related_name="proposal"
    )
    put_without_answer_because = models.CharField(max_length=600, blank=True)
    outcome_told_at = models.DateTimeField(null=True, blank=True)

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )
    # The one before it, which people did not choose: once each, so that nobody asks twice.
    put_again_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="put_again_as"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=600, blank=True)

    objects = ProposalQuerySet.as_manager()

    personal: ClassVar = {"written_down_by": "keep: who answers for what the paper said"}

    class Meta(ProposalText.Meta):
        constraints = (
            *ProposalText.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(stage=Stage.DECIDING, option__isnull=False)
                | (~models.Q(stage=Stage.DECIDING) & models.Q(option__isnull=True)),
                name="proposal_in_a_decision_has_an_option",
            ),
            models.CheckConstraint(
                condition=models.Q(stage=Stage.MERGED, merged_into__isnull=False)
                | (~models.Q(stage=Stage.MERGED) & models.Q(merged_into__isnull=True)),
                name="proposal_merged_says_where_it_went",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=False)
                | ~models.Q(stage__in=[Stage.WITHDRAWN, Stage.MERGED, Stage.TAKEN_DOWN]),
                name="proposal_ended_has_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage=Stage.TAKEN_DOWN) | ~models.Q(ended_because=""),
                name="proposal_taken_down_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(channel=Channel.WEB)
                | models.Q(paper_date__isnull=False, written_down_by__isnull=False),
                name="proposal_on_paper_has_date_and_writer",
            ),
        )
        indexes = (
            models.Index(fields=["place", "stage", "put_at"], name="proposal_place_stage"),
            models.Index(fields=["place", "answer_date"], name="proposal_place_answer"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> Place:
        """Where the roles that govern a proposal are held."""
        return self.place


class Version(ProposalText):
    """The text as it stood from one moment on. Written once, never changed."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    written_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)

    class Meta(ProposalText.Meta):
        ordering = ("number",)
        constraints = (
            *ProposalText.Meta.constraints,
            models.UniqueConstraint(fields=["proposal", "number"], name="version_number_once"),
        )

    def __str__(self) -> str:
        return f"Version {self.number} of {self.proposal_id}"


class AuthorQuerySet(models.QuerySet["Author"]):
    def credited(self) -> Self:
        """Those who said yes to being an author, first author first."""
        return self.filter(accepted_at__isnull=False, left_at__isnull=True)

    def of_account(self, account: object) -> Self:
        """Authors who are the person behind this account."""
        return self.credited().filter(
            person__account_id=getattr(account, "pk", None), person__account__isnull=False
        )


class Author(models.Model):
    """Someone who wrote a proposal, or was asked to; credited once they said yes."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="authors")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="proposals_written"
    )
    shown_name = models.CharField(max_length=80, blank=True)  # "" is shown as "A resident"
    is_first = models.BooleanField(default=False)
    channel = models.CharField(max_length=5, choices=Channel, default=Channel.WEB)
    paper_date = models.DateField(null=True, blank=True)  # of the yes, when it was on paper
    invited_email = models.EmailField(max_length=254, blank=True)  # gone once they answer
    invited_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = AuthorQuerySet.as_manager()

    personal: ClassVar = {
        "person": "keep: their own row is blanked",
        "shown_name": "blank",
        "invited_email": "blank",
    }

    class Meta:
        ordering = ("-is_first", "accepted_at", "id")
        constraints = (
            models.UniqueConstraint(fields=["proposal", "person"], name="author_once"),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=models.Q(is_first=True),
                name="author_one_is_first",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(person__isnull=False),
                name="author_accepted_is_someone",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(declined_at__isnull=True),
                name="author_answers_one_way",
            ),
            models.CheckConstraint(
                condition=models.Q(channel=Channel.WEB) | models.Q(paper_date__isnull=False),
                name="author_on_paper_has_date",
            ),
        )

    def __str__(self) -> str:
        return f"Author {self.pk}"

    @property
    def credit(self) -> str:
        """The name anyone may read."""
        return self.shown_name or A_RESIDENT


class AuthorLink(models.Model):
    """A private link that opens an author's own page. Only its hash is kept.

    Anyone may ask for one to be sent to an author's own address, so asking ends nothing: the
    older links end when such a link is first used, or when its owner says so.
    """

    author = models.ForeignKey(Author, models.CASCADE, related_name="links")
    secret_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of 96 random bits
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    ends_older = models.BooleanField(default=False)  # asked for in place of a lost one

    def __str__(self) -> str:
        return f"Link made {self.made_at:%Y-%m-%d}"

    def is_good(self, at: datetime) -> bool:
        """Whether the link still opens."""
        return self.ends_at is None or at < self.ends_at
