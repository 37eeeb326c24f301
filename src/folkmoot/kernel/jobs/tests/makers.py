"""Makers for tests of long work."""

from datetime import UTC, datetime, timedelta

from folkmoot.kernel.jobs.actions import put_job
from folkmoot.kernel.jobs.kinds import Doer
from folkmoot.kernel.jobs.models import Job
from folkmoot.kernel.jobs.working import Worker
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.record.models import Event

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
KIND = "tests.weigh"


class Watch:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        """The time it shows."""
        return self.at

    def on(self, by: timedelta) -> None:
        """Let time pass."""
        self.at += by


def a_thing() -> Event:
    """Something that work can be about."""
    event = Event(kind="made", at=NOON, about="tests")
    return record("made", about=event, by=None, at=NOON)


def a_job(about: Event | None = None) -> Job:
    """Work on the list since noon."""
    return put_job(kind=KIND, about=about or a_thing(), by=None, at=NOON)


def a_worker(doer: Doer, watch: Watch) -> Worker:
    """Someone who knows how to do it."""
    return Worker(tell_time=watch, kinds={KIND: doer})
