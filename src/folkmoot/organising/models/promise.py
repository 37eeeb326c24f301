"""What a listener said they would do, and by when."""

from typing import ClassVar

from django.db import models

from folkmoot.kernel.ids import new_key
from folkmoot.organising.models.conversation import Conversation
from folkmoot.organising.models.ground import TeamQuerySet
from folkmoot.people.models import Account
from folkmoot.places.models import Place


class Promise(models.Model):
    """Something promised in a conversation. It is kept, or ends with the reason why not."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="promises")
    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="promises")
    words = models.CharField(max_length=300)
    due_date = models.DateField()
    promised_at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        max_length=300, blank=True
    )  # what came of it, or why it could not be

    objects = TeamQuerySet.as_manager()

    personal: ClassVar = {"by": "keep: who promised; the account itself is blanked"}

    class Meta:
        ordering = ("due_date", "promised_at")
        constraints = (
            models.CheckConstraint(condition=~models.Q(words=""), name="promise_says_what"),
            models.CheckConstraint(
                condition=models.Q(kept_at__isnull=True) | models.Q(ended_at__isnull=True),
                name="promise_kept_or_ended",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | ~models.Q(outcome=""),
                name="promise_ended_says_why",
            ),
        )
        indexes = (
            models.Index(
                fields=["by", "due_date"],
                condition=models.Q(kept_at__isnull=True, ended_at__isnull=True),
                name="promise_waiting",
            ),
        )

    def __str__(self) -> str:
        return f"Promise {self.pk}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern a promise are held."""
        return self.place
