"""One job in the hands of the worker that does it."""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Self

from django.db import DatabaseError, connection, transaction

from folkmoot.kernel.jobs.holding import end_job, held
from folkmoot.kernel.jobs.models import Job, State

log = logging.getLogger("folkmoot.jobs")

Clock = Callable[[], datetime]
BEAT = 1.0  # seconds between two beats


class Stopped(Exception):
    """Somebody asked for this work to stop."""


class Lost(Exception):
    """Another worker holds this job now: change nothing."""


class Running:
    """What a function that does long work is given.

    Attributes
    ----------
    job : Job
        What is to be done. `job.thing` is the key of what it is about.
    now : function returning datetime
        The clock.

    While the work goes on a second thread keeps the job held, writes down how far it is and
    looks whether it should stop; `report` only leaves a note for it, and may be called as often
    as one likes.
    """

    def __init__(self, job: Job, *, tell_time: Clock, lease: timedelta) -> None:
        self.job, self.now, self._lease = job, tell_time, lease
        self._note = (0, 0, "")
        self._written = self._note
        self._beaten_at = tell_time()
        self._stop, self._lost, self._over = (threading.Event() for _ in range(3))
        self._pulse = threading.Thread(target=self._beat, name="folkmoot-pulse", daemon=True)

    def report(self, n_done: int, n_all: int, saying: str = "") -> None:
        """Say how far it is, and look up.

        Raises Stopped when somebody asked for that, Lost when another has taken over: let them
        pass.
        """
        self._note = (n_done, n_all, saying[:120])
        if self._lost.is_set():
            raise Lost
        if self._stop.is_set():
            raise Stopped

    @contextlib.contextmanager
    def last_step(self) -> Iterator[None]:
        """One transaction in which the work is written down and the job ends, or neither.

        Whoever is no longer the holder writes nothing: Lost is raised, and all is undone.
        """
        with transaction.atomic():
            if not end_job(self.job, State.DONE, at=self.now()):
                raise Lost
            yield

    def __enter__(self) -> Self:
        if not connection.in_atomic_block:  # another thread would see nothing of this one's
            self._pulse.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._pulse.ident is not None:
            self._pulse.join()

    def _beat(self) -> None:
        try:
            while not self._over.wait(BEAT):
                try:
                    self._say_it_lives()
                except DatabaseError as failure:
                    log.warning("A beat was missed (%s).", type(failure).__name__)
                    connection.close()
        finally:
            connection.close()

    def _say_it_lives(self) -> None:
        at, note = self.now(), self._note
        if note != self._written or at - self._beaten_at > self._lease / 4:
            n_done, n_all, saying = note
            told = {"n_done": n_done, "n_all": n_all, "saying": saying}
            if not held(self.job).update(held_until=at + self._lease, **told):
                self._lost.set()
            self._written, self._beaten_at = note, at
        if held(self.job).filter(stop_asked_at__isnull=False).exists():
            self._stop.set()
