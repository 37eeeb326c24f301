"""How a loan stands on a day: what was paid, what is late, what would clear it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from folkmoot.awards.lending.plan import YEAR, Due, Plan, rounded
from folkmoot.awards.lending.terms import Counted
from folkmoot.kernel.rules import Refused


@dataclass(frozen=True, slots=True)
class Received:
    """A sum that came back on a day, in pence."""

    on_date: date
    pence: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a loan stands at the end of a day, in pence.

    `paid` has, for each due of the plan, what has been paid of its interest and of its capital.
    `late_interest` and `late_capital` are the unpaid parts of dues of earlier days; a due is
    late on the day after its own. `ahead` came before it was due.
    """

    on_date: date
    paid: tuple[tuple[int, int], ...]
    late_interest: int
    late_capital: int
    ahead: int
    capital_owed: int
    late_since_date: date | None
    days_late: int
    next_due: Due | None

    @property
    def late(self) -> int:
        """All that is late, in pence."""
        return self.late_interest + self.late_capital


@dataclass(frozen=True, slots=True)
class Settlement:
    """What would clear a loan on a day, in pence."""

    on_date: date
    capital: int
    interest: int

    @property
    def pence(self) -> int:
        """Capital and interest together."""
        return self.capital + self.interest


def standing(plan: Plan, received: Iterable[Received], on_date: date) -> Standing:
    """How the loan stands at the end of `on_date`, after what was received up to then.

    Money goes to the oldest due first, and there to interest before capital. What came before
    its day is held against the next dues and brings the interest of the plan no lower, nor
    does money that is late bring it higher: that takes a new plan, which both sides agree.

    Raises
    ------
    Refused
        A sum received is nought or less, or more came than the whole plan asks.

    Examples
    --------
    >>> from folkmoot.awards.lending import Counted, Drawdown, Terms, plan
    >>> lent = Drawdown(date(2027, 1, 1), 100_000)
    >>> terms = Terms(
    ...     (lent,), Fraction(12, 100), date(2027, 2, 1), 3, counted=Counted.MONTHS
    ... )
    >>> now = standing(plan(terms), [Received(date(2027, 2, 1), 20_000)], date(2027, 2, 10))
    >>> now.late_interest, now.late_capital, now.days_late
    (0, 14003, 9)
    """
    came = [each.pence for each in received if each.on_date <= on_date]
    if any(pence <= 0 for pence in came):
        raise Refused("A sum that came back is a penny or more.")
    left = sum(came)
    if left > sum(due.pence for due in plan.dues):
        raise Refused("More came back than the whole loan asks.")
    paid, ahead = [], 0
    for due in plan.dues:
        interest = min(left, due.interest)
        capital = min(left - interest, due.capital)
        left -= interest + capital
        ahead += (interest + capital) * (due.on_date > on_date)
        paid.append((interest, capital))
    return _told(plan, tuple(paid), ahead, on_date)


def _told(plan: Plan, paid: tuple[tuple[int, int], ...], ahead: int, on_date: date) -> Standing:
    short = [
        (due.on_date, due.interest - interest, due.capital - capital)
        for due, (interest, capital) in zip(plan.dues, paid, strict=True)
        if due.on_date < on_date and interest + capital < due.pence
    ]
    since = short[0][0] if short else None
    lent = sum(each.pence for each in plan.terms.drawdowns if each.on_date <= on_date)
    return Standing(
        on_date=on_date,
        paid=paid,
        late_interest=sum(interest for _, interest, _ in short),
        late_capital=sum(capital for _, _, capital in short),
        ahead=ahead,
        capital_owed=lent - sum(capital for _, capital in paid),
        late_since_date=since,
        days_late=(on_date - since).days if since else 0,
        next_due=next((due for due in plan.dues if due.on_date >= on_date), None),
    )


def settlement(plan: Plan, received: Iterable[Received], on_date: date) -> Settlement:
    """What would clear the loan on a day: capital owed, unpaid interest, and interest since.

    Interest since the last due is counted on what the plan says is owed, by days (when the
    plan counts months: the same part of the period's interest as has passed of its days).

    Raises
    ------
    Refused
        As `standing` does, or when the loan has not begun.
    """
    if on_date < plan.terms.begins_date:
        raise Refused("The loan has not begun on that day.")
    now = standing(plan, received, on_date)
    behind = [(due, paid) for due, paid in zip(plan.dues, now.paid, strict=True)]
    asked = sum(due.interest for due, _ in behind if due.on_date <= on_date)
    paid = sum(interest for _, (interest, _) in behind)
    since = _interest_since(plan, on_date)
    return Settlement(on_date, now.capital_owed, asked + since - paid)


def _interest_since(plan: Plan, on_date: date) -> int:
    """The interest that has grown since the last due up to a day, in whole pence."""
    terms = plan.terms
    coming = next((due for due in plan.dues if due.on_date > on_date), None)
    if coming is None:
        return 0
    passed = [due for due in plan.dues if due.on_date <= on_date]
    since = passed[-1].on_date if passed else terms.begins_date
    if terms.counted is Counted.MONTHS:
        part = Fraction((on_date - since).days, (coming.on_date - since).days)
        return rounded(coming.interest * part)
    penny_days = (passed[-1].owed_after if passed else 0) * (on_date - since).days
    penny_days += sum(
        each.pence * (on_date - each.on_date).days
        for each in terms.drawdowns
        if since <= each.on_date <= on_date and not (passed and each.on_date == since)
    )
    return rounded(terms.rate * Fraction(penny_days, YEAR))
