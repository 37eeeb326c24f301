"""Values handed to actions about giving and asking, before they are rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from folkmoot.organising.models.gifts import MayAsk, Tag


@dataclass(frozen=True, slots=True)
class Offered:
    """What somebody offers, who may ask for it, and how many days lie between two asks."""

    words: str
    tags: Sequence[Tag]
    may_ask: str = MayAsk.TEAM
    gap_days: int = 30


@dataclass(frozen=True, slots=True)
class Duties:
    """What somebody would do there: four questions with yes or no."""

    with_children: bool = False
    often: bool = False  # once a week or more, four days in thirty, or overnight
    watched: bool = True  # somebody who is checked is always beside them
    cares_for_adults: bool = False  # drives, shops, handles money or washes, for age or illness


@dataclass(frozen=True, slots=True)
class Needed:
    """Something that needs people."""

    title: str
    tags: Sequence[Tag]
    words: str = ""
    n_needed: int = 1
    starts_at: datetime | None = None
    duties: Duties = field(default_factory=Duties)


@dataclass(frozen=True, slots=True)
class Did:
    """What somebody did next, on which day."""

    kind: str
    done_date: date
    words: str = ""
