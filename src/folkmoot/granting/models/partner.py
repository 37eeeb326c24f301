"""Who stands behind an application: partners, and the council's chief executive."""

from typing import ClassVar

from django.db import models

from folkmoot.granting.models.application import Application
from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account, Organisation


class Partner(models.Model):
    """An organisation that an application names as its partner, and what it answered."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="partners")
    name = models.CharField(max_length=200)
    # When we know it by the very same name.
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    email = models.EmailField(blank=True)  # whom we ask
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    link_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    added_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    is_partner = models.BooleanField(null=True)  # what it answered
    words = models.CharField(max_length=600, blank=True)  # what it brings, or why not
    answered_as = models.CharField(max_length=120, blank=True)  # the name somebody gave

    personal: ClassVar = {
        "email": "gone: when the call is concluded or cancelled",
        "account": "keep: the account is blanked, that a partner answered is not",
        "answered_as": "keep: who answered for the partner, as the funders read it",
    }

    class Meta:
        ordering = ("added_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["application", "name"], name="application_partner_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""), name="application_partner_has_a_name"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, is_partner__isnull=True)
                | models.Q(answered_at__isnull=False, is_partner__isnull=False),
                name="application_partner_answers",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Endorsement(models.Model):
    """What the council's chief executive was asked to stand behind, and what they said.

    The digest says what: an application that changes afterwards is another one.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="endorsements")
    council = models.CharField(max_length=200)
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120, default="Chief executive")
    email = models.EmailField(blank=True)
    sha256 = models.CharField(max_length=64)
    link_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    n_sent = models.PositiveSmallIntegerField(default=1)
    answered_at = models.DateTimeField(null=True, blank=True)
    says_yes = models.BooleanField(null=True)
    words = models.TextField(max_length=2000, blank=True)
    # Another one was asked for in its place: of another wording, or of somebody else.
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_why = models.CharField(max_length=200, blank=True)

    personal: ClassVar = {
        "name": "keep: who endorsed it for the council, in their office",
        "email": "gone: when the call is concluded or cancelled",
        "asked_by": "keep: who asked",
    }

    class Meta:
        ordering = ("asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(replaced_at__isnull=True),
                name="endorsement_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, says_yes__isnull=True)
                | models.Q(answered_at__isnull=False, says_yes__isnull=False),
                name="endorsement_says_yes_or_no",
            ),
            models.CheckConstraint(
                condition=~models.Q(says_yes=False) | ~models.Q(words=""),
                name="endorsement_no_has_words",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True) | models.Q(link_hash__isnull=True),
                name="endorsement_link_is_used_once",
            ),
        )

    def __str__(self) -> str:
        return f"Endorsement of {self.application_id}"
