"""The periods of an award, regular or as somebody writes them down, and when they are due."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MOST_PERIODS = 60
SHAPE = re.compile(r"\s*(?P<starts>.+?)\s+to\s+(?P<ends>.+?)\s*,\s*due\s+(?P<due>.+?)\s*\Z", re.I)
DAYS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%Y-%m-%d")
EXAMPLE = "1 April 2027 to 30 June 2027, due 31 July 2027"


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of an award, first and last day, and the day by which it is reported."""

    starts: date
    ends: date
    due: date


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last of that month.

    >>> months_after(date(2027, 1, 31), 1)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def regular(starts: date, ends: date, *, months: int, due_days: int) -> list[Period]:
    """Periods of so many months one after the other, the last one cut at the end.

    >>> [str(each.ends) for each in regular(date(2027, 1, 1), date(2027, 8, 31), months=3,
    ...                                     due_days=30)]
    ['2027-03-31', '2027-06-30', '2027-08-31']
    """
    found: list[Period] = []
    try:
        while len(found) < MOST_PERIODS:
            first = months_after(starts, months * len(found))
            if first > ends:
                break
            last = min(months_after(starts, months * (len(found) + 1)) - timedelta(1), ends)
            found.append(Period(first, last, last + timedelta(due_days)))
    except (ValueError, OverflowError):
        return found  # the calendar ends in the year 9999
    return found


def read_period(line: str) -> Period | None:
    """A period as somebody writes it; None when it cannot be read.

    >>> read_period("1 April 2027 to 30 June 2027, due 31 July 2027").due
    datetime.date(2027, 7, 31)
    """
    found = SHAPE.match(line)
    days = [_day(found[name]) for name in ("starts", "ends", "due")] if found else []
    first, last, due = [*days, None, None, None][:3]
    return Period(first, last, due) if first and last and due else None


def _day(said: str) -> date | None:
    for form in DAYS:
        try:
            return datetime.strptime(" ".join(said.split()), form).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    return None


def what_is_wrong(periods: Sequence[Period], *, starts: date, taken: Sequence[Period] = ()) -> str:
    """One sentence about the first period that cannot be; "" when all can.

    `taken` are periods that were planned before.
    """
    if not periods or len(periods) + len(taken) > MOST_PERIODS:
        return f"An award has 1 to {MOST_PERIODS} returns."
    known = list(taken)
    for number, each in enumerate(periods, 1):
        if each.ends < each.starts:
            return f"Period {number} ends before it begins."
        if each.due < each.ends:
            return f"Period {number} is due before it is over."
        if each.starts < starts:
            return f"Period {number} begins before the award does."
        if any(each.starts <= other.ends and other.starts <= each.ends for other in known):
            return f"Period {number} runs into another one."
        known.append(each)
    return ""


def spread(pence: int, n: int) -> list[int]:
    """A sum over so many periods, in whole pence: what does not divide goes to the first ones.

    >>> spread(100, 3)
    [34, 33, 33]
    """
    whole, left = divmod(pence, n) if n else (0, 0)
    return [whole + (at < left) for at in range(n)]
