"""The worker: takes one job after another, and is none the worse for one that fails."""

import logging
import threading
from collections.abc import Mapping
from datetime import timedelta

from django.db import DatabaseError, close_old_connections, connection

from folkmoot.kernel.jobs.holding import (
    end_job,
    put_back_lapsed,
    take_job,
    try_again_later,
)
from folkmoot.kernel.jobs.kinds import Doer, known_kinds
from folkmoot.kernel.jobs.models import State
from folkmoot.kernel.jobs.rules import LEASE
from folkmoot.kernel.jobs.running import Clock, Lost, Running, Stopped
from folkmoot.kernel.rules import Refused

log = logging.getLogger("folkmoot.jobs")

LOOK_AGAIN = 0.25  # seconds between looks at an empty list
AFTER_TROUBLE = 5.0  # seconds before the database is asked again


class Worker:
    """Does what is on the list, one at a time. Any number of them may run beside each other.

    Parameters
    ----------
    tell_time : function returning datetime
        The clock.
    lease : timedelta
        How long a job stays held without a sign of life.
    kinds : mapping of str to function, optional
        What it does; all that this copy of Folkmoot knows, when nothing is said.
    """

    def __init__(
        self,
        *,
        tell_time: Clock,
        lease: timedelta = LEASE,
        kinds: Mapping[str, Doer] | None = None,
    ) -> None:
        self._now, self._lease = tell_time, lease
        self._kinds = known_kinds() if kinds is None else kinds

    def work_one(self) -> bool:
        """Do one job, if there is one to do; whether there was."""
        put_back_lapsed(at=self._now())
        job = take_job(self._kinds.keys(), at=self._now(), lease=self._lease)
        if job is None:
            return False
        with Running(job, tell_time=self._now, lease=self._lease) as running:
            self._do(running)
        return True

    def work(self, leave: threading.Event) -> None:
        """Do what there is until told to leave; a job that has begun is done first."""
        while not leave.is_set():
            try:
                close_old_connections()
                if not self.work_one():
                    leave.wait(LOOK_AGAIN)
            except DatabaseError as failure:
                log.error("The list cannot be read (%s).", type(failure).__name__)
                connection.close()
                leave.wait(AFTER_TROUBLE)

    def _do(self, running: Running) -> None:
        job = running.job
        try:
            self._kinds[job.kind](running)
        except Lost:
            log.warning("%s: another worker holds it now.", job)
        except Stopped:
            end_job(job, State.STOPPED, at=self._now())
        except Refused as refusal:
            end_job(job, State.FAILED, at=self._now(), because=str(refusal)[:300])
        except Exception:
            log.exception("%s (%s) failed at try %d.", job, job.pk, job.tries)
            try_again_later(job, at=self._now())
        else:
            end_job(job, State.DONE, at=self._now())
