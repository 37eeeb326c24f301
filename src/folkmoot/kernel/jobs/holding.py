"""How a worker takes work, keeps it, and lets it go.

Each change is one `UPDATE` that names what the row must still be, and the number of rows it
changed says whether it happened. So two workers never hold one job, on SQLite and on
PostgreSQL, whatever they know of each other, and nobody waits for a lock to find out.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet

from folkmoot.kernel.jobs.models import Job, State
from folkmoot.kernel.jobs.rules import MOST_TRIES, PAUSES

NEVER_ENDED = (
    "It was begun several times and never came to its end. Ask whoever looks after this server."
)
WENT_WRONG = "Something went wrong. Whoever looks after this server finds the reason in its log."


def take_job(kinds: Collection[str], *, at: datetime, lease: timedelta) -> Job | None:
    """Take the job that has waited longest of these kinds; None when there is none to take."""
    while True:
        due = Job.objects.filter(kind__in=kinds, state=State.WAITING, due_at__lte=at)
        job = due.order_by("due_at", "id").first()
        if job is None:
            return None
        mine = Job.objects.filter(pk=job.pk, state=State.WAITING, tries=job.tries)
        held = {"state": State.RUNNING, "held_until": at + lease, "tries": F("tries") + 1}
        if mine.update(**held, n_done=0, n_all=0, saying=""):
            job.refresh_from_db()
            return job


def put_back_lapsed(*, at: datetime) -> int:
    """Free what dead workers held: to be done again, stopped, or given up. How many."""
    lapsed = Job.objects.filter(state=State.RUNNING, held_until__lt=at)
    if not lapsed.exists():  # looking is cheaper than writing, and this is done often
        return 0
    ended: dict[str, Any] = {"held_until": None, "ended_at": at}
    stopped = lapsed.filter(stop_asked_at__isnull=False).update(state=State.STOPPED, **ended)
    worn = lapsed.filter(tries__gte=MOST_TRIES)
    failed = worn.update(state=State.FAILED, because=NEVER_ENDED, **ended)
    return stopped + failed + lapsed.update(state=State.WAITING, held_until=None, due_at=at)


def held(job: Job) -> QuerySet[Job]:
    """The row, as long as it is still held by whoever took it with this number."""
    return Job.objects.filter(pk=job.pk, state=State.RUNNING, tries=job.tries)


def end_job(job: Job, state: State, *, at: datetime, because: str = "") -> bool:
    """Write down how it ended; whether it was still ours to say."""
    ended = held(job).update(state=state, held_until=None, ended_at=at, because=because)
    return ended == 1


def try_again_later(job: Job, *, at: datetime) -> bool:
    """After a failure: put it back for later, or give it up when it was tried often enough."""
    if held(job).filter(stop_asked_at__isnull=False).exists():
        return end_job(job, State.STOPPED, at=at)
    if job.tries >= MOST_TRIES:
        return end_job(job, State.FAILED, at=at, because=WENT_WRONG)
    later = at + PAUSES[job.tries - 1]
    return held(job).update(state=State.WAITING, held_until=None, due_at=later) == 1
