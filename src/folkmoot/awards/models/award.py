"""A grant on its way: from the decision to the last pound, between a funder and a recipient."""

from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Now

from folkmoot.granting.models import Application
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import ROLES, Role, roles_permitting
from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.people.models import Account, Organisation, OrganisationRole
from folkmoot.places.models import Place


class AwardStage(models.TextChoices):
    DRAFT = "DRAFT", "Being prepared"
    CHECKING = "CHECKING", "Being checked"
    OFFERED = "OFFERED", "Offered"
    SIGNED = "SIGNED", "Signed by the recipient"
    ACTIVE = "ACTIVE", "Under way"
    SUSPENDED = "SUSPENDED", "Suspended"
    ENDED = "ENDED", "Ended"
    RECONCILED = "RECONCILED", "Accounted for"
    SUSTAINING = "SUSTAINING", "Carried on"
    CLOSED = "CLOSED", "Closed"
    DECLINED = "DECLINED", "Declined"
    LAPSED = "LAPSED", "Lapsed"
    TERMINATED = "TERMINATED", "Brought to an end"


# Where each stage may lead; the database holds it too.
ONWARDS: dict[str, tuple[str, ...]] = {
    "DRAFT": ("CHECKING",),
    "CHECKING": ("OFFERED", "DRAFT"),
    "OFFERED": ("SIGNED", "DECLINED", "LAPSED", "CHECKING"),
    "SIGNED": ("ACTIVE", "OFFERED"),
    "ACTIVE": ("SUSPENDED", "ENDED", "TERMINATED"),
    "SUSPENDED": ("ACTIVE", "TERMINATED"),
    "ENDED": ("RECONCILED",),
    "TERMINATED": ("RECONCILED",),
    "RECONCILED": ("SUSTAINING", "CLOSED"),
    "SUSTAINING": ("CLOSED",),
    "CLOSED": (),
    "DECLINED": (),
    "LAPSED": (),
}
# From the second signature on the public knows of it.
PUBLIC = ("ACTIVE", "SUSPENDED", "ENDED", "RECONCILED", "SUSTAINING", "CLOSED", "TERMINATED")
TONES = {
    "DRAFT": "ochre", "CHECKING": "ochre", "OFFERED": "sky", "SIGNED": "sky", "ACTIVE": "moss",
    "SUSPENDED": "terracotta", "ENDED": "sky", "RECONCILED": "sky", "SUSTAINING": "moss",
    "CLOSED": "moss", "DECLINED": "terracotta", "LAPSED": "terracotta",
    "TERMINATED": "terracotta",
}  # fmt: skip
OVER_BEFORE_SIGNING = ("DECLINED", "LAPSED")  # nothing is given by these
# What each of the two sides does: a role held with the funder signs nothing for the recipient.
FUNDERS = frozenset(
    {
        Permission.AWARD_SEE,
        Permission.AWARD_PREPARE,
        Permission.AWARD_CHECK,
        Permission.AWARD_COUNTERSIGN,
        Permission.PAYMENT_APPROVE,
        Permission.PAYMENT_PAY,
        Permission.RETURN_ACCEPT,
    }
)
RECIPIENTS = frozenset(
    {
        Permission.AWARD_SEE,
        Permission.AWARD_SIGN,
        Permission.PAYMENT_REQUEST,
        Permission.PAYMENT_CERTIFY,
        Permission.RETURN_WRITE,
        Permission.RETURN_CERTIFY,
    }
)


def organisations_of(
    user: object, permission: Permission
) -> models.QuerySet[OrganisationRole, dict[str, Any]]:
    """Organisations in which this user now holds a role that permits this; for another query."""
    key: Any = getattr(user, "pk", None)
    now = models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=Now())
    held = OrganisationRole.objects.filter(
        now,
        account_id=key,
        account__isnull=False,
        starts_at__lte=Now(),
        role__in=roles_permitting(permission),
    )
    found: models.QuerySet[OrganisationRole, dict[str, Any]] = held.values("organisation")
    return found


class AwardQuerySet(models.QuerySet["Award"]):
    def visible_to(self, user: object) -> Self:
        """What is signed is public; what is on its way is seen by its two sides."""
        theirs = organisations_of(user, Permission.AWARD_SEE)
        seen = (
            models.Q(stage__in=PUBLIC)
            | models.Q(funder__in=theirs)
            | models.Q(recipient__in=theirs, stage__in=[*SHOWN_TO_RECIPIENT])
        )
        return self.filter(seen).select_related("place", "funder", "recipient", "partnership")

    def public(self) -> Self:
        """Those both sides have signed."""
        return self.filter(stage__in=PUBLIC)


SHOWN_TO_RECIPIENT = tuple(stage for stage in ONWARDS if stage not in ("DRAFT", "CHECKING"))


class AwardBetween:
    """The two sides of an award, or of a loan: the one scope in which the roles of both count."""

    def __init__(self, award: Any) -> None:
        self.award = award

    def roles_of(self, user: object, *, at: datetime) -> frozenset[Role]:
        """Roles held with either side, each cut to what that side does."""
        held = OrganisationRole.objects.held_at(at).filter(account_id=getattr(user, "pk", None))
        sides = {self.award.funder_id: FUNDERS, self.award.recipient_id: RECIPIENTS}
        rows = held.filter(organisation__in=sides).values_list("organisation", "role")
        return frozenset(cut(role, sides[side]) for side, role in rows)


def cut(name: str, to: frozenset[Permission]) -> Role:
    """A role as far as it counts on one side."""
    return replace(ROLES[name], permissions=ROLES[name].permissions & to)


class Award(models.Model):
    """One funder's money for one recipient, for what one place decided.

    The recipient holds the money; the partnership decides on it. They are two organisations,
    unless nobody but the recipient decides.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="awards")
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="awards_made")
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="awards_received")
    partnership = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="awards_decided"
    )
    # The first of several funders' awards for one thing; none for an award alone.
    joined_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="joined"
    )
    # What the funders decided together and this came of; none for an award decided otherwise.
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="awards"
    )
    title = models.CharField(max_length=139)
    purpose = models.TextField(max_length=2000)
    stage = models.CharField(max_length=10, choices=AwardStage, default=AwardStage.DRAFT)
    awarded_pence = models.BigIntegerField()
    asked_pence = models.BigIntegerField(null=True, blank=True)
    decided_date = models.DateField()
    starts_date = models.DateField()
    ends_date = models.DateField()
    from_open_call = models.BooleanField(default=True)
    # Within this part of a budget line, in hundredths, the recipient moves money by itself.
    tolerance_percent = models.PositiveSmallIntegerField(default=10)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    # The agreement: its words from the offer on, their SHA-256, and the two confirmations.
    terms = models.TextField(max_length=40_000, blank=True)
    document_sha256 = models.CharField(max_length=64, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)
    lapses_date = models.DateField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    countersigned_at = models.DateTimeField(null=True, blank=True)
    countersigned_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    stage_because = models.CharField(max_length=600, blank=True)  # why it is suspended, ended, …
    n_varied = models.PositiveSmallIntegerField(default=0)  # variations in force
    spent_pence = models.BigIntegerField(null=True, blank=True)  # as accounted for at the end
    given_back_pence = models.BigIntegerField(default=0)  # not spent, and returned to the funder
    carried_on = models.CharField(max_length=600, blank=True)  # by whom, and what, once it is over

    objects = AwardQuerySet.as_manager()

    personal: ClassVar = {
        "prepared_by": "keep: who answers for it; the account itself is blanked",
        "signed_by": "keep: who signed for the recipient",
        "countersigned_by": "keep: who signed for the funder",
    }

    class Meta:
        ordering = ("-decided_date", "-id")
        constraints = (
            models.CheckConstraint(condition=~models.Q(title=""), name="award_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(awarded_pence__gt=0), name="award_is_of_something"
            ),
            models.CheckConstraint(
                condition=~models.Q(funder=models.F("recipient")), name="award_is_between_two"
            ),
            models.CheckConstraint(
                condition=models.Q(partnership__isnull=True)
                | ~models.Q(partnership=models.F("recipient")),
                name="award_decided_apart_from_holding",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_date__lte=models.F("ends_date")),
                name="award_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=["DRAFT", "CHECKING"])
                | (~models.Q(document_sha256="") & models.Q(offered_at__isnull=False)),
                name="award_offered_has_a_document",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=[*PUBLIC, "SIGNED"])
                | models.Q(signed_at__isnull=False, signed_by__isnull=False),
                name="award_signed_by_someone",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=PUBLIC)
                | (
                    models.Q(countersigned_at__isnull=False, countersigned_by__isnull=False)
                    & ~models.Q(countersigned_by=models.F("signed_by"))
                ),
                name="award_signed_by_two",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["SUSPENDED", "TERMINATED", "DECLINED"])
                | ~models.Q(stage_because=""),
                name="award_stopped_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(tolerance_percent__lte=50), name="award_tolerance_is_small"
            ),
            models.UniqueConstraint(
                fields=["application", "funder"],
                condition=models.Q(application__isnull=False)
                & ~models.Q(stage__in=OVER_BEFORE_SIGNING),
                name="award_once_for_what_was_chosen",
            ),
        )
        indexes = (
            models.Index(fields=["funder", "stage"], name="award_of_a_funder"),
            models.Index(fields=["recipient", "stage"], name="award_of_a_recipient"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> AwardBetween:
        """Where the roles that govern an award are held: with its two sides."""
        return AwardBetween(self)

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return TONES[self.stage]

    @property
    def is_public(self) -> bool:
        """Whether both have signed, so that everybody knows of it."""
        return self.stage in PUBLIC
