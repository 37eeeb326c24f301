"""Makers: the shortest way to say what a test about courses needs."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import CONVENOR, ORGANISER, TRAINER, TRAINER_IN_TRAINING, Role
from folkmoot.learning import actions
from folkmoot.learning.models import (
    Completion,
    Course,
    CoursePlan,
    Learner,
    Meeting,
    Run,
    RunPlan,
    Session,
    SignUp,
    Trainer,
)
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from folkmoot.places.tests.makers import a_place, someone, someone_with

__all__ = ["a_place", "someone"]

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
FIRST = NOON + timedelta(days=20)  # when the first session begins
A_WEEK = timedelta(days=7)
AFTER = FIRST + 2 * A_WEEK  # when two sessions are over


def a_plan(**more: Any) -> CoursePlan:
    facts: dict[str, Any] = {
        "title": "Introduction to community organising",
        "able_to": ["Listen to somebody at their door", "Tell what was heard"],
        "units": ["Why we listen", "At the door"],
        "hours": Decimal(12),
        "n_sessions": 2,
        "n_needed": 2,
    }
    return CoursePlan(**(facts | more))


def in_the_team(place: Place, role: Role, name: str) -> Account:
    account = someone(f"{name} of {place.name}")
    if role in place.roles_of(account, at=NOON):
        return account
    return someone_with(role, place, name=account.name)


def a_convenor(place: Place) -> Account:
    return in_the_team(place, CONVENOR, "Cora")


def an_organiser(place: Place) -> Account:
    return in_the_team(place, ORGANISER, "Olive")


def a_draft(place: Place | None = None, **more: Any) -> Course:
    """A course that is being written."""
    place = place or a_place()
    return actions.write_course(place=place, plan=a_plan(**more), by=a_convenor(place), at=NOON)


def a_course(place: Place | None = None, **more: Any) -> Course:
    """A course that is published."""
    draft = a_draft(place, **more)
    return actions.publish_course(course=draft, by=draft.planned_by, at=NOON)


def a_trainer(course: Course, name: str = "Tess", *, role: Role = TRAINER) -> Trainer:
    """Somebody who may train in the course, from now on."""
    email = someone(f"{name} of {course.place.name}").email
    return actions.name_trainer(course=course, email=email, role=role, by=None, at=NOON)


def beside(course: Course, name: str = "Bea") -> Trainer:
    """Somebody in training, who leads beside a trainer."""
    return a_trainer(course, name, role=TRAINER_IN_TRAINING)


def a_planned_run(course: Course | None = None, *, seats: int = 12, **more: Any) -> Run:
    """A run with its sessions, a week apart, that only those who lead it see."""
    course = course or a_course()
    trainer = course.trainers.filter(role=TRAINER.name).first() or a_trainer(course)
    run = actions.plan_run(course=course, plan=RunPlan(seats, [trainer]), by=None, at=NOON)
    for number in range(run.edition.n_sessions):
        actions.add_session(run=run, meeting=a_meeting(number, **more), by=None, at=NOON)
    return run


def a_meeting(number: int = 0, **more: Any) -> Meeting:
    begins = FIRST + number * A_WEEK
    facts: dict[str, Any] = {"starts_at": begins, "ends_at": begins + timedelta(hours=6)}
    return Meeting(**({"where": "The hall on Mill Lane"} | facts | more))


def a_run(course: Course | None = None, *, seats: int = 12, **more: Any) -> Run:
    """A run that people can sign up for."""
    return actions.open_run(run=a_planned_run(course, seats=seats, **more), by=None, at=NOON)


def signed_up(run: Run, name: str = "Dai", *, at: datetime = NOON, **more: Any) -> Learner:
    """Somebody who takes part, or waits."""
    learner, _ = actions.sign_up(run=run, wish=SignUp(name=name, **more), by=None, at=at)
    return learner


def sessions_of(run: Run) -> list[Session]:
    return list(run.sessions.select_related("gathering"))


def came(run: Run, *learners: Learner, to: int | None = None) -> None:
    """They came to every session, or to the first few."""
    for session in sessions_of(run)[:to]:
        over = session.gathering.ends_at
        actions.note_attendance(session=session, came=learners, by=None, at=over)


def completed(learner: Learner, *, at: datetime = AFTER) -> Completion:
    """They came to everything, and a trainer said so."""
    came(learner.run, learner)
    by = learner.run.trainers.first()
    actions.confirm_completions(
        run=learner.run, learners=[learner], by=by.account if by else None, at=at
    )
    return Completion.objects.get(learner=learner)


def page(name: str, *named: object) -> str:
    """The address of a page of this room."""
    return reverse(f"learning:{name}", args=named)


def at_moment(monkeypatch: pytest.MonkeyPatch, when: datetime) -> None:
    """Let the pages think it is another moment."""
    monkeypatch.setattr(clock, "now", lambda: when)
