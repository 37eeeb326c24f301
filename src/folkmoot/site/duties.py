"""Waiting on you: one list from every room, oldest duty first."""

from datetime import datetime

from folkmoot.awards.queries.waiting import everything_waiting as awards_tasks
from folkmoot.deciding.queries.tasks import tasks_for as deciding_tasks
from folkmoot.gatherings.queries import tasks_for as gatherings_tasks
from folkmoot.granting.queries.waiting import everything_waiting as granting_tasks
from folkmoot.ideas.queries.tasks import tasks_for as ideas_tasks
from folkmoot.kernel.waiting import Waiting, in_turn
from folkmoot.learning.models import Trainer
from folkmoot.learning.queries import tasks_for as learning_tasks
from folkmoot.organising.queries.tasks import tasks_for as organising_tasks
from folkmoot.people.models import Account
from folkmoot.places.queries.teams import Teams
from folkmoot.programmes.models import ProgrammeRole
from folkmoot.programmes.queries import tasks_for as programmes_tasks
from folkmoot.site.desks import Elsewhere


def duties_of(
    account: Account, teams: Teams, elsewhere: Elsewhere, *, at: datetime
) -> list[Waiting]:
    """All that waits on a person, the longest waiting first.

    Rooms where they hold no role that anything waits on are not asked.
    """
    rooms = (deciding_tasks, ideas_tasks, organising_tasks, gatherings_tasks, awards_tasks)
    found = [task for tasks_in in rooms for task in tasks_in(account, at, teams=teams)]
    found += learning_tasks(account, at) if elsewhere[Trainer] else []
    found += programmes_tasks(account, at) if elsewhere[ProgrammeRole] else []
    found += granting_tasks(account, at)
    return in_turn(found)
