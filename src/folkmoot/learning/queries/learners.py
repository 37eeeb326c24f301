"""Who takes part in a run, who came, who has completed; and one learner as they read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet

from folkmoot.gatherings.models import Childcare, Gathering, GatheringStage
from folkmoot.kernel import links
from folkmoot.learning.models import (
    Completion,
    Learner,
    Run,
    Seat,
    Session,
    Standing,
)
from folkmoot.learning.queries.courses import RunRow, run_row
from folkmoot.organising.models import Neighbour
from folkmoot.organising.queries import notes_about

MOST_LISTED = 1000


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """Somebody who takes part: to how many sessions they came, and whether they completed."""

    learner: Learner
    n_came: int
    completion: Completion | None
    needed: int

    @property
    def is_ready(self) -> bool:
        """Whether a trainer may say that they have completed it."""
        told = self.completion is not None or self.learner.forgotten_at is not None
        return not told and self.n_came >= self.needed

    @property
    def has_completed(self) -> bool:
        """Whether they completed it, and that stands."""
        return self.completion is not None and self.completion.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class RunPage:
    """A run as those who lead it see it."""

    row: RunRow
    sessions: list[Session]
    taking: list[LearnerRow]
    waiting: list[Learner]
    n_left: int

    @property
    def ready(self) -> list[Learner]:
        """Those who came as often as is needed, and of whom nothing has been said."""
        return [row.learner for row in self.taking if row.is_ready]


@dataclass(frozen=True, slots=True)
class Own:
    """What somebody has of one run: for their own eyes."""

    learner: Learner
    row: RunRow
    n_came: int
    completion: Completion | None
    n_before: int  # how many wait before them


def run_page(run: Run, *, at: datetime) -> RunPage:
    """A run with everybody in it; seven queries, however many."""
    sessions = run.sessions.select_related("gathering")
    everybody = list(_with_came(run.learners.all())[:MOST_LISTED])
    needed = run.edition.n_needed
    for each in everybody:
        each.run = run
    return RunPage(
        row=run_row(run, at=at),
        sessions=list(sessions),
        taking=[
            LearnerRow(each, each.n_came, getattr(each, "completion", None), needed)
            for each in everybody
            if each.standing == Standing.TAKING_PART
        ],
        waiting=[each for each in everybody if each.standing == Standing.WAITING],
        n_left=sum(each.standing == Standing.LEFT for each in everybody),
    )


def expected_at(session: Session) -> list[tuple[Learner, bool]]:
    """Who has a seat at a session, by name, and whether they came; one query."""
    seats = Seat.objects.filter(session=session).exclude(learner__standing=Standing.LEFT)
    rows = seats.select_related("learner", "guest").order_by("learner__name", "learner__id")
    return [(each.learner, each.guest.came_at is not None) for each in rows[:MOST_LISTED]]


def came_to(run: Run) -> set[tuple[UUID, UUID]]:
    """Which learner came to which session of a run; one query."""
    came = Seat.objects.filter(session__run=run, guest__came_at__isnull=False)
    return set(came.values_list("learner", "session"))


def learner_row(learner: Learner) -> LearnerRow:
    """One learner; one query."""
    found = _with_came(Learner.objects.filter(pk=learner.pk)).get()
    done = getattr(found, "completion", None)
    if done is not None:
        done.learner = learner
    return LearnerRow(learner, found.n_came, done, learner.run.edition.n_needed)


def learner_by_secret(secret: str) -> Learner | None:
    """Whose private link this is; nobody's when they took their name back."""
    rows = Learner.objects.known().select_related(
        "run__edition__course__place", "run__edition__course__hub", "neighbour"
    )
    found: Learner | None = rows.filter(secret_hash=links.hash_of(secret)).first()
    return found


def own_of(learner: Learner, *, at: datetime) -> Own:
    """What somebody has of one run; six queries."""
    row, run = learner_row(learner), run_row(learner.run, at=at)
    before = Q(signed_up_at__lt=learner.signed_up_at)
    ahead = learner.run.learners.filter(before, standing=Standing.WAITING)
    return Own(learner, run, row.n_came, row.completion, ahead.count())


def courses_of_neighbour(neighbour: Neighbour, *, at: datetime) -> list[LearnerRow]:
    """What somebody the team knows takes part in and has completed, also under a note that was
    joined with theirs; one query.
    """
    theirs = Learner.objects.filter(neighbour__in=notes_about(neighbour), forgotten_at=None)
    rows = _with_came(theirs)
    found = rows.select_related(
        "completion__confirmed_by", "run__edition__course__place", "run__edition__course__hub"
    )
    listed = []
    for each in found.order_by("-signed_up_at", "-id")[:200]:
        done = getattr(each, "completion", None)
        if done is not None:
            done.learner = each
        listed.append(LearnerRow(each, each.n_came, done, each.run.edition.n_needed))
    return listed


def minds_children(run: Run) -> bool:
    """Whether somebody looks after children at one of its sessions; one query."""
    there = Gathering.objects.filter(session__run=run).exclude(stage=GatheringStage.OFF)
    return there.exclude(childcare=Childcare.NONE).exists()


def runs_to_confirm(courses: Sequence[UUID], *, at: datetime) -> list[Any]:
    """Runs that are over, where somebody came as often as is needed and nothing was said of it."""
    untold = Learner.objects.filter(
        run__edition__course__in=courses,
        standing=Standing.TAKING_PART,
        completion__isnull=True,
        forgotten_at__isnull=True,
    )
    ready = _with_came(untold.order_by()).filter(n_came__gte=F("run__edition__n_needed"))
    over = Run.objects.filter(edition__course__in=courses).annotate(
        last=Max("sessions__gathering__ends_at")
    )
    waiting = over.filter(pk__in=ready.values("run"), last__lte=at)
    return list(waiting.select_related("edition__course__place").order_by("last", "id")[:50])


def _with_came(learners: QuerySet[Learner]) -> QuerySet[Any]:
    """With to how many sessions each came, and what they completed."""
    came = Count("seats", filter=Q(seats__guest__came_at__isnull=False))
    counted: QuerySet[Any] = learners.annotate(n_came=came)
    return counted.select_related("completion", "neighbour__person")
