"""Makers for tests of the post."""

from datetime import UTC, datetime

from django_tasks_db.management.commands.db_worker import Worker

from folkmoot.kernel.record.models import Event

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def a_thing() -> Event:
    """Something to write about: any row of any table would do."""
    return Event(kind="soup_cooked", at=NOON, about="the hall")


def a_worker() -> Worker:
    """One that ends when there is nothing left to do."""
    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="tests",
        excluded_queue_names=[],
    )
