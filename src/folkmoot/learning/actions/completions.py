"""Who came, who has completed, and what was withdrawn."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from folkmoot.gatherings import actions as gatherings
from folkmoot.gatherings.models import Gathering, Report
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.learning import notices, rules
from folkmoot.learning.actions.runs import locked_learner, locked_run
from folkmoot.learning.models import Completion, Learner, Run, Seat, Session, Way
from folkmoot.people.models import Account

CAME = Q(seats__guest__came_at__isnull=False)


@transaction.atomic
def note_attendance(
    *,
    session: Session,
    came: Sequence[Learner],
    n_counted: int | None = None,
    by: Account | None,
    at: datetime,
) -> Gathering:
    """Keep who came to a session, by name, by head, or both; told again, the later holds."""
    seats = Seat.objects.filter(session=session).select_related("guest")
    of_learners = {each.learner_id: each.guest for each in seats}
    refuse(
        "Somebody ticked here has no place at this session."
        if any(each.pk not in of_learners for each in came)
        else ""
    )
    # Whoever was noted at the door without taking part in the course stays noted.
    others = session.gathering.guests.filter(came_at__isnull=False, seat__isnull=True)
    report = Report(came=[*(of_learners[each.pk] for each in came), *others], n_counted=n_counted)
    gathering = gatherings.tell_what_came_of_it(
        gathering=session.gathering, report=report, by=by, at=at
    )
    record("attendance_noted", about=session, by=by, at=at, by_name=len(came))
    return gathering


@transaction.atomic
def confirm_completions(
    *, run: Run, learners: Sequence[Learner], by: Account | None, at: datetime
) -> int:
    """A trainer says who has completed; all of them, or none. How many."""
    run, begun = locked_run(run.pk), _begun(run, at)
    refuse("" if learners else "Tick who has completed it.")
    keys = [each.pk for each in learners]
    rows = run.learners.filter(pk__in=keys).select_related("completion")
    found: list[Any] = list(rows.annotate(n_came=Count("seats", filter=CAME)))
    refuse("" if len(found) == len(set(keys)) else "Somebody ticked here is in another run.")
    for learner in found:
        learner.run = run
        done = getattr(learner, "completion", None)
        refuse(rules.why_not_complete(learner, done, n_came=learner.n_came, has_begun=begun))
        _complete(learner, Way.CAME, "", by=by, at=at)
        record("course_completed", about=run, by=by, at=at)
    return len(found)


@transaction.atomic
def recognise_learning(
    *, learner: Learner, because: str, by: Account | None, at: datetime
) -> Completion:
    """Somebody could do it already: that counts as completed, and says why."""
    learner = locked_learner(learner)
    refuse(
        rules.why_not_recognise(
            learner, completion_of(learner), because, has_begun=_begun(learner.run, at)
        )
    )
    completion = _complete(learner, Way.KNEW, because.strip(), by=by, at=at)
    record("learning_recognised", about=learner.run, by=by, at=at)
    return completion


@transaction.atomic
def withdraw_completion(
    *, completion: Completion, why: str, by: Account | None, at: datetime
) -> Completion:
    """It no longer counts; the learner reads why. Certificates and badges of it say so."""
    learner = locked_learner(completion.learner)
    completion = Completion.objects.select_for_update(of=("self",)).get(pk=completion.pk)
    completion.learner = learner
    refuse(rules.why_not_withdraw(completion, why))
    completion.withdrawn_at, completion.withdrawn_by = at, by
    completion.withdrawn_because = why.strip()
    completion.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    notices.withdrawn(learner, why.strip(), by=by, at=at)
    record("completion_withdrawn", about=learner.run, by=by, at=at)
    return completion


def completion_of(learner: Learner) -> Completion | None:
    """What they completed, withdrawn or not."""
    return Completion.objects.filter(learner=learner).first()


def _complete(
    learner: Learner, way: Way, because: str, *, by: Account | None, at: datetime
) -> Completion:
    return Completion.objects.create(
        learner=learner,
        way=way,
        because=because,
        confirmed_at=at,
        confirmed_by=by,
        ends_at=rules.lasts_until(learner.run.edition.lasts_months, at),
    )


def _begun(run: Run, at: datetime) -> bool:
    return run.sessions.filter(gathering__starts_at__lte=at).exists()
