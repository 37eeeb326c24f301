"""Courses written, published, closed; and people named to train in them."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.kernel.access.roles import ROLES, Role
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.learning import rules
from folkmoot.learning.models import Course, CourseEdition, CoursePlan, RunStage, Trainer
from folkmoot.people.actions import account_for
from folkmoot.people.models import Account
from folkmoot.places.models import Place


@transaction.atomic
def write_course(*, place: Place, plan: CoursePlan, by: Account | None, at: datetime) -> Course:
    """A course that only those who would lead it see yet."""
    refuse(rules.why_not_write(plan))
    course = Course.objects.create(
        place=place, hub=plan.hub, title=plan.title.strip(), planned_at=at, planned_by=by
    )
    CourseEdition.objects.create(
        course=course, number=1, written_at=at, written_by=by, **_facts(plan)
    )
    record("course_written", about=course, by=by, at=at)
    return course


@transaction.atomic
def change_course(*, course: Course, plan: CoursePlan, by: Account | None, at: datetime) -> Course:
    """Write the next edition. Runs of the editions before stay as they were published."""
    course = locked_course(course.pk)
    refuse(rules.why_not_change(course) or rules.why_not_write(plan))
    draft = course.editions.filter(published_at__isnull=True).first()
    if draft is None:
        newest = course.editions.first()
        draft = CourseEdition(course=course, number=newest.number + 1 if newest else 1)
    for name, told in _facts(plan).items():
        setattr(draft, name, told)
    draft.written_at, draft.written_by = at, by
    draft.save()
    course.hub = plan.hub
    if course.published_at is None:
        course.title = draft.title
    course.save(update_fields=["hub", "title"])
    record("course_changed", about=course, by=by, at=at, edition=draft.number)
    return course


@transaction.atomic
def publish_course(*, course: Course, by: Account | None, at: datetime) -> Course:
    """Make what was written public. From now on it stays as it is."""
    course = locked_course(course.pk)
    draft = course.editions.filter(published_at__isnull=True).first()
    refuse(rules.why_not_publish(course, draft))
    assert draft is not None
    draft.published_at = at
    draft.save(update_fields=["published_at"])
    course.title, course.published_at = draft.title, course.published_at or at
    course.save(update_fields=["title", "published_at"])
    record("course_published", about=course, by=by, at=at, edition=draft.number)
    return course


@transaction.atomic
def close_course(*, course: Course, by: Account | None, at: datetime) -> Course:
    """It is no longer given. What people completed stays."""
    course = locked_course(course.pk)
    ahead = course.editions.filter(
        runs__stage=RunStage.OPEN, runs__sessions__gathering__ends_at__gt=at
    )
    refuse(rules.why_not_close(course, n_open=ahead.count()))
    course.closed_at = at
    course.save(update_fields=["closed_at"])
    record("course_closed", about=course, by=by, at=at)
    return course


@transaction.atomic
def name_trainer(
    *,
    course: Course,
    email: str,
    role: Role,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    by: Account | None,
    at: datetime,
) -> Trainer:
    """Give somebody permission to lead a course, as a trainer or beside one, for a time."""
    course, account = locked_course(course.pk), account_for(address=email, by=by, at=at)
    starts_at = starts_at or at
    refuse(
        rules.why_not_name_trainer(course, account, role.name, starts_at=starts_at, ends_at=ends_at)
    )
    trainer = Trainer.objects.create(
        course=course,
        account=account,
        role=ROLES[role.name].name,
        starts_at=starts_at,
        ends_at=ends_at,
        given_by=by,
    )
    record("trainer_named", about=course, by=by, at=at, role=role.name)
    return trainer


@transaction.atomic
def end_trainer(*, trainer: Trainer, by: Account | None, at: datetime) -> Trainer:
    """Somebody no longer leads the course. What they confirmed stays."""
    trainer = Trainer.objects.select_for_update(of=("self",)).get(pk=trainer.pk)
    refuse(rules.why_not_end_trainer(trainer, at=at))
    trainer.ends_at = max(at, trainer.starts_at)
    trainer.save(update_fields=["ends_at"])
    record("trainer_ended", about=trainer.course, by=by, at=at, role=trainer.role)
    return trainer


def locked_course(key: uuid.UUID) -> Course:
    """The course, held until the transaction is over."""
    rows = Course.objects.select_for_update(of=("self",)).select_related("place", "hub")
    found: Course = rows.get(pk=key)
    return found


def _facts(plan: CoursePlan) -> dict[str, object]:
    return {
        "title": plan.title.strip(),
        "about": plan.about.strip(),
        "able_to": _joined(plan.able_to),
        "units": _joined(plan.units),
        "level": plan.level.strip(),
        "before": plan.before.strip(),
        "may_train": plan.may_train.strip(),
        "hours": plan.hours,
        "n_sessions": plan.n_sessions,
        "n_needed": plan.n_needed,
        "lasts_months": plan.lasts_months,
    }


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(line.strip() for line in lines if line.strip())
