"""Something that waits on one person: every room lists its own, the site shows one list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

MOST_ALIKE = 5  # so many of one kind stand by themselves; beyond that, a few speak for all
FIRST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Task:
    """Something one person can do now, and what happens if nobody does.

    Attributes:
        n_alike: how many of this kind wait at this place, when the room lists only the first of
            them; 1 when each is listed.
        together: address of the page where all of this kind stand, "" when there is none.
    """

    title: str
    about: str
    place: str
    since: datetime
    href: str
    otherwise: str
    n_alike: int = 1
    together: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One entry of the list: a task, or many of a kind with the oldest of them by name."""

    first: Task
    alike: tuple[Task, ...]
    number: int

    @property
    def is_many(self) -> bool:
        """Whether one entry stands for a whole heap."""
        return self.number > MOST_ALIKE

    @property
    def named(self) -> tuple[Task, ...]:
        """Those of a heap that have waited longest."""
        return self.alike[:FIRST_SHOWN]

    @property
    def folded(self) -> tuple[Task, ...]:
        """The others, where no page of their own shows them together."""
        return () if self.first.together else self.alike[FIRST_SHOWN:]


def in_turn(tasks: Iterable[Task]) -> list[Waiting]:
    """The longest waiting first; more than five of one kind at one place make one entry.

    A person with two hundred proposals to answer has one thing to go to, not two hundred lines
    with everything else lost among them.
    """
    kinds: dict[tuple[str, str], list[Task]] = {}
    for task in sorted(tasks, key=lambda task: (task.since, task.href)):
        kinds.setdefault((task.title, task.place), []).append(task)
    duties = [duty for alike in kinds.values() for duty in _entries(alike)]
    return sorted(duties, key=lambda duty: (duty.first.since, duty.first.href))


def _entries(alike: list[Task]) -> list[Waiting]:
    number = max(len(alike), *(task.n_alike for task in alike))
    if number > MOST_ALIKE:
        return [Waiting(alike[0], tuple(alike), number)]
    return [Waiting(task, (task,), 1) for task in alike]
