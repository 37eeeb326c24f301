"""What funders agree on: one version of a programme, whole, and who approved it."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models

from folkmoot.kernel.ids import new_key
from folkmoot.people.models import Account, Organisation
from folkmoot.programmes.models.programme import Programme


class VersionState(models.TextChoices):
    DRAFT = "DRAFT", "Being written"
    PROPOSED = "PROPOSED", "Before the funders"
    AGREED = "AGREED", "In force"
    SUPERSEDED = "SUPERSEDED", "Replaced"


class DecisionRule(models.TextChoices):
    ALL = "all", "Every funder has to approve"
    MAJORITY = "majority", "More than half of the funders who decide have to approve"


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, user: object) -> Self:
        """What was agreed is public; a draft is for those who see the programme's papers."""
        public = models.Q(state__in=[VersionState.AGREED, VersionState.SUPERSEDED])
        inside: Any = Programme.objects.seen_inside_by(user)
        return self.filter(public | models.Q(programme__in=inside.values("pk"))).select_related(
            "programme"
        )


class Version(models.Model):
    """One wording of a programme. A draft changes freely; what was approved never does."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    principles = models.TextField(max_length=4000, blank=True)
    rule = models.CharField(max_length=10, choices=DecisionRule, default=DecisionRule.ALL)
    quorum = models.PositiveSmallIntegerField(default=1)  # funders who must have decided
    delegations = models.TextField(max_length=4000, blank=True)  # one a line
    first_year = models.PositiveSmallIntegerField()  # 2027: April 2027 to March 2028
    n_years = models.PositiveSmallIntegerField(default=3)
    why = models.CharField(max_length=600, blank=True)  # what is new against the one before
    sha256 = models.CharField(max_length=64, blank=True)  # of all of it, since proposed
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    personal: ClassVar = {"drafted_by": "keep: who answers for the wording"}

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["programme", "number"], name="programme_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=models.Q(state__in=["DRAFT", "PROPOSED"]),
                name="programme_version_one_open",
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=models.Q(state="AGREED"),
                name="programme_version_one_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=VersionState.values),
                name="programme_version_state_is_one",
            ),
            models.CheckConstraint(
                condition=models.Q(rule__in=DecisionRule.values),
                name="programme_version_rule_is_one",
            ),
            models.CheckConstraint(
                condition=models.Q(quorum__gte=1, n_years__gte=1, n_years__lte=15),
                name="programme_version_counts_make_sense",
            ),
        )
        ordering = ("programme", "number")

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def scope(self) -> Programme:
        """Where the roles that govern a version are held."""
        return self.programme

    @property
    def years(self) -> range:
        """The financial years it has money in, each by the year it begins in."""
        return range(self.first_year, self.first_year + self.n_years)


class Criterion(models.Model):
    """What places are assessed on, and how much it counts."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=160)
    weight = models.PositiveSmallIntegerField()  # of a hundred

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["version", "number"], name="programme_criterion_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(weight__gte=1, weight__lte=100),
                name="programme_criterion_weighs",
            ),
        )
        ordering = ("number",)

    def __str__(self) -> str:
        return self.name


class Funder(models.Model):
    """An organisation that pays, and so has to approve."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="funders")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["version", "organisation"], name="programme_funder_once"
            ),
        )
        ordering = ("organisation__name", "id")

    def __str__(self) -> str:
        return str(self.organisation)


class Envelope(models.Model):
    """The money one funder sets aside for one financial year."""

    funder = models.ForeignKey(Funder, models.CASCADE, related_name="envelopes")
    year = models.PositiveSmallIntegerField()
    amount_pence = models.PositiveBigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["funder", "year"], name="programme_envelope_once"),
        )
        ordering = ("year",)

    def __str__(self) -> str:
        return f"{self.year}: {self.amount_pence}"


class PhaseQuerySet(models.QuerySet["Phase"]):
    def with_extensions(self) -> Self:
        """Each with `extended_date`, the last day of the latest extension funders agreed on."""
        agreed = Extension.objects.filter(
            phase=models.OuterRef("pk"),
            version__state__in=[VersionState.AGREED, VersionState.SUPERSEDED],
        )
        latest = agreed.order_by("-version__number").values("ends_date")[:1]
        return self.annotate(extended_date=models.Subquery(latest))


class PhaseManager(models.Manager["Phase"]):
    """Nobody has to remember to ask how long a phase goes on."""

    def get_queryset(self) -> PhaseQuerySet:
        """Phases with their extensions."""
        return PhaseQuerySet(self.model, using=self._db).with_extensions()


class Phase(models.Model):
    """A stretch of a programme. A later version adds one or lets one go on longer, no more."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="phases")
    version = models.ForeignKey(Version, models.PROTECT, related_name="phases")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    what = models.TextField(max_length=1000, blank=True)
    starts_date = models.DateField()
    ends_date = models.DateField()
    ceiling_pence = models.PositiveBigIntegerField()  # the most one place may be given
    gate = models.CharField(max_length=600)  # what a place needs to enter it

    objects = PhaseManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["programme", "number"], name="programme_phase_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_date__gt=models.F("starts_date")),
                name="programme_phase_ends_later",
            ),
        )
        ordering = ("number",)

    def __str__(self) -> str:
        return f"Phase {self.number}: {self.name}"

    @property
    def last_date(self) -> date:
        """Its last day, as agreed now."""
        return getattr(self, "extended_date", None) or self.ends_date


class Extension(models.Model):
    """A phase goes on until a later day than was agreed before, and why."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="extensions")
    phase = models.ForeignKey(Phase, models.PROTECT, related_name="extensions")
    ends_date = models.DateField()
    why = models.CharField(max_length=300)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["version", "phase"], name="programme_phase_extended_once"
            ),
        )
        ordering = ("phase__number",)

    def __str__(self) -> str:
        return f"{self.phase} until {self.ends_date}"


class Says(models.TextChoices):
    YES = "YES", "Approves"
    BACK = "BACK", "Sends it back"


class Approval(models.Model):
    """What one funder said of one wording, for good: another wording is asked about again."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="approvals")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    says = models.CharField(max_length=4, choices=Says)
    words = models.TextField(max_length=1000, blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    personal: ClassVar = {"said_by": "keep: who approved for the funder"}

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["version", "organisation", "sha256"], name="programme_approval_once"
            ),
            models.CheckConstraint(
                condition=models.Q(says="YES") | ~models.Q(words=""),
                name="programme_approval_back_has_words",
            ),
        )
        ordering = ("said_at", "id")

    def __str__(self) -> str:
        return f"{self.says} of {self.organisation_id}"
