"""A balanced choice: what is known of each candidate, the strengths, the aims, and the set."""

from typing import Any, ClassVar, Self

from django.db import models

from folkmoot.granting.models.application import Application
from folkmoot.granting.models.assessing import Declaration
from folkmoot.granting.models.panel import Panel, programmes_where
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.people.models import Account
from folkmoot.programmes.models import Programme, Version

DRAWS_JOB = "draw_choices"


class Traits(models.Model):
    """What a choice may balance, of one application: where it is, and what it is about."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="traits")
    region = models.CharField(max_length=60, blank=True)
    settlement = models.CharField(max_length=20, blank=True)
    theme = models.CharField(max_length=60, blank=True)
    need = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"Traits of {self.application_id}"


class ChoiceStage(models.TextChoices):
    OPEN = "OPEN", "Being looked for"
    RECOMMENDED = "RECOMMENDED", "Recommended, before the funders"
    DECIDED = "DECIDED", "Decided"
    TELLING = "TELLING", "Letters are going out"
    TOLD = "TOLD", "Everybody has been told"
    PUBLISHED = "PUBLISHED", "Published"
    NOT_CARRIED = "NOT_CARRIED", "Not carried"


CHOICE_ONWARDS: dict[str, tuple[str, ...]] = {
    "OPEN": ("RECOMMENDED",),
    "RECOMMENDED": ("OPEN", "DECIDED", "NOT_CARRIED"),
    "NOT_CARRIED": ("OPEN",),
    "DECIDED": ("TELLING",),
    "TELLING": ("TOLD",),
    "TOLD": ("PUBLISHED",),
    "PUBLISHED": (),
}
CHOICE_TONES = {
    "OPEN": "ochre", "RECOMMENDED": "sky", "DECIDED": "moss", "TELLING": "sky", "TOLD": "moss",
    "PUBLISHED": "moss", "NOT_CARRIED": "terracotta",
}  # fmt: skip
DECIDED = ("DECIDED", "TELLING", "TOLD", "PUBLISHED")


class ChoiceQuerySet(models.QuerySet["Choice"]):
    def visible_to(self, user: object) -> Self:
        """What is published is for everyone. Before: those who prepare it, and the funders.

        Whoever has an interest in one of its applications sees nothing of the whole choice: a
        rank says something of all.
        """
        key: Any = getattr(user, "pk", None)
        run = programmes_where(user, Permission.CHOICE_SEE)
        interests = Declaration.objects.filter(
            account_id=key, account__isnull=False, has_interest=True, lifted_at__isnull=True
        )
        kept = models.Q(panel__call__in=interests.values("application__call"))
        inside = models.Q(panel__call__programme__in=run) & ~kept
        return self.filter(inside | models.Q(stage="PUBLISHED")).select_related(
            "panel__call__programme", "version"
        )


class Choice(models.Model):
    """One choice among the applications to a call, from the strengths to the last letter."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    panel = models.OneToOneField(Panel, models.PROTECT, related_name="choice")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")  # rule and quorum
    stage = models.CharField(max_length=11, choices=ChoiceStage, default=ChoiceStage.OPEN)
    stage_at = models.DateTimeField()
    # The strengths: what went in, what came out, and the digest of what went in.
    readings: Any = models.JSONField()  # [reference, assessor's key, points]
    found: Any = models.JSONField()
    seed = models.BigIntegerField()
    inputs_sha256 = models.CharField(max_length=64)
    found_at = models.DateTimeField()
    found_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    # What is asked.
    budget_pence = models.BigIntegerField()
    least = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()
    # What the panel recommends: references, the whole of it with its reasons, and its digest.
    recommended: Any = models.JSONField(default=list, blank=True)
    reserve: Any = models.JSONField(default=list, blank=True)
    account: Any = models.JSONField(default=dict, blank=True)
    recommended_sha256 = models.CharField(max_length=64, blank=True)
    recommended_why = models.TextField(max_length=4000, blank=True)
    recommended_at = models.DateTimeField(null=True, blank=True)
    recommended_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # What the funders decided.
    minutes = models.TextField(max_length=8000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    reserve_until_date = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    names_all = models.BooleanField(default=False)  # those not chosen are named in public too
    # How firm it is, as last drawn: for which question, and what came out.
    firmness: Any = models.JSONField(default=dict, blank=True)

    objects = ChoiceQuerySet.as_manager()

    personal: ClassVar = {
        "found_by": "keep: who asked for the strengths",
        "recommended_by": "keep: who recommended it for the panel",
        "decided_by": "keep: who wrote the minutes",
    }

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(stage__in=ChoiceStage.values), name="choice_stage_is_one"
            ),
            models.CheckConstraint(
                condition=models.Q(budget_pence__gte=0, most__gte=models.F("least")),
                name="choice_numbers_make_sense",
            ),
            models.CheckConstraint(
                condition=models.Q(stage="OPEN")
                | (~models.Q(recommended_sha256="") & models.Q(recommended_at__isnull=False)),
                name="choice_recommended_has_a_digest",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=["OPEN", "RECOMMENDED"])
                | (models.Q(decided_at__isnull=False) & ~models.Q(minutes="")),
                name="choice_decided_has_minutes",
            ),
        )

    def __str__(self) -> str:
        return f"The choice of {self.panel.call}"

    @property
    def scope(self) -> Programme:
        """Where the roles that govern it are held."""
        programme: Programme = self.panel.call.programme
        return programme

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return CHOICE_TONES[self.stage]


class AimKind(models.TextChoices):
    REGION = "region", "Region"
    SETTLEMENT = "settlement", "Rural or urban"
    THEME = "theme", "Theme"
    NEED = "need", "Need"
    DISTRICT = "district", "Council area"


class Aim(models.Model):
    """At least and at most so many of one group, or of every group of a kind."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    choice = models.ForeignKey(Choice, models.CASCADE, related_name="aims")
    kind = models.CharField(max_length=10, choices=AimKind)
    value = models.CharField(max_length=120, blank=True)  # "" is each of the kind
    least = models.PositiveSmallIntegerField(null=True, blank=True)
    most = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("kind", "value")
        constraints = (
            models.UniqueConstraint(fields=["choice", "kind", "value"], name="aim_once"),
            models.CheckConstraint(
                condition=models.Q(least__isnull=False) | models.Q(most__isnull=False),
                name="aim_asks_something",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"
