"""A loan's account: what was handed over, what interest grew, what came back, what is owed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from folkmoot.awards.lending import Drawdown, Received, Repaid, Terms, settlement, standing
from folkmoot.awards.lending import plan as worked_out
from folkmoot.awards.lending.plan import Plan
from folkmoot.awards.lending.standing import Settlement, Standing
from folkmoot.awards.models import Loan, LoanPlan, LoanStage, Repayment


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the account, in pence; `owed` is what is owed after it."""

    on_date: date
    what: str
    pence: int
    owed: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """A loan as it stands at the end of a day; every sum is that of its lines.

    `drawn + interest = repaid + written_off + owed`, to the penny.
    """

    on_date: date
    lines: tuple[Line, ...]
    drawn: int
    interest: int
    repaid: int
    written_off: int
    plan: Plan | None
    standing: Standing | None
    settlement: Settlement | None
    since: date | None  # the first day on which money that comes back is counted to this plan

    @property
    def owed(self) -> int:
        """What is owed, with the interest of dues that have come."""
        return self.drawn + self.interest - self.repaid - self.written_off

    @property
    def to_come(self) -> int:
        """What the whole plan still asks."""
        if not self.plan or not self.standing:
            return 0
        paid = sum(interest + capital for interest, capital in self.standing.paid)
        return sum(due.pence for due in self.plan.dues) - paid

    @property
    def to_settle(self) -> int:
        """What would clear it on this day."""
        return self.settlement.pence if self.settlement else 0


def terms_of(row: LoanPlan, lent: Sequence[Drawdown]) -> Terms:
    """The terms of a plan on what is handed over; a later plan begins with what was owed."""
    if row.from_date and row.number > 1:
        lent = [Drawdown(row.from_date, row.capital_pence + row.interest_pence)]
    return Terms(
        tuple(lent),
        Fraction(row.rate_hundredths, 10_000),
        row.first_date,
        row.n_payments,
        row.every_months,
        Repaid(row.repaid),
        row.n_interest_only,
    )


def ledger_of(loan: Loan, on_date: date) -> Ledger:
    """The account of a loan up to the end of a day; three queries."""
    plans = [
        row
        for row in loan.plans.all()
        if row.number == 1 or (row.from_date and row.from_date <= on_date)
    ]
    lent = [
        Drawdown(each.paid_date, each.pence)
        for each in loan.draws.all()
        if each.paid_date and each.paid_date <= on_date
    ]
    came = [each for each in loan.repayments.all() if each.on_date <= on_date]
    if not lent:
        return Ledger(on_date, (), 0, 0, 0, 0, None, None, None, None)
    found = [(each.on_date, 0, "Handed over", each.pence) for each in lent]
    found += [(each.on_date, 3, _called(each), -each.pence) for each in came]
    over = loan.ended_date is not None and loan.ended_date <= on_date
    last = loan.ended_date if over and loan.ended_date else on_date
    plan, received, row = None, [], plans[0]
    for row, after in zip(plans, [*plans[1:], None], strict=True):
        until = after.from_date if after and after.from_date else last
        received = _received(came, row, after)
        plan = worked_out(terms_of(row, lent))
        stopped = after is not None or (over and _cleared(loan, came))
        found += _interest(plan, until, is_over=stopped)
        if over and not stopped:  # repaid as planned: the interest of all dues was paid
            found += [
                (last, 1, "Interest", due.interest)
                for due in plan.dues
                if due.on_date > until and due.interest
            ]
    if loan.written_off_date and loan.written_off_date <= on_date:
        found.append((loan.written_off_date, 4, "Written off", -loan.written_off_pence))
    assert plan
    return _told(loan, plan, received, found, row, on_date)


def _called(repayment: Repayment) -> str:
    return "Came back, and cleared it" if repayment.is_settlement else "Came back"


def _cleared(loan: Loan, came: Sequence[Repayment]) -> bool:
    """Whether it ended before its time, so that the interest of the last days is charged."""
    return loan.stage == LoanStage.WRITTEN_OFF or any(each.is_settlement for each in came)


def _received(came: Sequence[Repayment], row: LoanPlan, after: LoanPlan | None) -> list[Received]:
    """What came back under one plan: after its first day, up to that of the next."""
    begins = row.from_date if row.number > 1 else None
    ends = after.from_date if after else None
    return [
        Received(each.on_date, each.pence)
        for each in came
        if (begins is None or each.on_date > begins) and (ends is None or each.on_date <= ends)
    ]


Entry = tuple[date, int, str, int]


def _interest(plan: Plan, until: date, *, is_over: bool) -> list[Entry]:
    """The interest of each due up to a day; and when the plan is over, that since the last."""
    if until < plan.terms.begins_date:
        return []
    lines: list[Entry] = [
        (due.on_date, 1, "Interest", due.interest)
        for due in plan.dues
        if due.on_date <= until and due.interest
    ]
    if is_over:
        since = settlement(plan, (), until).interest - sum(pence for _, _, _, pence in lines)
        if since:
            lines.append((until, 2, "Interest since the last due", since))
    return lines


def _told(
    loan: Loan,
    plan: Plan,
    received: Sequence[Received],
    found: list[Entry],
    row: LoanPlan,
    on_date: date,
) -> Ledger:
    lines, owed = [], 0
    for day, _, what, pence in sorted(found, key=lambda each: each[:2]):
        owed += pence
        lines.append(Line(day, what, pence, owed))
    is_open = loan.stage == LoanStage.ACTIVE
    return Ledger(
        on_date=on_date,
        lines=tuple(lines),
        drawn=sum(each[3] for each in found if each[2] == "Handed over"),
        interest=sum(each[3] for each in found if each[2].startswith("Interest")),
        repaid=-sum(each[3] for each in found if each[2].startswith("Came back")),
        written_off=-sum(each[3] for each in found if each[2] == "Written off"),
        plan=plan,
        standing=standing(plan, received, on_date) if is_open else None,
        settlement=settlement(plan, received, on_date) if is_open else None,
        since=_after(row.from_date) or plan.terms.begins_date,
    )


def _after(day: date | None) -> date | None:
    """What came on a plan's first day was counted to the plan before."""
    return day + timedelta(days=1) if day else None
