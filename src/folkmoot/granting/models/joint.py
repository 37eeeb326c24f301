"""What each funder says of a recommended choice, and the letters that tell everybody."""

from typing import ClassVar, Self

from django.db import models

from folkmoot.granting.models.application import Application
from folkmoot.granting.models.choice import Choice
from folkmoot.granting.models.hidden import kept_from
from folkmoot.granting.models.panel import programmes_where
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ids import new_key
from folkmoot.kernel.notify.models import Message
from folkmoot.people.models import Account, Organisation
from folkmoot.programmes.models import Programme

LETTERS_JOB = "send_decision_letters"


class FunderSays(models.TextChoices):
    APPROVE = "approve", "Approves"
    CONDITIONS = "conditions", "Approves on conditions"
    REJECT = "reject", "Rejects it"
    ABSTAIN = "abstain", "Abstains"
    RECUSED = "recused", "Has an interest, and takes no part"


FUNDER_TONES = {
    "approve": "moss", "conditions": "sky", "reject": "terracotta", "abstain": "ochre",
    "recused": "quiet",
}  # fmt: skip


class FunderDecision(models.Model):
    """One funder's answer to one recommendation, for good: another one is asked about again."""

    choice = models.ForeignKey(Choice, models.PROTECT, related_name="decisions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)  # of the recommendation
    says = models.CharField(max_length=10, choices=FunderSays)
    words = models.TextField(max_length=3000, blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    personal: ClassVar = {"said_by": "keep: who decided for the funder"}

    class Meta:
        ordering = ("said_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["choice", "organisation", "sha256"], name="funder_decision_once"
            ),
            models.CheckConstraint(
                condition=models.Q(says="approve") | ~models.Q(words=""),
                name="funder_decision_has_words",
            ),
        )

    def __str__(self) -> str:
        return f"{self.says} of {self.organisation_id}"

    @property
    def tone(self) -> str:
        """How the answer is tinted."""
        return FUNDER_TONES[self.says]


class Outcome(models.TextChoices):
    INVITED = "INVITED", "Chosen"
    RESERVE = "RESERVE", "In reserve"
    DECLINED = "DECLINED", "Not chosen"


class LetterStage(models.TextChoices):
    DRAFT = "DRAFT", "Being written"
    WAITING = "WAITING", "Waits to be sent"
    IN_HAND = "IN_HAND", "Being handed over"
    SENT = "SENT", "Sent"
    REFUSED = "REFUSED", "The mail server says there is no such address"
    UNSURE = "UNSURE", "It may have gone: the server stopped in the middle"


LETTER_TONES = {
    "DRAFT": "ochre", "WAITING": "sky", "IN_HAND": "sky", "SENT": "moss",
    "REFUSED": "terracotta", "UNSURE": "terracotta",
}  # fmt: skip


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, user: object) -> Self:
        """Those who write them; nobody with an interest."""
        run = programmes_where(user, Permission.CHOICE_TELL)
        found = self.filter(
            models.Q(choice__panel__call__programme__in=run) & ~kept_from(user, "application__")
        )
        return found.select_related("choice__panel__call__programme", "application__lead")


class Letter(models.Model):
    """What one application is told: that it was chosen or not, why, and how it goes on."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    choice = models.ForeignKey(Choice, models.PROTECT, related_name="letters")
    application = models.OneToOneField(Application, models.PROTECT, related_name="letter")
    outcome = models.CharField(max_length=8, choices=Outcome)
    subject = models.CharField(max_length=160, blank=True)
    text = models.TextField(max_length=6000, blank=True)
    feedback = models.TextField(max_length=4000, blank=True)  # what we say of what they sent in
    way_on = models.TextField(max_length=2000, blank=True)  # for those not chosen
    read_at = models.DateTimeField(null=True, blank=True)  # somebody read this one over
    read_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    stage = models.CharField(max_length=7, choices=LetterStage, default=LetterStage.DRAFT)
    message = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    personal: ClassVar = {
        "read_by": "keep: who answers for its words",
        "message": "cut: its address and words are blanked",
    }

    class Meta:
        ordering = ("application__title", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(stage="DRAFT") | (~models.Q(subject="") & ~models.Q(text="")),
                name="letter_says_something",
            ),
            models.CheckConstraint(
                condition=models.Q(stage="DRAFT") | ~models.Q(feedback=""),
                name="letter_has_feedback",
            ),
            models.CheckConstraint(
                condition=models.Q(stage="DRAFT")
                | models.Q(outcome="INVITED")
                | ~models.Q(way_on=""),
                name="letter_has_a_way_on",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="SENT") | models.Q(sent_at__isnull=False),
                name="letter_sent_has_time",
            ),
        )
        indexes = (models.Index(fields=["choice", "stage"], name="letter_by_stage"),)

    def __str__(self) -> str:
        return f"{self.outcome} for {self.application_id}"

    @property
    def scope(self) -> Programme:
        """Where the roles that govern it are held."""
        programme: Programme = self.choice.panel.call.programme
        return programme

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return LETTER_TONES[self.stage]


__all__ = ["LETTERS_JOB", "FunderDecision", "FunderSays", "Letter", "LetterStage", "Outcome"]
