"""Badges: a completion that its holder can show anywhere, and anyone can check; and the keys."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models

from folkmoot.kernel.ids import new_key, new_reference, secret_key
from folkmoot.learning.models.completion import Completion
from folkmoot.people.models import Account


class BadgeKey(models.Model):
    """A key of this site with which badges are signed. An older one still shows what it signed."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    public = models.JSONField()  # a JWK
    wrapped = models.BinaryField(max_length=4096)  # the private one, opened by the site's secret
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    personal: ClassVar = {"made_by": "keep: who answers for the key"}

    class Meta:
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return f"Badge key {self.ref}"


class Ended(models.TextChoices):
    NOT = "", "It stands"
    TAKEN_DOWN = "HOLDER", "Taken down by its holder"
    FORGOTTEN = "FORGOTTEN", "Its holder took their name back"


class BadgeQuerySet(models.QuerySet["Badge"]):
    def visible_to(self, user: object) -> Self:
        """Whoever was given its address may ask whether it is true; a name only if it is shown."""
        return self.select_related(
            "completion__learner__neighbour",
            "completion__learner__run__edition__course__place",
            "completion__learner__run__edition__course__hub",
        )

    def up(self) -> Self:
        """Those that no one took down, whatever became of the completion."""
        return self.filter(ended_at=None).exclude(_gone())

    def revoked(self) -> Self:
        """Those that are not true any more, for whichever reason."""
        withdrawn = models.Q(completion__withdrawn_at__isnull=False)
        return self.filter(models.Q(ended_at__isnull=False) | withdrawn | _gone())


class Badge(models.Model):
    """One badge, made because its holder asked for it in these words, and gone when they wish.

    What it says is signed. Its holder is in it as a salted hash, unless they want their name shown.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    completion = models.ForeignKey(Completion, models.PROTECT, related_name="badges")
    key = models.ForeignKey(BadgeKey, models.PROTECT, related_name="badges")
    subject = models.UUIDField(default=secret_key, unique=True, editable=False)
    number = models.PositiveIntegerField(unique=True)  # its bit in the list of what was revoked
    wording = models.CharField(max_length=600)  # what they said yes to
    shown_name = models.CharField(max_length=80, blank=True)  # only if they want it shown
    jws = models.TextField(max_length=20_000, blank=True)
    issued_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended = models.CharField(max_length=9, choices=Ended, blank=True, default=Ended.NOT)

    objects = BadgeQuerySet.as_manager()

    personal: ClassVar = {"shown_name": "blank", "jws": "blank"}

    class Meta:
        ordering = ("-issued_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["completion"],
                condition=models.Q(ended_at__isnull=True),
                name="badge_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended="", jws__gt="")
                | models.Q(ended_at__isnull=False, ended__gt="", jws="", shown_name=""),
                name="badge_ended_is_blank",
            ),
            models.CheckConstraint(condition=~models.Q(wording=""), name="badge_was_wished_for"),
        )

    def __str__(self) -> str:
        return f"Badge {self.ref}"

    def standing(self, at: datetime) -> str:
        """How it stands at that moment: "true", "expired", "withdrawn" or "down".

        Wants the completion, its learner and whom the team knows them as selected.
        """
        learner = self.completion.learner
        known: Any = learner.neighbour
        if self.ended_at or learner.forgotten_at or known is None or known.forgotten_at:
            return "down"
        if self.completion.withdrawn_at:
            return "withdrawn"
        return "expired" if self.completion.has_ended(at) else "true"


def _gone() -> models.Q:
    """That whoever held it is known no more; a badge whose learner has no page is nobody's."""
    learner = "completion__learner"
    return (
        models.Q(**{f"{learner}__forgotten_at__isnull": False})
        | models.Q(**{f"{learner}__neighbour__isnull": True})
        | models.Q(**{f"{learner}__neighbour__forgotten_at__isnull": False})
    )
