"""Courses to choose from, and one course with its runs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Max, Min, Q

from folkmoot.gatherings.models import Gathering, GatheringStage
from folkmoot.learning.models import (
    Course,
    CourseEdition,
    Learner,
    Run,
    RunStage,
    Session,
    Standing,
    Trainer,
)
from folkmoot.people.models import Organisation
from folkmoot.places.models import Place

MOST_COURSES = 300
MOST_AHEAD = 60
MOST_OVER = 12


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run as one sees it: when, how full, whether it is over."""

    run: Run
    meetings: list[Gathering]
    trainers: list[str]
    n_taking: int
    n_waiting: int
    is_over: bool

    @property
    def n_free(self) -> int:
        """How many more have room."""
        return max(self.run.seats - self.n_taking, 0)

    @property
    def first(self) -> Gathering | None:
        """The first meeting that is planned."""
        return self.meetings[0] if self.meetings else None


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course in a list, and when one can next begin it."""

    course: Course
    edition: CourseEdition | None
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class CoursePage:
    """One course: what it is now, what is being written, when it is given, who leads it."""

    course: Course
    edition: CourseEdition | None  # published
    draft: CourseEdition | None
    ahead: list[RunRow]
    over: list[RunRow]
    n_over: int

    @property
    def shown(self) -> CourseEdition | None:
        """What the page tells: what is published, else what is being written."""
        return self.edition or self.draft


def courses_in(place: Place, user: object, *, at: datetime) -> list[CourseRow]:
    """The courses of a place, by title; three queries."""
    found = Course.objects.visible_to(user).filter(place=place, closed_at__isnull=True)
    return _rows(list(found[:MOST_COURSES]), at)


def courses_of(hub: Organisation, user: object, *, at: datetime) -> list[CourseRow]:
    """The courses for which an organisation answers, in all places; three queries."""
    found = Course.objects.visible_to(user).filter(hub=hub, closed_at__isnull=True)
    return _rows(list(found.order_by("place__name", "title", "id")[:MOST_COURSES]), at)


def courses_everywhere(*, at: datetime) -> list[CourseRow]:
    """What anyone can learn, in every place, the soonest first; three queries."""
    found = Course.objects.visible_to(None).on_offer()
    rows = _rows(list(found[:MOST_COURSES]), at)
    return sorted(rows, key=lambda row: (row.next_at is None, row.next_at or at))


def newest_edition(course: Course, *, published: bool) -> CourseEdition | None:
    """The newest that is published, or the one being written."""
    return course.editions.filter(published_at__isnull=not published).first()


def course_page(course: Course, user: object, *, at: datetime) -> CoursePage:
    """One course with what is to come and the last of what was; the same queries for any number."""
    editions = list(course.editions.all()[:2])
    runs = Run.objects.visible_to(user).filter(edition__course=course)
    planned = runs.annotate(
        first=Min("sessions__gathering__starts_at"), last=Max("sessions__gathering__ends_at")
    )
    ahead = planned.filter(Q(last__gt=at) | Q(last=None)).order_by(F("first").asc(), "id")
    over = planned.filter(last__lte=at).order_by("-first", "id")
    listed = run_rows([*ahead[:MOST_AHEAD], *over[:MOST_OVER]], at=at)
    return CoursePage(
        course=course,
        edition=next((each for each in editions if each.published_at), None),
        draft=next((each for each in editions if not each.published_at), None),
        ahead=[row for row in listed if not row.is_over],
        over=[row for row in listed if row.is_over],
        n_over=over.count(),
    )


def run_rows(runs: Sequence[Run], *, at: datetime) -> list[RunRow]:
    """Runs with their meetings, who leads them and how full they are; three queries."""
    keys = [run.pk for run in runs]
    meetings: dict[UUID, list[Gathering]] = {}
    rows = Session.objects.filter(run__in=keys).exclude(gathering__stage=GatheringStage.OFF)
    for session in rows.select_related("gathering"):
        meetings.setdefault(session.run_id, []).append(session.gathering)
    leading: dict[UUID, list[str]] = {}
    held = Run.trainers.through.objects.filter(run__in=keys).select_related("trainer__account")
    for each in held.order_by("trainer__role", "trainer__account__name"):
        leading.setdefault(each.run_id, []).append(each.trainer.account.shown_name())
    numbers = _numbers(keys)
    return [
        RunRow(
            run=run,
            meetings=meetings.get(run.pk, []),
            trainers=leading.get(run.pk, []),
            n_taking=numbers.get(run.pk, (0, 0))[0],
            n_waiting=numbers.get(run.pk, (0, 0))[1],
            is_over=_is_over(meetings.get(run.pk, []), at),
        )
        for run in runs
    ]


def run_row(run: Run, *, at: datetime) -> RunRow:
    """One run with its meetings; three queries."""
    return run_rows([run], at=at)[0]


def trainers_of(course: Course, *, at: datetime) -> list[Trainer]:
    """Who may lead a course now, or from a later day; one query."""
    held = Trainer.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), course=course)
    return list(held.select_related("account").order_by("-role", "account__name", "id"))


def _is_over(meetings: Iterable[Gathering], at: datetime) -> bool:
    ends = [each.ends_at for each in meetings]
    return bool(ends) and max(ends) <= at


def _numbers(keys: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    counted = Learner.objects.filter(run__in=keys).order_by().values("run")
    found = counted.annotate(
        taking=Count("pk", filter=Q(standing=Standing.TAKING_PART)),
        waiting=Count("pk", filter=Q(standing=Standing.WAITING)),
    )
    return {row["run"]: (row["taking"], row["waiting"]) for row in found}


def _rows(courses: Sequence[Course], at: datetime) -> list[CourseRow]:
    keys = [course.pk for course in courses]
    editions: dict[UUID, CourseEdition] = {}
    for edition in CourseEdition.objects.filter(course__in=keys).order_by("number"):
        if edition.published_at or edition.course_id not in editions:
            editions[edition.course_id] = edition
    ahead = Run.objects.filter(edition__course__in=keys, stage=RunStage.OPEN).order_by()
    begins = ahead.annotate(first=Min("sessions__gathering__starts_at")).filter(first__gt=at)
    starts: dict[UUID, datetime] = {}
    for key, first in begins.values_list("edition__course", "first"):
        starts[key] = min(first, starts.get(key, first))
    return [CourseRow(each, editions.get(each.pk), starts.get(each.pk)) for each in courses]
