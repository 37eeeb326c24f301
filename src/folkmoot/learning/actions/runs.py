"""Runs planned, opened, changed, called off; and their sessions, which are gatherings."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from folkmoot.gatherings import actions as gatherings
from folkmoot.gatherings.models import Gathering, GatheringPlan, GatheringStage, Kind, OpenTo
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.learning import notices, rules
from folkmoot.learning.actions.seating import move_up, seat
from folkmoot.learning.models import (
    Course,
    Learner,
    Meeting,
    Run,
    RunPlan,
    RunStage,
    Session,
    Standing,
)
from folkmoot.people.models import Account


@transaction.atomic
def plan_run(*, course: Course, plan: RunPlan, by: Account | None, at: datetime) -> Run:
    """A run of the newest edition, which only those who lead it see yet."""
    edition = course.editions.filter(published_at__isnull=False).first()
    refuse(rules.why_not_plan_run(course, edition, plan))
    assert edition is not None
    run = Run.objects.create(edition=edition, seats=plan.seats, planned_at=at, planned_by=by)
    run.trainers.set(plan.trainers)
    record("run_planned", about=run, by=by, at=at)
    return locked_run(run.pk)


@transaction.atomic
def change_run(*, run: Run, plan: RunPlan, by: Account | None, at: datetime) -> Run:
    """Who leads it, and for how many there is room; those who waited move up."""
    run = locked_run(run.pk)
    refuse("It was called off." if run.stage == RunStage.OFF else "")
    refuse(rules.why_not_lead(run.edition.course, plan))
    run.seats = plan.seats
    run.save(update_fields=["seats"])
    run.trainers.set(plan.trainers)
    record("run_changed", about=run, by=by, at=at)
    if run.stage == RunStage.OPEN:
        move_up(run, by=by, at=at)
    return run


@transaction.atomic
def add_session(*, run: Run, meeting: Meeting, by: Account | None, at: datetime) -> Session:
    """One more session: a gathering of the place, for those who signed up."""
    run = locked_run(run.pk)
    held = run.sessions.exclude(gathering__stage=GatheringStage.OFF).count()
    refuse(rules.why_not_add_session(run, held))
    plan = _gathering_of(run, meeting, held + 1)
    gathering = gatherings.plan_gathering(place=run.place, plan=plan, by=by, at=at)
    session = Session.objects.create(run=run, gathering=gathering)
    if run.stage == RunStage.OPEN:
        gatherings.announce_gathering(gathering=gathering, by=by, at=at)
        for learner in run.learners.filter(standing=Standing.TAKING_PART):
            learner.run = run
            seat(learner, only=session, by=by, at=at)
    record("session_added", about=run, by=by, at=at)
    return session


@transaction.atomic
def open_run(*, run: Run, by: Account | None, at: datetime) -> Run:
    """Let people sign up; its sessions stand among the gatherings of the place."""
    run = locked_run(run.pk)
    sessions = _sessions(run)
    refuse(rules.why_not_open(run, sessions, list(run.trainers.all()), at=at))
    hidden = [
        each.gathering
        for each in sessions
        if each.gathering.stage == GatheringStage.DRAFT and each.gathering.ends_at > at
    ]
    gatherings.announce_gatherings(gatherings=hidden, by=by, at=at)
    run.stage, run.opened_at = RunStage.OPEN, at
    run.save(update_fields=["stage", "opened_at"])
    record("run_opened", about=run, by=by, at=at)
    return run


@transaction.atomic
def call_off_run(*, run: Run, why: str, by: Account | None, at: datetime) -> Run:
    """It does not take place, or ends early; everyone whose address we have is told."""
    run = locked_run(run.pk)
    sessions = _sessions(run)
    over = bool(sessions) and all(each.gathering.ends_at <= at for each in sessions)
    refuse(rules.why_not_call_off(run, why, is_over=over and run.stage == RunStage.OPEN))
    ahead = [
        each.gathering
        for each in sessions
        if each.gathering.ends_at > at and each.gathering.stage != GatheringStage.HELD
    ]
    gatherings.call_off_gatherings(gatherings=ahead, why=why, by=by, at=at)
    waiting = run.learners.filter(standing=Standing.WAITING).exclude(email="")
    for learner in waiting:
        learner.run = run
        notices.called_off(learner, why, by=by, at=at)
    run.stage, run.off_at, run.off_because = RunStage.OFF, at, why.strip()
    run.save(update_fields=["stage", "off_at", "off_because"])
    record("run_called_off", about=run, by=by, at=at)
    return run


def locked_run(key: uuid.UUID) -> Run:
    """The run, held until the transaction is over."""
    rows = Run.objects.select_for_update(of=("self",))
    found: Run = rows.select_related("edition__course__place", "edition__course__hub").get(pk=key)
    return found


def is_over(run: Run, at: datetime) -> bool:
    """Whether its last session has ended."""
    ahead = Gathering.objects.filter(session__run=run, ends_at__gt=at)
    return not ahead.exclude(stage=GatheringStage.OFF).exists()


def locked_learner(learner: Learner) -> Learner:
    """The learner as they are now; their run is held until the transaction is over."""
    run = locked_run(learner.run_id)
    found: Learner = Learner.objects.select_related("neighbour__person").get(pk=learner.pk)
    found.run = run
    return found


def _sessions(run: Run) -> list[Session]:
    rows = run.sessions.exclude(gathering__stage=GatheringStage.OFF)
    return list(rows.select_related("gathering"))


def _gathering_of(run: Run, meeting: Meeting, number: int) -> GatheringPlan:
    edition = run.edition
    several = f", {number} of {edition.n_sessions}" if edition.n_sessions > 1 else ""
    page = settings.SITE_ADDRESS + reverse("learning:course", args=[edition.course.ref])
    return GatheringPlan(
        kind=Kind.TRAINING,
        title=edition.title[: 120 - len(several)] + several,
        about=edition.about,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        where=meeting.where,
        open_to=OpenTo.INVITED,
        childcare=meeting.childcare,
        access=meeting.access,
        access_words=meeting.access_words,
        ask=f"Sign up on the page of the course: {page}",
    )
