"""Courses are written, published and given by people who may; what was published stays."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from folkmoot.gatherings.models import Gathering, GatheringStage, Kind, OpenTo
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import CONVENOR, TRAINER
from folkmoot.kernel.rules import Refused
from folkmoot.learning import actions, rules
from folkmoot.learning.models import Course, CourseEdition, Run, RunPlan, RunStage, Session
from folkmoot.learning.tests.makers import (
    AFTER,
    FIRST,
    NOON,
    a_convenor,
    a_course,
    a_draft,
    a_meeting,
    a_place,
    a_plan,
    a_planned_run,
    a_run,
    a_trainer,
    beside,
    sessions_of,
    signed_up,
    someone,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"title": " "}, "What is the course called?"),
        ({"able_to": []}, "Say what somebody can do afterwards: one thing a line."),
        ({"hours": Decimal(0)}, "How many hours does it take? More than 0, and up to 2,000."),
        ({"n_needed": 3}, "It has 2 sessions: nobody can come to 3 of them."),
        ({"n_sessions": 41, "n_needed": 1}, "In how many sessions? From 1 to 40."),
        ({"lasts_months": 0},
         "For how many months does it hold? From 1 to 120, or leave it empty."),
        ({"able_to": ["x"] * 31}, "Keep each list to 30 lines; you have 31."),
    ],
)  # fmt: skip
def test_a_course_says_what_one_can_do_afterwards_and_asks_what_is_possible(
    more: dict[str, object], sentence: str
) -> None:
    assert rules.why_not_write(a_plan(**more)) == sentence


def test_what_was_published_stays_and_a_change_is_another_edition() -> None:
    course = a_course()
    run = a_planned_run(course)
    actions.change_course(
        course=course, plan=a_plan(title="Listening first", n_sessions=3), by=None, at=NOON
    )
    course.refresh_from_db()
    assert course.title == "Introduction to community organising"
    actions.publish_course(course=course, by=None, at=NOON)
    course.refresh_from_db()
    assert course.title == "Listening first"
    assert [each.number for each in course.editions.all()] == [2, 1]
    run.refresh_from_db()
    assert run.edition.number == 1
    first = course.editions.get(number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseEdition.objects.filter(pk=first.pk).update(hours=1)
    with pytest.raises(Refused, match="Nothing has been changed"):
        actions.publish_course(course=course, by=None, at=NOON)


def test_a_trainer_may_lead_only_their_own_course_and_only_for_their_time() -> None:
    here, there = a_place(), a_place("Elm Park")
    course, other = a_course(here), a_course(there)
    trainer = a_trainer(course)
    actions.end_trainer(trainer=trainer, by=None, at=FIRST)
    tess = trainer.account
    assert TRAINER in course.roles_of(tess, at=NOON)
    assert course.roles_of(tess, at=FIRST) == frozenset()
    assert other.roles_of(tess, at=NOON) == frozenset()
    assert CONVENOR in course.roles_of(a_convenor(here), at=NOON)
    assert other.roles_of(a_convenor(here), at=NOON) == frozenset()
    assert here.roles_of(tess, at=NOON) == frozenset()


def test_permission_to_train_is_given_once_for_each_time() -> None:
    course = a_course()
    trainer = a_trainer(course)
    with pytest.raises(Refused, match="is already trainer from 1 May 2026"):
        a_trainer(course)
    actions.end_trainer(trainer=trainer, by=None, at=FIRST)
    with pytest.raises(Refused, match="already ended"):
        actions.end_trainer(trainer=trainer, by=None, at=AFTER)


def test_somebody_in_training_leads_beside_a_trainer_and_never_alone() -> None:
    course = a_course()
    trainer, bea = a_trainer(course), beside(course)
    with pytest.raises(Refused, match="Somebody in training leads beside one"):
        actions.plan_run(course=course, plan=RunPlan(10, [bea]), by=None, at=NOON)
    run = actions.plan_run(course=course, plan=RunPlan(10, [trainer, bea]), by=None, at=NOON)
    assert {each.pk for each in run.trainers.all()} == {trainer.pk, bea.pk}
    confirm = Permission.COURSE_CONFIRM
    assert any(confirm in role.permissions for role in course.roles_of(trainer.account, at=NOON))
    assert not any(confirm in role.permissions for role in course.roles_of(bea.account, at=NOON))


def test_a_trainer_of_one_course_does_not_lead_another() -> None:
    stranger = a_trainer(a_course(a_place("Elm Park")))
    course = a_course()
    with pytest.raises(Refused, match="no permission to train in this course"):
        actions.plan_run(course=course, plan=RunPlan(10, [stranger]), by=None, at=NOON)
    run = a_planned_run(course)
    with pytest.raises(IntegrityError), transaction.atomic():
        run.trainers.add(stranger)


def test_a_session_is_a_gathering_of_the_place_for_those_who_signed_up() -> None:
    run = a_run()
    first, second = sessions_of(run)
    assert first.gathering.title == "Introduction to community organising, 1 of 2"
    assert {first.gathering.kind, second.gathering.kind} == {Kind.TRAINING}
    assert first.gathering.open_to == OpenTo.INVITED
    assert first.gathering.stage == GatheringStage.ANNOUNCED
    assert first.gathering.place == run.place
    assert run.edition.course.ref in first.gathering.ask
    elsewhere = a_run(a_course(a_place("Elm Park")))
    gathering = sessions_of(elsewhere)[0].gathering
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.create(run=run, gathering=Gathering.objects.get(pk=gathering.pk))


def test_a_run_is_opened_once_every_session_is_planned_and_somebody_may_lead_it() -> None:
    course = a_course()
    trainer = a_trainer(course)
    run = actions.plan_run(course=course, plan=RunPlan(10, [trainer]), by=None, at=NOON)
    with pytest.raises(Refused, match="Plan 2 more sessions first"):
        actions.open_run(run=run, by=None, at=NOON)
    for number in (0, 1):
        actions.add_session(run=run, meeting=a_meeting(number), by=None, at=NOON)
    with pytest.raises(Refused, match="This course has 2, and all of them are planned"):
        actions.add_session(run=run, meeting=a_meeting(2), by=None, at=NOON)
    actions.end_trainer(trainer=trainer, by=None, at=FIRST)
    with pytest.raises(Refused, match="No trainer of this run may still train when it ends"):
        actions.open_run(run=run, by=None, at=NOON)


def test_a_run_called_off_calls_off_its_sessions_and_stays_so() -> None:
    run = a_run()
    actions.call_off_run(run=run, why="The hall is flooded", by=None, at=NOON)
    run.refresh_from_db()
    assert run.stage == RunStage.OFF
    assert {each.gathering.stage for each in sessions_of(run)} == {GatheringStage.OFF}
    with pytest.raises(Refused, match="called off already"):
        actions.call_off_run(run=run, why="Again", by=None, at=NOON)
    with pytest.raises(Refused, match="It was called off"):
        signed_up(run)
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(stage=RunStage.OPEN, off_at=None, off_because="")


def test_a_session_that_is_called_off_can_be_held_on_another_day() -> None:
    from folkmoot.gatherings import actions as gatherings

    run = a_run()
    dai = signed_up(run)
    lost = sessions_of(run)[1]
    gatherings.call_off_gathering(gathering=lost.gathering, why="Snow", by=None, at=NOON)
    again = actions.add_session(run=run, meeting=a_meeting(3), by=None, at=NOON)
    again.gathering.refresh_from_db()
    assert again.gathering.stage == GatheringStage.ANNOUNCED
    assert dai.seats.filter(session=again).exists()


def test_a_course_is_closed_when_nobody_waits_for_it() -> None:
    with pytest.raises(Refused, match="has not been published"):
        actions.close_course(course=a_draft(a_place("Elm Park")), by=None, at=NOON)
    run = a_run()
    with pytest.raises(Refused, match="still to be given"):
        actions.close_course(course=run.course, by=None, at=NOON)
    actions.close_course(course=run.course, by=None, at=AFTER)
    course = Course.objects.get(pk=run.course.pk)
    with pytest.raises(Refused, match="no longer given"):
        a_planned_run(course)
    with pytest.raises(Refused, match="no longer given"):
        actions.change_course(course=course, plan=a_plan(), by=None, at=AFTER)


def test_a_draft_is_seen_by_those_who_would_lead_it_alone() -> None:
    here, there = a_place(), a_place("Elm Park")
    draft = a_draft(here)
    trainer = a_trainer(draft).account
    seen = Course.objects.visible_to
    assert draft in seen(a_convenor(here))
    assert draft in seen(trainer)
    assert draft not in seen(a_convenor(there))
    assert draft not in seen(someone("Robin"))
    actions.publish_course(course=draft, by=None, at=NOON)
    assert draft in seen(None)
