"""Values handed to actions: what was filled in, before it is anybody's row."""

from dataclasses import dataclass
from datetime import date, datetime

from folkmoot.granting.models.call import CallKind, WhenTwo
from folkmoot.people.models import Organisation
from folkmoot.places.models import Place
from folkmoot.programmes.models import Phase


@dataclass(frozen=True, slots=True)
class CallPlan:
    """What a call asks for, of whom, and how it is decided."""

    name: str
    kind: str = CallKind.EXPRESSION
    phase: Phase | None = None
    by_invitation: bool = False
    what: str = ""
    who: str = ""
    how: str = ""
    decided_by_date: date | None = None
    most_pence: int | None = None


@dataclass(frozen=True, slots=True)
class CallRules:
    """What an application needs besides its answers."""

    n_partners_wanted: int = 0
    wants_endorsement: bool = False
    one_per_area: bool = False
    when_two: str = WhenTwo.FUNDERS


@dataclass(frozen=True, slots=True)
class Window:
    """When a call is open: from the one moment until the other."""

    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Area:
    """An official area, by its code."""

    code: str
    name: str
    region: str = ""
    setting: str = ""


@dataclass(frozen=True, slots=True)
class First:
    """A question asked before anybody applies."""

    text: str
    otherwise: str
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Beginning:
    """Who applies, for what."""

    title: str
    lead: Organisation | str  # one we know; or a name, of one we know or do not know yet
    area_code: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Council:
    """Whom in the council we ask to stand behind an application."""

    council: str
    name: str
    email: str
    post: str = "Chief executive"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the programme asks about one answer."""

    key: str
    words: str
    turn: int = 0
