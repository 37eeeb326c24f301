"""Reading the list of long work."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Model

from folkmoot.kernel.jobs.models import Job, State

LONG_WAIT = timedelta(seconds=15)  # for a worker that is there
LOOK_AGAIN = 0.03  # seconds between looks at a job that should end soon


def latest_job(kind: str, about: Model) -> Job | None:
    """The latest job of this kind about this thing, ended or not."""
    return Job.objects.about(about).filter(kind=kind).order_by("-put_at", "-id").first()


def ended_within(job: Job, seconds: float) -> bool:
    """Wait a moment for work that may be short; whether it was done.

    Only after the transaction that put it on the list: nobody can see it before.
    """
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        job.refresh_from_db(fields=["state", "ended_at"])
        if not job.is_under_way:
            break
        time.sleep(LOOK_AGAIN)
    return job.state == State.DONE


@dataclass(frozen=True, slots=True)
class Standing:
    """How a job stands, for a page."""

    job: Job
    is_waiting_long: bool  # is there a worker at all?

    @property
    def words(self) -> str:
        """How much of it is done; "" when nobody can say."""
        return f"{self.job.n_done} of {self.job.n_all} parts done" if self.job.n_all else ""

    @property
    def is_stopping(self) -> bool:
        """Asked to stop, and not stopped yet."""
        return self.job.is_under_way and self.job.stop_asked_at is not None


def standing_of(job: Job, at: datetime) -> Standing:
    """How a job stands now."""
    waiting = job.state == State.WAITING and at - max(job.put_at, job.due_at) > LONG_WAIT
    return Standing(job, is_waiting_long=waiting)
