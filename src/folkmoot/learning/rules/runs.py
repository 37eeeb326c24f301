"""When a run may be planned, opened, called off; and who leads it."""

from collections.abc import Sequence
from datetime import datetime

from folkmoot.kernel.access.roles import TRAINER
from folkmoot.learning.models import (
    MOST_SESSIONS,
    Course,
    CourseEdition,
    Run,
    RunPlan,
    RunStage,
    Session,
    Trainer,
)

MOST_SEATS = 1000


def why_not_plan_run(course: Course, edition: CourseEdition | None, plan: RunPlan) -> str:
    """A course that is published is run by people who may train in it."""
    if course.closed_at:
        return "This course is no longer given."
    if edition is None:
        return "Publish the course first."
    return why_not_lead(course, plan)


def why_not_lead(course: Course, plan: RunPlan) -> str:
    """Every run has a trainer; somebody in training leads beside one, not alone."""
    if not 1 <= plan.seats <= MOST_SEATS:
        return f"For how many is there room? From 1 to {MOST_SEATS:,}."
    if any(each.course_id != course.pk for each in plan.trainers):
        return "Somebody chosen here has no permission to train in this course."
    if not any(each.role == TRAINER.name for each in plan.trainers):
        return "Choose a trainer. Somebody in training leads beside one."
    return ""


def why_not_add_session(run: Run, n_sessions: int) -> str:
    """Sessions are added until the run is called off, and no more than the course has."""
    if run.stage == RunStage.OFF:
        return "It was called off."
    if n_sessions >= min(run.edition.n_sessions, MOST_SESSIONS):
        return f"This course has {run.edition.n_sessions}, and all of them are planned."
    return ""


def why_not_open(
    run: Run, sessions: Sequence[Session], trainers: Sequence[Trainer], *, at: datetime
) -> str:
    """Opened once everybody can see when and where, and who leads it."""
    if run.stage != RunStage.DRAFT:
        return f"This is not waiting to be opened: {run.get_stage_display().lower()}."
    if len(sessions) < run.edition.n_sessions:
        n_left = run.edition.n_sessions - len(sessions)
        return f"Plan {n_left} more {'session' if n_left == 1 else 'sessions'} first."
    if all(each.gathering.ends_at <= at for each in sessions):
        return "All its sessions are over. Plan another run."
    return _led(sessions, trainers)


def _led(sessions: Sequence[Session], trainers: Sequence[Trainer]) -> str:
    """Somebody who leads it may still train when it ends."""
    last = max(each.gathering.ends_at for each in sessions)
    holding = [
        each
        for each in trainers
        if each.role == TRAINER.name and (each.ends_at is None or each.ends_at >= last)
    ]
    return "" if holding else "No trainer of this run may still train when it ends. Choose another."


def why_not_call_off(run: Run, why: str, *, is_over: bool) -> str:
    """Nobody stands before a locked door without a reason."""
    if run.stage == RunStage.OFF:
        return "It was called off already."
    if is_over:
        return "It has been held."
    if not why.strip():
        return "Say why, so that people know."
    return "Keep the reason to 300 letters." if len(why) > 300 else ""
