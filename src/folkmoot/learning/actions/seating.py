"""Who has a seat at which session, and who moves up from the waiting list."""

from datetime import datetime

from folkmoot.gatherings import actions as gatherings
from folkmoot.gatherings.models import Coming, GatheringStage, Guest
from folkmoot.kernel.notify.actions import ask_to_call
from folkmoot.kernel.record.actions import record
from folkmoot.learning import notices
from folkmoot.learning.models import Learner, Run, Seat, Session, Standing
from folkmoot.people.models import Account


def seat(
    learner: Learner, *, only: Session | None = None, by: Account | None, at: datetime
) -> None:
    """A seat at every session that is not called off, or at one: they are expected as a guest."""
    meeting = learner.run.sessions.exclude(gathering__stage=GatheringStage.OFF)
    if only is not None:
        meeting = meeting.filter(pk=only.pk)
    sessions = {each.gathering_id: each for each in meeting.select_related("gathering")}
    told = Coming(
        name=learner.name,
        email=learner.email,
        phone=learner.phone,
        n_people=1 + learner.n_children,
        n_children=learner.n_children,
        needs=learner.needs,
    )
    gathered = [each.gathering for each in sessions.values()]
    for guest in gatherings.expect_guest(gatherings=gathered, coming=told, by=by, at=at):
        session = sessions[guest.gathering_id]
        Seat.objects.create(learner=learner, session=session, guest=guest)


def give_up_seats(learner: Learner, *, by: Account | None, at: datetime) -> None:
    """They are not expected any more at what is still to come."""
    gatherings.excuse_guest(guests=guests_of(learner), by=by, at=at)


def guests_of(learner: Learner) -> list[Guest]:
    """Who they are at each session."""
    return list(Guest.objects.filter(seat__learner=learner))


def move_up(run: Run, *, by: Account | None, at: datetime) -> int:
    """Give free seats to those who wait, in the order they came; how many.

    Whoever gave an e-mail address is written to; whoever gave a telephone number stands on the
    team's list of calls.
    """
    taken = run.learners.filter(standing=Standing.TAKING_PART).count()
    waiting = run.learners.filter(standing=Standing.WAITING).order_by("signed_up_at", "id")
    moved = list(waiting[: max(run.seats - taken, 0)])
    for learner in moved:
        learner.run = run
        learner.standing, learner.seated_at = Standing.TAKING_PART, at
        learner.save(update_fields=["standing", "seated_at"])
        seat(learner, by=by, at=at)
        _tell(learner, by=by, at=at)
        record("learner_moved_up", about=run, by=by, at=at)
    return len(moved)


def _tell(learner: Learner, *, by: Account | None, at: datetime) -> None:
    if learner.email:
        notices.moved_up(learner, by=by, at=at)
    elif learner.phone:
        ask_to_call(
            to=f"{learner.name or 'Somebody'}\n{learner.phone}",
            subject="A place on a course is free",
            text=notices.words_of_moving_up(learner),
            about=learner,
            within=learner.run.place,
            by=by,
            at=at,
        )
