"""A support package: what a place and its supporter agreed, in days, version by version."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Now

from folkmoot.awards.models.award import Award
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import CONTRACTOR, ROLES, Role, roles_permitting
from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.people.models import Account, Organisation
from folkmoot.places.models import Place, places_of
from folkmoot.programmes.models import Programme, ProgrammeRole


class SupportKind(models.TextChoices):
    """The eight kinds of support a place can be given."""

    DATA = "data", "Analysing local data"
    PARTNERSHIPS = "partners", "Building partnerships"
    SKILLS = "skills", "Developing skills and capacity"
    TRIALS = "trials", "Trying new approaches"
    SYSTEMS = "systems", "Working with commissioners to change systems"
    MEASURING = "measuring", "Measuring what changes"
    DELIVERY = "delivery", "Overseeing that it gets done"
    FINANCE = "finance", "Finding money, social investment above all"


class SupportStage(models.TextChoices):
    DESIGNED = "DESIGNED", "Being designed together"
    AGREED = "AGREED", "Agreed"
    ACTIVE = "ACTIVE", "Under way"
    REVIEWED = "REVIEWED", "Looked back on"
    ENDED = "ENDED", "Ended"


# Where each stage may lead; the database holds it too. Designed again: a new version is written.
SUPPORT_ONWARDS: dict[str, tuple[str, ...]] = {
    "DESIGNED": ("AGREED", "ACTIVE", "ENDED"),
    "AGREED": ("ACTIVE", "DESIGNED", "ENDED"),
    "ACTIVE": ("REVIEWED", "DESIGNED", "ENDED"),
    "REVIEWED": ("ACTIVE", "DESIGNED", "ENDED"),
    "ENDED": (),
}
TONES = {
    "DESIGNED": "ochre", "AGREED": "sky", "ACTIVE": "moss", "REVIEWED": "plum", "ENDED": "quiet",
}  # fmt: skip


class OfSupport:
    """A place, a programme and one supporter: whose contractors count, and nobody else's."""

    def __init__(self, package: "SupportPackage") -> None:
        self.package = package

    def roles_of(self, user: object, *, at: datetime) -> frozenset[Role]:
        """Roles in the place and the programme; a contractor's only for the supporter."""
        it = self.package
        held = ProgrammeRole.objects.held_at(at).filter(
            account_id=getattr(user, "pk", None), programme=it.programme_id
        )
        theirs = models.Q(role=CONTRACTOR.name) & ~models.Q(organisation=it.supporter_id)
        names = held.exclude(theirs).values_list("role", flat=True)
        return it.place.roles_of(user, at=at) | frozenset(ROLES[name] for name in names)


class SupportPackageQuerySet(models.QuerySet["SupportPackage"]):
    def visible_to(self, user: object) -> Self:
        """Seen by the team of its place, by its own supporter, and by those who run or pay."""
        key: Any = getattr(user, "pk", None)
        now = models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=Now())
        held = ProgrammeRole.objects.filter(
            now, account_id=key, account__isnull=False, starts_at__lte=Now()
        )
        runs = held.filter(role__in=roles_permitting(Permission.SUPPORT_SEE)).exclude(
            role=CONTRACTOR.name
        )
        seen = (
            models.Q(place__in=places_of(user, Permission.SUPPORT_SEE))
            | models.Q(programme__in=runs.values("programme"))
            | models.Exists(self._given(held))
        )
        return self.filter(seen).select_related("place", "programme", "supporter")

    def given_by(self, user: object) -> Self:
        """Those a contractor gives for the organisation they work for, today."""
        key: Any = getattr(user, "pk", None)
        now = models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=Now())
        held = ProgrammeRole.objects.filter(
            now, account_id=key, account__isnull=False, starts_at__lte=Now()
        )
        return self.filter(models.Exists(self._given(held)))

    @staticmethod
    def _given(held: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return held.filter(
            role=CONTRACTOR.name,
            programme=models.OuterRef("programme"),
            organisation=models.OuterRef("supporter"),
        )


class SupportPackage(models.Model):
    """The support one organisation gives one place of a programme, from a day until a day."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="support")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="support")
    supporter = models.ForeignKey(Organisation, models.PROTECT, related_name="support_given")
    starts_date = models.DateField()
    ends_date = models.DateField()
    # Support is no condition of an award, unless it was stated of which.
    condition_of = models.ForeignKey(
        Award, models.PROTECT, null=True, blank=True, related_name="support_asked"
    )
    stage = models.CharField(max_length=8, choices=SupportStage, default=SupportStage.DESIGNED)
    diagnosis = models.TextField(max_length=3000, blank=True)  # where the place stands
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    review = models.TextField(max_length=2000, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=600, blank=True)

    objects = SupportPackageQuerySet.as_manager()

    personal: ClassVar = {
        "opened_by": "keep: who named the supporter",
        "reviewed_by": "keep: who looked back for the place",
    }

    class Meta:
        ordering = ("place__name", "-starts_date")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(starts_date__lte=models.F("ends_date")),
                name="support_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(stage="ENDED", ended_at__isnull=False)
                | (~models.Q(stage="ENDED") & models.Q(ended_at__isnull=True)),
                name="support_ended_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="ENDED") | ~models.Q(ended_because=""),
                name="support_ended_says_why",
            ),
            models.UniqueConstraint(
                fields=["place", "programme", "supporter"],
                condition=models.Q(ended_at__isnull=True),
                name="support_once_at_a_time",
            ),
        )
        indexes = (models.Index(fields=["supporter", "stage"], name="support_of_a_supporter"),)

    def __str__(self) -> str:
        return f"Support for {self.place}"

    @property
    def scope(self) -> OfSupport:
        """Where the roles that govern a package are held."""
        return OfSupport(self)

    @property
    def tone(self) -> str:
        """How its stage is tinted."""
        return TONES[self.stage]


class SupportVersion(models.Model):
    """One wording of a package: written by both, agreed by both, and then never changed."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    package = models.ForeignKey(SupportPackage, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=600, blank=True)  # what called for another
    drafted_at = models.DateTimeField()
    place_agreed_at = models.DateTimeField(null=True, blank=True)
    place_agreed_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    supporter_agreed_at = models.DateTimeField(null=True, blank=True)
    supporter_agreed_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+"
    )
    in_force_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar = {
        "place_agreed_by": "keep: who agreed for the place",
        "supporter_agreed_by": "keep: who agreed for the supporter",
    }

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["package", "number"], name="support_version_once"),
            models.UniqueConstraint(
                fields=["package"],
                condition=models.Q(in_force_at__isnull=True),
                name="support_version_one_written",
            ),
            models.CheckConstraint(
                condition=models.Q(in_force_at__isnull=True)
                | models.Q(place_agreed_by__isnull=False, supporter_agreed_by__isnull=False),
                name="support_in_force_by_both",
            ),
            models.CheckConstraint(
                condition=~models.Q(place_agreed_by=models.F("supporter_agreed_by")),
                name="support_agreed_by_two",
            ),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(why=""), name="support_revised_says_why"
            ),
        )

    def __str__(self) -> str:
        return f"Version {self.number}"


class SupportItem(models.Model):
    """One thing a place is helped with: the same line through all versions."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    package = models.ForeignKey(SupportPackage, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=SupportKind)
    what = models.CharField(max_length=300)
    outcome = models.CharField(max_length=300, blank=True)  # what the place will then have
    next_date = models.DateField(null=True, blank=True)  # the supporter's next day on it
    came_of_it = models.CharField(max_length=600, blank=True)  # as the place says
    stars = models.PositiveSmallIntegerField(null=True, blank=True)
    rating = models.CharField(max_length=600, blank=True)
    rated_at = models.DateTimeField(null=True, blank=True)
    rated_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    # The place says who reads its rating: those who run the programme, or the supporter as well.
    is_shown_to_supporter = models.BooleanField(default=False)

    personal: ClassVar = {"rated_by": "keep: who rated for the place"}

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["package", "number"], name="support_item_once"),
            models.CheckConstraint(condition=~models.Q(what=""), name="support_item_says_what"),
            models.CheckConstraint(
                condition=models.Q(stars__isnull=True)
                | (models.Q(stars__gte=1, stars__lte=5) & ~models.Q(rating="")),
                name="support_rating_has_words",
            ),
        )

    def __str__(self) -> str:
        return self.what


class SupportPromise(models.Model):
    """How many quarter days one version promises for one item; nought drops it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    version = models.ForeignKey(SupportVersion, models.PROTECT, related_name="promises")
    item = models.ForeignKey(SupportItem, models.PROTECT, related_name="promises")
    n_quarters = models.PositiveIntegerField()

    class Meta:
        ordering = ("item__number",)
        constraints = (
            models.UniqueConstraint(fields=["version", "item"], name="support_promise_once"),
        )

    def __str__(self) -> str:
        return f"{self.n_quarters} quarter days"
