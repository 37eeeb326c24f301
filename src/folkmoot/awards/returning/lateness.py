"""When a return is late, and who is to be reminded of it: worked out from its day."""

from dataclasses import dataclass
from datetime import date, timedelta

HOLDER, OFFICER, MANAGER = "grant holder", "finance officer", "award manager"


@dataclass(frozen=True, slots=True)
class Step:
    """One reminder: so many days from the due day, and to whom."""

    name: str
    days: int
    to: tuple[str, ...]


# Before, on the day, after: each step reaches one further.
STEPS = (
    Step("before", -14, (HOLDER,)),
    Step("day", 0, (HOLDER,)),
    Step("late", 7, (HOLDER, OFFICER)),
    Step("later", 14, (HOLDER, OFFICER, MANAGER)),
)


def is_overdue(due: date, *, is_with_recipient: bool, today: date) -> bool:
    """Whether the recipient still owes it after its day."""
    return is_with_recipient and today > due


def days_late(due: date, today: date) -> int:
    """How many days ago it was due."""
    return max(0, (today - due).days)


def step_on(due: date, today: date) -> Step | None:
    """The last step whose day has come; what was missed before it is not sent late.

    >>> step_on(date(2027, 7, 31), date(2027, 8, 8)).name
    'late'
    """
    come = [step for step in STEPS if due + timedelta(step.days) <= today]
    return come[-1] if come else None
