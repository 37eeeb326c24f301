"""What falls due on which day, to the penny, from the terms of a loan."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from folkmoot.awards.lending.terms import Counted, Repaid, Terms

LENDING = "lending/1"
YEAR = 365  # days, in leap years too, as lenders in Britain count


@dataclass(frozen=True, slots=True)
class Due:
    """One payment as planned: its day, its parts and what is still owed after it, in pence."""

    on_date: date
    interest: int
    capital: int
    owed_after: int

    @property
    def pence(self) -> int:
        """Interest and capital together."""
        return self.interest + self.capital


@dataclass(frozen=True, slots=True)
class Plan:
    """All the payments of a loan in their order, and the terms they were worked out from."""

    terms: Terms
    dues: tuple[Due, ...]
    rule: str = LENDING

    @property
    def interest(self) -> int:
        """What the loan costs beyond what was lent, in pence."""
        return sum(due.interest for due in self.dues)


def plan(terms: Terms) -> Plan:
    """The payments of a loan, each a whole number of pence.

    Interest of each period is worked out exactly on what is owed and rounded once, half a
    penny upwards; what was rounded away is not carried on. A level payment is the smallest
    whole number of pence with which the loan is cleared and no interest is left unpaid, so
    the last payment is that or a little less. Equal capital that does not divide is made up
    by one penny more in the earliest payments. Time grows with the number of payments
    (level: times the logarithm of the sum), memory with their number.

    Examples
    --------
    £1,000 for a quarter of a year at 12 %, repaid month by month:

    >>> from datetime import date
    >>> from folkmoot.awards.lending import Counted, Drawdown, Terms
    >>> lent = Drawdown(date(2027, 1, 1), 100_000)
    >>> terms = Terms(
    ...     (lent,), Fraction(12, 100), date(2027, 2, 1), 3, counted=Counted.MONTHS
    ... )
    >>> [(due.interest, due.capital, due.owed_after) for due in plan(terms).dues]
    [(1000, 33003, 66997), (670, 33333, 33664), (337, 33664, 0)]
    """
    if terms.repaid is Repaid.LEVEL:
        return Plan(terms, _at_a_level(terms))
    parts = _parts(terms)
    return Plan(terms, tuple(_walked(terms, lambda number, _interest, _owed: parts[number])))


def _parts(terms: Terms) -> list[int]:
    """The capital of each payment where it does not hang on the interest."""
    repaying = terms.payments - terms.interest_only
    if terms.repaid is Repaid.AT_THE_END:
        return [0] * (terms.payments - 1) + [terms.lent]
    share, over = divmod(terms.lent, repaying)
    return [0] * terms.interest_only + [share + (at < over) for at in range(repaying)]


def _at_a_level(terms: Terms) -> tuple[Due, ...]:
    """The plan with the smallest level payment that does; more always does, so halve the gap."""
    least, most = 0, terms.lent + max(due.interest for due in _lasting(terms)) + 1
    while most - least > 1:
        middle = (least + most) // 2
        if _does(terms, middle):
            most = middle
        else:
            least = middle
    return tuple(_walked(terms, _paying(terms, most)))


def _lasting(terms: Terms) -> list[Due]:
    """What would be due if nothing were repaid to the end: no payment can need more."""
    return _walked(terms, lambda _number, _interest, _owed: 0)


def _paying(terms: Terms, level: int) -> Callable[[int, int, int], int]:
    def capital(number: int, interest: int, owed: int) -> int:
        return 0 if number < terms.interest_only else min(level - interest, owed)

    return capital


def _does(terms: Terms, level: int) -> bool:
    dues = _walked(terms, _paying(terms, level))
    return dues[-1].owed_after == 0 and all(due.capital >= 0 for due in dues)


def _walked(terms: Terms, capital: Callable[[int, int, int], int]) -> list[Due]:
    """Go from payment to payment, told what capital each repays of what is owed."""
    dues: list[Due] = []
    owed, since = 0, terms.begins_date
    waiting = sorted((each.on_date, each.pence) for each in terms.drawdowns)
    for number in range(terms.payments):
        day = terms.due_date(number)
        arriving = [each for each in waiting if each[0] <= day]
        waiting = waiting[len(arriving) :]
        interest = rounded(_interest(terms, owed, since, day, arriving))
        owed += sum(pence for _, pence in arriving)
        repaid = capital(number, interest, owed)
        owed -= repaid
        dues.append(Due(day, interest, repaid, owed))
        since = day
    return dues


def _interest(
    terms: Terms, owed: int, since: date, until: date, arriving: Sequence[tuple[date, int]]
) -> Fraction:
    """The exact interest of one period on what is owed and on what arrives within it."""
    if terms.counted is Counted.MONTHS:
        whole = owed + sum(pence for _, pence in arriving)
        return whole * terms.rate * Fraction(terms.every_months, 12)
    penny_days = owed * (until - since).days
    penny_days += sum(pence * (until - day).days for day, pence in arriving)
    return terms.rate * Fraction(penny_days, YEAR)


def rounded(pence: Fraction) -> int:
    """Whole pence, half a penny upwards."""
    return (2 * pence.numerator + pence.denominator) // (2 * pence.denominator)
