"""Waiting on you: one list from every room, oldest duty first."""

from datetime import datetime

from folkmoot.deciding.queries.tasks import tasks_for as deciding_tasks
from folkmoot.ideas.queries.tasks import tasks_for as ideas_tasks
from folkmoot.kernel.waiting import Task
from folkmoot.people.models import Account


def duties_of(account: Account, *, at: datetime) -> list[Task]:
    """All that waits on a person, the longest waiting first."""
    found = [*deciding_tasks(account, at), *ideas_tasks(account, at)]
    return sorted(found, key=lambda task: (task.since, task.href))
