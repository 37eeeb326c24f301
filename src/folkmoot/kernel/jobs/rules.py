"""Why long work may not be stopped; how long it is held, and how often it is tried."""

from datetime import timedelta

from folkmoot.kernel.jobs.models import Job

# A worker says every few seconds that it lives. One that has been silent for so long is dead,
# and its work may be taken by another.
LEASE = timedelta(seconds=30)
PAUSES = (timedelta(seconds=5), timedelta(seconds=20))  # before the second try, and the third
MOST_TRIES = len(PAUSES) + 1


def why_not_stop(job: Job) -> str:
    """Why this may not be asked to stop."""
    return "" if job.is_under_way else "That has ended already."
