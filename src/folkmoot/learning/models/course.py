"""Courses: what one can do afterwards, in editions that stay as they were published."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Now

from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import Role, roles_in
from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.people.models import Account, Organisation, RoleHeld, RoleHeldQuerySet
from folkmoot.places.models import Place, places_of

MOST_SESSIONS = 40


class CourseQuerySet(models.QuerySet["Course"]):
    def visible_to(self, user: object) -> Self:
        """What has been published is public; what is being written is seen by those who lead."""
        seen = models.Q(published_at__isnull=False) | led_by(user)
        return self.filter(seen).select_related("place", "hub")

    def on_offer(self) -> Self:
        """Published, and still given."""
        return self.filter(published_at__isnull=False, closed_at__isnull=True)


class Course(models.Model):
    """Something people learn together, kept by one place; what it teaches is in its editions."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="courses")
    # The hub: the organisation that answers for the course, here and perhaps in other places.
    hub = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="courses"
    )
    title = models.CharField(max_length=120)  # of the newest edition, for lists
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)  # first
    closed_at = models.DateTimeField(null=True, blank=True)  # no longer given

    objects = CourseQuerySet.as_manager()

    personal: ClassVar = {"planned_by": "keep: who answers for the course"}

    class Meta:
        ordering = ("title", "id")
        constraints = (
            models.CheckConstraint(condition=~models.Q(title=""), name="course_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(published_at__isnull=False),
                name="course_closed_was_published",
            ),
        )
        indexes = (models.Index(fields=["place", "closed_at"], name="course_given_in"),)

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> "Course":
        """Where the roles that govern a course are held: in it, and in its place."""
        return self

    @property
    def awarded_by(self) -> str:
        """Who stands behind a certificate."""
        return self.hub.name if self.hub else self.place.name

    def roles_of(self, user: object, *, at: datetime) -> frozenset[Role]:
        """Roles this user holds in the course, and in the place that keeps it."""
        here = Trainer.objects.filter(course=self).roles_of(user, at=at)
        return here | self.place.roles_of(user, at=at)


class CourseEdition(models.Model):
    """What a course teaches and asks. Published, it stays; a change is another edition."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    course = models.ForeignKey(Course, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    about = models.TextField(max_length=1500, blank=True)
    able_to = models.TextField(max_length=1500)  # what one can do afterwards, one thing a line
    units = models.TextField(max_length=3000, blank=True)  # what is done, one thing a line
    level = models.CharField(max_length=80, blank=True)  # such as “Level 2”, or “For beginners”
    before = models.CharField(max_length=400, blank=True)  # what one needs to have done first
    may_train = models.CharField(max_length=400, blank=True)  # who may lead it
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    n_sessions = models.PositiveSmallIntegerField(default=1)
    n_needed = models.PositiveSmallIntegerField(default=1)  # sessions one must have come to
    lasts_months = models.PositiveSmallIntegerField(null=True, blank=True)  # None: for good
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar = {"written_by": "keep: who answers for the words"}

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["course", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["course"],
                condition=models.Q(published_at__isnull=True),
                name="edition_one_being_written",
            ),
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(able_to=""),
                name="edition_says_what_and_what_for",
            ),
            models.CheckConstraint(
                condition=models.Q(n_sessions__gte=1, n_sessions__lte=MOST_SESSIONS)
                & models.Q(n_needed__gte=1, n_needed__lte=models.F("n_sessions")),
                name="edition_needs_no_more_than_there_is",
            ),
            models.CheckConstraint(
                condition=models.Q(hours__gt=0, hours__lte=2000), name="edition_takes_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"

    @property
    def outcomes(self) -> list[str]:
        """What one can do afterwards, one by one."""
        return self.able_to.splitlines()

    @property
    def parts(self) -> list[str]:
        """What is done, in order."""
        return self.units.splitlines()

    @property
    def rule(self) -> str:
        """When it is completed, in one sentence."""
        if self.n_sessions == 1:
            came = "Come to the session"
        elif self.n_needed == self.n_sessions:
            came = f"Come to all {self.n_sessions} sessions"
        else:
            came = f"Come to at least {self.n_needed} of {self.n_sessions} sessions"
        return f"{came}, and a trainer confirms that you can do what it is for."


class TrainerQuerySet(RoleHeldQuerySet):
    def visible_to(self, user: object) -> Self:
        """Who leads a course is seen by those who lead it."""
        return self.filter(led_by(user, "course")).select_related("course__place")


class Trainer(RoleHeld):
    """Permission to lead one course, from one day until another."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="trainers")

    objects: ClassVar = TrainerQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__in=[role.name for role in roles_in("course")]),
                name="trainer_role_is_one",
            ),
            models.UniqueConstraint(
                fields=["course", "account", "role"],
                condition=models.Q(ends_at__isnull=True),
                name="trainer_role_once",
            ),
        )

    @property
    def scope(self) -> Course:
        """Where the right to give and end this role is held."""
        return self.course


def led_by(user: object, course: str = "") -> models.Q:
    """That a row's course is led by this user: from its place, or as a trainer of it.

    `course` is how the row reaches the course; "" when it is one.
    """
    before, key = (f"{course}__", course) if course else ("", "pk")
    here = places_of(user, Permission.COURSE_LEAD)
    return models.Q(**{f"{before}place__in": here}) | models.Q(
        **{f"{key}__in": courses_led_by(user)}
    )


def courses_led_by(user: object) -> models.QuerySet[Trainer, dict[str, object]]:
    """Courses this user may lead now, as a trainer or beside one; for another query."""
    now = Now()
    key: Any = getattr(user, "pk", None)
    held = Trainer.objects.filter(
        models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=now),
        account_id=key,
        account__isnull=False,
        starts_at__lte=now,
    )
    return held.values("course")
