"""What lender and borrower have agreed: sums, days, rate, and the way it is repaid."""

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from fractions import Fraction

from folkmoot.kernel.rules import Refused

MOST_PAYMENTS = 1_200  # a hundred years of months: more is a slip of the pen


class Repaid(StrEnum):
    """How the capital comes back."""

    LEVEL = auto()  # the same sum each time, interest and capital together
    EQUAL_CAPITAL = auto()  # the same capital each time, interest on what is left
    AT_THE_END = auto()  # interest each time, all of the capital with the last payment


class Counted(StrEnum):
    """How long a stretch of time is, for the interest on it."""

    DAYS = auto()  # days over 365, in leap years too
    MONTHS = auto()  # months over twelve, however many days they have


@dataclass(frozen=True, slots=True)
class Drawdown:
    """A sum handed over on a day, in pence."""

    on_date: date
    pence: int


@dataclass(frozen=True, slots=True)
class Terms:
    """One loan as agreed. `rate` is a year's interest on one penny, so 6 % is Fraction(6, 100).

    Payments fall on `first_date` and every `every_months` after it, on the same day of the
    month or on the last when the month is too short. The first `interest_only` of them
    repay no capital. Nothing is drawn down once capital is being repaid.

    Raises
    ------
    Refused
        Nothing is lent, a sum or the rate is below nought, the days are out of order, or
        interest by months is asked for a loan that is not drawn down a period before.
    """

    drawdowns: tuple[Drawdown, ...]
    rate: Fraction
    first_date: date
    payments: int
    every_months: int = 1
    repaid: Repaid = Repaid.LEVEL
    interest_only: int = 0
    counted: Counted = Counted.DAYS

    def __post_init__(self) -> None:
        """Refuse what no plan could be made of, with the sentence that says why."""
        if why := _why_not_sums(self) or _why_not_days(self):
            raise Refused(why)

    @property
    def lent(self) -> int:
        """All that is drawn down, in pence."""
        return sum(each.pence for each in self.drawdowns)

    @property
    def begins_date(self) -> date:
        """The day of the first drawdown, from which interest is counted."""
        return min(each.on_date for each in self.drawdowns)

    def due_date(self, number: int) -> date:
        """The day of the payment with this number; the first is 0."""
        return months_after(self.first_date, number * self.every_months)


def months_after(day: date, months: int) -> date:
    """The same day of a later (or earlier) month, or that month's last when it is too short.

    >>> months_after(date(2027, 1, 31), 1)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _why_not_sums(terms: Terms) -> str:
    if not terms.drawdowns:
        return "A loan needs at least one sum that is handed over."
    if any(each.pence <= 0 for each in terms.drawdowns):
        return "Each sum handed over is a penny or more."
    if terms.rate < 0:
        return "The rate of interest is nought or more."
    if not 1 <= terms.payments <= MOST_PAYMENTS:
        return f"A loan is repaid in 1 to {MOST_PAYMENTS} payments."
    if terms.every_months < 1:
        return "Payments are at least a month apart."
    if not 0 <= terms.interest_only < terms.payments:
        return "At least one payment must repay capital."
    return ""


def _why_not_days(terms: Terms) -> str:
    if terms.begins_date >= terms.first_date:
        return "The first payment falls after the day the loan begins."
    # Until capital is repaid what is owed may still grow; from then on it only falls.
    turning = months_after(terms.first_date, terms.interest_only * terms.every_months)
    if any(each.on_date >= turning for each in terms.drawdowns):
        return "Everything is handed over before the first payment that repays capital."
    if terms.counted is Counted.MONTHS and (
        len(terms.drawdowns) > 1
        or months_after(terms.begins_date, terms.every_months) != terms.first_date
    ):
        return (
            "Interest by months needs one sum, handed over exactly one period before the "
            "first payment; count days instead."
        )
    return ""
