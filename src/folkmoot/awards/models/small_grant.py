"""A small grant: four people with an idea, what the panel said, the money, and the story."""

from typing import Any, ClassVar, Self

from django.db import models

from folkmoot.awards.models.award import organisations_of
from folkmoot.awards.models.small_fund import OfFund, Panellist, SmallFund
from folkmoot.gatherings.models import Gathering
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.people.models import Account
from folkmoot.places.models import places_of


class SmallStage(models.TextChoices):
    PUT = "PUT", "Being decided"
    GRANTED = "GRANTED", "Granted"
    READY = "READY", "Ready to be paid"
    PAID = "PAID", "Paid"
    TOLD = "TOLD", "Story told"
    DONE = "DONE", "Finished"
    DECLINED = "DECLINED", "Not this time"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"


# Where each stage may lead; the database holds it too.
SMALL_ONWARDS: dict[str, tuple[str, ...]] = {
    "PUT": ("GRANTED", "DECLINED", "WITHDRAWN"),
    "GRANTED": ("READY", "WITHDRAWN"),
    "READY": ("PAID", "GRANTED"),
    "PAID": ("TOLD",),
    "TOLD": ("DONE",),
    "DONE": (),
    "DECLINED": (),
    "WITHDRAWN": (),
}
GIVEN = ("GRANTED", "READY", "PAID", "TOLD", "DONE")  # the money is set aside, or has gone
GONE = ("PAID", "TOLD", "DONE")
TONES = {
    "PUT": "ochre", "GRANTED": "moss", "READY": "sky", "PAID": "moss", "TOLD": "moss",
    "DONE": "moss", "DECLINED": "terracotta", "WITHDRAWN": "quiet",
}  # fmt: skip


class Payee(models.TextChoices):
    PERSON = "person", "One of us"
    HOST = "host", "A group or organisation that holds it for us"


class SmallGrantQuerySet(models.QuerySet["SmallGrant"]):
    def visible_to(self, user: object) -> Self:
        """What was given is public; what is asked is seen by the team, the panel, the payer."""
        team = places_of(user, Permission.SMALL_GRANT_ENTER)
        payers = organisations_of(user, Permission.SMALL_GRANT_PAY)
        seen = (
            models.Q(stage__in=GIVEN)
            | models.Q(fund__place__in=team)
            | models.Q(fund__in=Panellist.objects.funds_of(user))
            | models.Q(fund__holder__in=payers)
        )
        return self.filter(seen).select_related("fund__place", "fund__holder", "gathering")

    def given(self) -> Self:
        """Those that got a yes and were not withdrawn."""
        return self.filter(stage__in=GIVEN)


class SmallGrant(models.Model):
    """One idea of four people: asked for, decided in ten days, paid through two hands, told."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    fund = models.ForeignKey(SmallFund, models.PROTECT, related_name="grants")
    stage = models.CharField(max_length=9, choices=SmallStage, default=SmallStage.PUT)
    title = models.CharField(max_length=100)
    what = models.TextField(max_length=1500)
    when = models.CharField(max_length=120)
    where = models.CharField(max_length=160)
    asked_pence = models.BigIntegerField()
    put_at = models.DateTimeField()
    due_date = models.DateField()  # by when they have an answer
    is_paper = models.BooleanField(default=False)
    paper_date = models.DateField(null=True, blank=True)
    written_down_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # SHA-256 of the secret in the group's private link; None once they are forgotten.
    secret_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    overdue_told_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    granted_pence = models.BigIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=600, blank=True)
    way_on = models.CharField(max_length=600, blank=True)  # after a no: what they can do now
    payee = models.CharField(max_length=6, choices=Payee, blank=True)
    payee_name = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    paid_date = models.DateField(null=True, blank=True)
    story = models.TextField(max_length=3000, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    # Where it happened: its photos are shown, once everyone in them has said yes.
    gathering = models.ForeignKey(
        Gathering, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    spent_pence = models.BigIntegerField(null=True, blank=True)
    returned_pence = models.BigIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    objects = SmallGrantQuerySet.as_manager()

    personal: ClassVar = {
        "written_down_by": "keep: who answers for what the paper said",
        "decided_by": "keep: who answers for the decision",
        "approved_by": "keep: who approved the money",
        "paid_by": "keep: who paid the money",
        "payee_name": "blank",
        "secret_hash": "cut",
    }

    class Meta:
        ordering = ("-put_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(what=""), name="small_grant_says_what"
            ),
            models.CheckConstraint(
                condition=models.Q(asked_pence__gt=0), name="small_grant_asks_for_something"
            ),
            models.CheckConstraint(
                condition=models.Q(is_paper=False)
                | models.Q(paper_date__isnull=False, written_down_by__isnull=False),
                name="small_grant_on_paper_has_date_and_writer",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=[*GIVEN])
                | models.Q(
                    granted_pence__gt=0,
                    granted_pence__lte=models.F("asked_pence"),
                    decided_by__isnull=False,
                ),
                name="small_grant_given_is_what_was_asked_or_less",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=[*GIVEN])
                | models.Q(granted_pence=models.F("asked_pence"))
                | ~models.Q(reason=""),
                name="small_grant_less_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="DECLINED")
                | (~models.Q(reason="") & ~models.Q(way_on="")),
                name="small_grant_no_says_why_and_a_way_on",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["READY", *GONE])
                | (models.Q(approved_by__isnull=False) & ~models.Q(payee="")),
                name="small_grant_ready_was_approved",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=[*GONE])
                | models.Q(paid_by__isnull=False, paid_date__isnull=False),
                name="small_grant_paid_by_someone",
            ),
            models.CheckConstraint(
                condition=~models.Q(paid_by=models.F("approved_by")), name="small_grant_paid_by_two"
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["TOLD", "DONE"])
                | (~models.Q(story="") & models.Q(spent_pence__gte=0)),
                name="small_grant_told_has_a_story",
            ),
            models.CheckConstraint(
                condition=models.Q(spent_pence__isnull=True)
                | models.Q(granted_pence__gte=models.F("spent_pence") + models.F("returned_pence")),
                name="small_grant_spent_and_returned_within_it",
            ),
            models.CheckConstraint(
                condition=models.Q(returned_pence__gte=0), name="small_grant_returned_counts_up"
            ),
        )
        indexes = (models.Index(fields=["fund", "stage", "due_date"], name="small_grant_in_order"),)

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> OfFund:
        """Where the roles that govern a small grant are held."""
        return self.fund.scope

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return TONES[self.stage]

    @property
    def is_given(self) -> bool:
        """Whether the panel said yes, so that everybody can read of it."""
        return self.stage in GIVEN

    @property
    def to_return_pence(self) -> int:
        """What was paid, not spent, and has not come back."""
        if self.spent_pence is None:
            return 0
        return (self.granted_pence or 0) - self.spent_pence - self.returned_pence


class GroupMember(models.Model):
    """One of the four whose idea it is; of one or two of them, how to reach them."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    grant = models.ForeignKey(SmallGrant, models.CASCADE, related_name="group")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=30, blank=True)

    personal: ClassVar = {"name": "blank", "email": "blank", "phone": "blank"}

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["grant", "number"], name="group_member_once"),
        )

    def __str__(self) -> str:
        return f"Member {self.number} of {self.grant_id}"


class Says(models.TextChoices):
    YES = "yes", "Yes, all of it"
    LESS = "less", "Yes, with less"
    NO = "no", "No"


class PanelAnswer(models.Model):
    """What one of the panel declared of their own interest, and then what they said."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    grant = models.ForeignKey(SmallGrant, models.PROTECT, related_name="answers")
    panellist = models.ForeignKey(Panellist, models.PROTECT, related_name="answers")
    has_interest = models.BooleanField()
    interest = models.CharField(max_length=300, blank=True)
    declared_at = models.DateTimeField()
    says = models.CharField(max_length=4, choices=Says, blank=True)
    pence = models.BigIntegerField(null=True, blank=True)  # what they would give
    because = models.CharField(max_length=600, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar = {"interest": "keep: what was declared before money was decided on"}

    class Meta:
        ordering = ("declared_at", "id")
        constraints = (
            models.UniqueConstraint(fields=["grant", "panellist"], name="panel_answer_once"),
            models.CheckConstraint(
                condition=models.Q(has_interest=False) | models.Q(says=""),
                name="panel_interest_says_nothing",
            ),
            models.CheckConstraint(
                condition=models.Q(says="", pence__isnull=True, said_at__isnull=True)
                | models.Q(says="no", pence=0, said_at__isnull=False)
                | models.Q(says__in=["yes", "less"], pence__gt=0, said_at__isnull=False),
                name="panel_answer_is_a_sum",
            ),
        )

    def __str__(self) -> str:
        return f"{self.says or 'declared'} on {self.grant_id}"

    @property
    def facts(self) -> dict[str, Any]:
        """What is kept of it in the record."""
        return {"says": self.says, "pence": self.pence}
