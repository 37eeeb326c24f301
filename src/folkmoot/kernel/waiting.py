"""Something that waits on one person: every room lists its own, the site shows one list."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Task:
    """Something one person can do now, and what happens if nobody does."""

    title: str
    about: str
    place: str
    since: datetime
    href: str
    otherwise: str
