"""An application to a call: who asks, for which area and place, and how far it is."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Now

from folkmoot.granting.models.call import Call
from folkmoot.granting.models.hidden import kept_from, keys_kept_from, opened_to
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import Role, roles_in, roles_permitting
from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.kernel.questions.models import AnswerSet
from folkmoot.people.models import Account, Organisation, RoleHeld
from folkmoot.places.models import Place
from folkmoot.programmes.models import ProgrammeRole


class ApplicationStage(models.TextChoices):
    DRAFT = "DRAFT", "Being written"
    SUBMITTED = "SUBMITTED", "Handed in"
    MORE_INFORMATION = "MORE_INFORMATION", "Something is asked"
    INELIGIBLE = "INELIGIBLE", "Does not fit the call"
    ELIGIBLE = "ELIGIBLE", "Fits the call"
    IN_ASSESSMENT = "IN_ASSESSMENT", "Being assessed"
    INVITED = "INVITED", "Chosen"
    RESERVE = "RESERVE", "In reserve"
    DECLINED = "DECLINED", "Not chosen"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"


# Where each stage may lead; the database holds it too.
ONWARDS: dict[str, tuple[str, ...]] = {
    "DRAFT": ("SUBMITTED", "WITHDRAWN"),
    "SUBMITTED": ("MORE_INFORMATION", "INELIGIBLE", "ELIGIBLE", "WITHDRAWN"),
    "MORE_INFORMATION": ("SUBMITTED", "INELIGIBLE", "WITHDRAWN"),
    "INELIGIBLE": ("SUBMITTED",),
    "ELIGIBLE": ("SUBMITTED", "IN_ASSESSMENT", "WITHDRAWN"),
    "IN_ASSESSMENT": ("INVITED", "RESERVE", "DECLINED", "WITHDRAWN"),
    "RESERVE": ("INVITED", "DECLINED", "WITHDRAWN"),
    "INVITED": ("WITHDRAWN",),
    "DECLINED": (),
    "WITHDRAWN": (),
}
# In these it stands for its area, where only one may.
STANDING = ("ELIGIBLE", "IN_ASSESSMENT", "INVITED", "RESERVE")
TONES = {
    "DRAFT": "ochre", "SUBMITTED": "sky", "MORE_INFORMATION": "terracotta",
    "INELIGIBLE": "terracotta", "ELIGIBLE": "moss", "IN_ASSESSMENT": "sky", "INVITED": "moss",
    "RESERVE": "ochre", "DECLINED": "terracotta", "WITHDRAWN": "ochre",
}  # fmt: skip


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user: object) -> Self:
        """Its team and partners read it; who runs or decides the programme, once it is handed in.

        Nothing is shown to somebody who has an interest in it and is kept from it.
        """
        key: Any = getattr(user, "pk", None)
        theirs = ApplicationRole.objects.filter(_now(), account_id=key, account__isnull=False)
        programmes = ProgrammeRole.objects.filter(
            _now(),
            account_id=key,
            account__isnull=False,
            role__in=roles_permitting(Permission.APPLICATION_SEE),
        )
        asked = Application.objects.filter(
            partners__account_id=key, partners__account__isnull=False
        )
        seen = (
            models.Q(pk__in=theirs.values("application"))
            | models.Q(pk__in=asked.values("pk"))
            | models.Q(call__programme__in=programmes.values("programme"), is_handed_in=True)
            | opened_to(user)
        )
        return self.filter(seen & ~kept_from(user)).select_related(
            "call__programme", "lead", "place"
        )

    def visible_in(self, call: Call, user: object) -> Self:
        """What `visible_to` shows of one call's applications that were handed in.

        Whoever sees all that is handed in to the programme is asked so once, not row by row.
        """
        return self._in(call, user).filter(submitted_at__isnull=False)

    def counts_in(self, call: Call, user: object) -> dict[str, int]:
        """How many of them stand in each stage; an index answers alone.

        Only a draft, and one withdrawn before it was handed in, were never handed in.
        """
        rows, never = self._in(call, user), ("DRAFT", "WITHDRAWN")
        told = rows.exclude(stage__in=never).order_by().values_list("stage")
        counted = dict(told.annotate(n=models.Count("*")))
        withdrawn = rows.filter(stage="WITHDRAWN", submitted_at__isnull=False).count()
        return counted | ({"WITHDRAWN": withdrawn} if withdrawn else {})

    def _in(self, call: Call, user: object) -> Self:
        key: Any = getattr(user, "pk", None)
        sees_all = ProgrammeRole.objects.filter(
            _now(),
            account_id=key,
            account__isnull=False,
            programme=call.programme_id,
            role__in=roles_permitting(Permission.APPLICATION_SEE),
        )
        rows = self.filter(call=call)
        if not sees_all.exists():
            return rows.filter(pk__in=Application.objects.visible_to(user).values("pk"))
        return rows.exclude(pk__in=keys_kept_from(user))

    def handed_in(self) -> Self:
        """Those that were handed in at some time, withdrawn ones too."""
        return self.filter(is_handed_in=True)


def _now() -> models.Q:
    still = models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=Now())
    return models.Q(still, starts_at__lte=Now())


class Application(models.Model):
    """What one partnership asks of one call."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="applications"
    )
    area_code = models.CharField(max_length=9, blank=True)
    area_name = models.CharField(max_length=120, blank=True)
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="applications_led")
    title = models.CharField(max_length=120)
    answers = models.OneToOneField(AnswerSet, models.PROTECT, related_name="application")
    asked_pence = models.BigIntegerField(null=True, blank=True)
    words = models.CharField(max_length=600, blank=True)  # all it is looked for by, in lower case
    stage = models.CharField(
        max_length=16, choices=ApplicationStage, default=ApplicationStage.DRAFT
    )
    stage_at = models.DateTimeField()
    stage_why = models.TextField(max_length=2000, blank=True)  # in words, for its team
    # Holds the one seat of its area, in a call with one for each.
    stands_for_area = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)  # when it was first handed in
    submitted_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_sha256 = models.CharField(max_length=64, blank=True)  # of what stands handed in
    is_handed_in = models.BooleanField(default=False)

    objects = ApplicationQuerySet.as_manager()

    personal: ClassVar = {
        "started_by": "keep: who began it",
        "submitted_by": "keep: who handed it in",
    }

    class Meta:
        ordering = ("-started_at", "-id")
        constraints = (
            models.CheckConstraint(condition=~models.Q(title=""), name="application_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(stage__in=ApplicationStage.values),
                name="application_stage_is_one",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=["DRAFT", "WITHDRAWN"])
                | (
                    models.Q(submitted_at__isnull=False, is_handed_in=True)
                    & ~models.Q(submitted_sha256="")
                ),
                name="application_handed_in_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(is_handed_in=True, submitted_at__isnull=False)
                | models.Q(is_handed_in=False, submitted_at__isnull=True),
                name="application_handed_in_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["INELIGIBLE", "MORE_INFORMATION"])
                | ~models.Q(stage_why=""),
                name="application_sent_back_says_why",
            ),
            models.UniqueConstraint(
                fields=["call", "area_code"],
                condition=models.Q(stands_for_area=True),
                name="application_one_for_an_area",
            ),
            models.UniqueConstraint(
                fields=["call", "place"],
                condition=models.Q(place__isnull=False) & ~models.Q(stage="WITHDRAWN"),
                name="application_one_for_a_place",
            ),
        )
        indexes = (
            models.Index(fields=["call", "-submitted_at", "-id"], name="application_newest"),
            models.Index(
                fields=["call", "stage", "-submitted_at", "-id"], name="application_by_stage"
            ),
            models.Index(
                fields=["call", "area_code", "-submitted_at", "-id"], name="application_of_area"
            ),
            models.Index(fields=["call", "area_name"], name="application_by_area"),
            models.Index(fields=["call", "asked_pence"], name="application_by_sum"),
            models.Index(fields=["call", "title"], name="application_by_title"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> "Application":
        """Where the roles that govern an application are held."""
        return self

    def roles_of(self, user: object, *, at: datetime) -> frozenset[Role]:
        """Roles held in it, and in the programme it asks."""
        here = ApplicationRole.objects.filter(application=self).roles_of(user, at=at)
        return here | self.call.programme.roles_of(user, at=at)

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return TONES[self.stage]


class ApplicationRole(RoleHeld):
    """A role held in an application: who leads it, and who writes it with them."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="roles_held")

    @property
    def scope(self) -> Application:
        """Where the right to give and end this role is held."""
        return self.application

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__in=[role.name for role in roles_in("application")]),
                name="application_role_is_one",
            ),
            models.UniqueConstraint(
                fields=["application", "account"],
                condition=models.Q(ends_at__isnull=True),
                name="application_role_once",
            ),
        )
