"""Values handed to actions: what was filled in, before it is anybody's row."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from folkmoot.gatherings.models.day import DayOfAction
from folkmoot.gatherings.models.gathering import AgendaItem, Childcare, OpenTo
from folkmoot.gatherings.models.guest import Guest, Reply
from folkmoot.kernel.files.checking import Checked


@dataclass(frozen=True, slots=True)
class GatheringPlan:
    """What a gathering is to be."""

    kind: str
    title: str
    starts_at: datetime
    ends_at: datetime
    where: str
    about: str = ""
    point: tuple[float, float] | None = None  # longitude, latitude
    open_to: str = OpenTo.EVERYONE
    seats: int | None = None
    childcare: str = Childcare.NONE
    access: Collection[str] = ()  # names of columns in ACCESS
    access_words: str = ""
    ask: str = ""
    agenda: Sequence[str] = ()
    day: DayOfAction | None = None


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What a day of action is to be."""

    name: str
    why: str
    starts_date: date
    ends_date: date


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody to invite: by e-mail, or in person when there is none."""

    name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Coming:
    """What somebody says about coming."""

    reply: str = Reply.COMING
    name: str = ""
    email: str = ""
    phone: str = ""
    n_people: int = 1
    n_children: int = 0
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a gathering: who came, by name or by head, and what was said."""

    came: Collection[Guest] = ()
    walked_in: Sequence[str] = ()
    n_counted: int | None = None
    said: Mapping[AgendaItem, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A photo to keep, and who can be recognised in it."""

    picture: Checked
    words: str
    is_of_nobody: bool = False
    guests: Sequence[Guest] = ()
    others: Sequence[str] = ()
    children: Sequence[str] = ()

    @property
    def n_people(self) -> int:
        """How many can be recognised."""
        return len(self.guests) + len(self.others) + len(self.children)
