"""Makers for tests of the post."""

from django_tasks_db.management.commands.db_worker import Worker


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
