"""How money, days and moments are written, everywhere."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import dateformat, timezone

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


class Currency(NamedTuple):
    """How one currency is written; its smallest unit is that of ISO 4217."""

    sign: str
    before: bool = True
    thousands: str = ","
    point: str = "."
    decimals: int = 2


CURRENCIES = {
    "GBP": Currency("£"),
    "USD": Currency("$"),
    "EUR": Currency("€"),
    "PLN": Currency("zł", before=False, thousands=NO_BREAK, point=","),
    "HUF": Currency("Ft", before=False, thousands=NO_BREAK, point=","),
    "CHF": Currency("CHF", before=False, thousands=NO_BREAK),
    "JPY": Currency("¥", decimals=0),
}


def currency(code: str) -> Currency:
    """The currency with that code; one we do not know is written with its code behind."""
    code = code.upper() or "GBP"
    return CURRENCIES.get(code, Currency(code, before=False, thousands=NO_BREAK))


def money(amount: int | None, code: str = "GBP") -> str:
    """Smallest units as a sum a person would write: `money(125000)` is £1,250.

    >>> money(125050), money(-500), money(125000, "PLN")
    ('£1,250.50', '\N{MINUS SIGN}£5', '1\xa0250\xa0zł')
    """
    if amount is None:
        return ""
    style = currency(code)
    whole, part = divmod(abs(amount), 10**style.decimals)
    figures = f"{whole:,}".replace(",", style.thousands)
    if part:
        figures += f"{style.point}{part:0{style.decimals}}"
    sign = MINUS if amount < 0 else ""
    return (
        f"{sign}{style.sign}{figures}" if style.before else f"{sign}{figures}{NO_BREAK}{style.sign}"
    )


def day(when: date | datetime | None) -> str:
    """A day in words: 3 May 2027.

    >>> day(date(2027, 5, 3))
    '3 May 2027'
    """
    if when is None:
        return ""
    return dateformat.format(_local(when), "j F Y")


def moment(when: datetime | None) -> str:
    """A day and a time in words: 3 May 2027 at 7:30 pm."""
    if when is None:
        return ""
    local = _local(when)
    return f"{dateformat.format(local, 'j F Y')} at {clock_time(local.time())}"


def deadline(when: datetime | None) -> str:
    """A moment that binds, so with its time zone: 3 May 2027 at 7:30 pm (BST).

    Midnight is said with the day that ends in it, as people mean it.
    """
    if when is None:
        return ""
    local = _local(when)
    zone = _zone(local)
    if (local.hour, local.minute) == (0, 0):
        return f"midnight at the end of {day(local - timedelta(hours=1))} ({zone})"
    return f"{moment(when)} ({zone})"


def hour(when: datetime | None) -> str:
    """The time of day, with its zone: 8:30 pm (BST)."""
    if when is None:
        return ""
    local = _local(when)
    return f"{clock_time(local.time())} ({_zone(local)})"


def _zone(local: datetime) -> str:
    """BST, CET; where a zone has no letters, how far it is from universal time."""
    name = local.tzname() or "UTC"
    return name if name[0].isalpha() else f"UTC{name}"


def clock_time(at: time) -> str:
    """A time of day as it is said.

    >>> [clock_time(time(*at)) for at in ((0, 0), (9, 5), (12, 0), (19, 0))]
    ['midnight', '9:05 am', 'noon', '7 pm']
    """
    if (at.hour, at.minute) in {(0, 0), (12, 0)}:
        return "noon" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'am' if at.hour < 12 else 'pm'}"


def listed(words: list[str]) -> str:
    """Several words as a phrase.

    >>> listed(["day", "month", "year"])
    'day, month and year'
    """
    *first, last = words or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _local(when: date | datetime) -> datetime:
    """The same moment on the clock of where we are; a bare day is its midnight."""
    if not isinstance(when, datetime):
        return datetime(when.year, when.month, when.day)  # noqa: DTZ001  (a day has no time zone)
    return timezone.localtime(when) if timezone.is_aware(when) else when
