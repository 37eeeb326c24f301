"""Values handed to actions: what was asked for, before it is anybody's row."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Contact:
    """Who someone is, the name they want shown, and how to tell them what became of it."""

    name: str = ""
    shown_name: str = ""
    reach_by: str = "none"
    email: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheet something was written on."""

    date: date
    number: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An officers' answer, before it is given."""

    finding: str
    reason: str
    would_need: str = ""
    cost_least_pence: int | None = None
    cost_most_pence: int | None = None
    certainty: str = ""
    running_pence: int | None = None
    running_by: str = ""
    land: str = "open"
    land_words: str = ""
    consents: str = "open"
    consents_words: str = ""
    equality: str = "open"
    equality_words: str = ""
