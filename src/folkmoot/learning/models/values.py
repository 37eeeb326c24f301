"""Values handed to actions: what was filled in, before it is anybody's row."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from folkmoot.learning.models.course import Trainer
from folkmoot.organising.models import Neighbour
from folkmoot.people.models import Organisation


@dataclass(frozen=True, slots=True)
class CoursePlan:
    """What a course is to teach and to ask."""

    title: str
    able_to: Sequence[str]
    hours: Decimal
    about: str = ""
    units: Sequence[str] = ()
    level: str = ""
    before: str = ""
    may_train: str = ""
    n_sessions: int = 1
    n_needed: int = 1
    lasts_months: int | None = None
    hub: Organisation | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and where one session is to be."""

    starts_at: datetime
    ends_at: datetime
    where: str
    access: Sequence[str] = ()
    access_words: str = ""
    childcare: str = "none"


@dataclass(frozen=True, slots=True)
class SignUp:
    """What somebody tells of themselves when they sign up: as little as they like."""

    name: str = ""
    email: str = ""
    phone: str = ""
    n_children: int = 0
    needs: str = ""
    neighbour: Neighbour | None = None
    sent_as: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class RunPlan:
    """How a run is to be: for how many, led by whom."""

    seats: int
    trainers: Sequence[Trainer]


@dataclass(frozen=True, slots=True)
class BadgeWish:
    """What somebody wants their badge to say of them: their name, or nothing one can read."""

    shown_name: str = ""
