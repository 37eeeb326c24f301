"""Values handed to actions: what was filled in, before it is anybody's row."""

from dataclasses import dataclass
from datetime import date, datetime

from folkmoot.kernel.access.roles import Role
from folkmoot.people.models import Organisation
from folkmoot.programmes.models.versions import DecisionRule


@dataclass(frozen=True, slots=True)
class Terms:
    """What a programme is for and how it decides."""

    principles: str
    rule: str = DecisionRule.ALL
    quorum: int = 1
    delegations: tuple[str, ...] = ()
    first_year: int = 2027
    n_years: int = 3
    why: str = ""


@dataclass(frozen=True, slots=True)
class CriterionPlan:
    """What places are assessed on, and how much of a hundred it counts."""

    name: str
    weight: int


@dataclass(frozen=True, slots=True)
class PhasePlan:
    """A stretch of a programme."""

    name: str
    starts_date: date
    ends_date: date
    ceiling_pence: int
    gate: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Appointment:
    """Who is to be what, for which organisation, from when (now) until when (open)."""

    email: str
    role: Role
    organisation: Organisation | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
