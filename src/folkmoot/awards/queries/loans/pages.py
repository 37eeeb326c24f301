"""A loan as its page shows it to one of its two sides."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from folkmoot.awards.models import Loan, LoanDraw, LoanPlan, organisations_of
from folkmoot.awards.queries.loans.ledger import Ledger, ledger_of
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.people.models import Account, Organisation

WIDE, TALL = 1000, 200


@dataclass(frozen=True, slots=True)
class DueRow:
    """One due of the plan, and whether it is paid, late or to come."""

    on_date: date
    interest: int
    capital: int
    owed_after: int
    paid: int
    stands: str
    tone: str

    @property
    def pence(self) -> int:
        """Interest and capital together."""
        return self.interest + self.capital


@dataclass(frozen=True, slots=True)
class LoanPage:
    """Everything the page of a loan shows this reader."""

    loan: Loan
    ledger: Ledger
    dues: tuple[DueRow, ...]
    draws: tuple[LoanDraw, ...]
    plans: tuple[LoanPlan, ...]
    may: frozenset[Permission]
    picture: str  # what is owed from day to day, as the points of a line; "" with nothing to draw

    @property
    def plan(self) -> LoanPlan | None:
        """The plan in force."""
        done = [each for each in self.plans if each.number == 1 or each.agreed_at]
        return done[-1] if done else None

    @property
    def proposed(self) -> LoanPlan | None:
        """A plan that waits for the borrower."""
        waits = (each for each in self.plans if each.number > 1 and not each.agreed_at)
        return next(waits, None)

    @property
    def to_ask(self) -> int:
        """What of the loan nobody has asked for."""
        asked = sum(each.pence for each in self.draws if each.stage != "REFUSED")
        return self.loan.most_pence - asked


def loan_page(loan: Loan, reader: object, *, at: datetime) -> LoanPage:
    """The page of one loan; six queries, however much has happened."""
    today = localdate(at)
    ledger = ledger_of(loan, today)
    people = ("asked_by", "approved_by", "paid_by")
    return LoanPage(
        loan=loan,
        ledger=ledger,
        dues=tuple(_dues(ledger)),
        draws=tuple(loan.draws.select_related(*people)),
        plans=tuple(loan.plans.select_related("proposed_by", "agreed_by")),
        may=permissions_of(reader, within=loan.scope, at=at),
        picture=_picture(ledger, today),
    )


def _dues(ledger: Ledger) -> list[DueRow]:
    if not ledger.plan or not ledger.standing:
        return []
    found = []
    for due, (interest, capital) in zip(ledger.plan.dues, ledger.standing.paid, strict=True):
        paid = interest + capital
        if paid == due.pence:
            stands, tone = "Paid", "moss"
        elif due.on_date < ledger.on_date:
            stands, tone = "Late", "terracotta"
        else:
            stands, tone = "To come", "quiet"
        found.append(
            DueRow(due.on_date, due.interest, due.capital, due.owed_after, paid, stands, tone)
        )
    return found


def _picture(ledger: Ledger, today: date) -> str:
    """Steps from line to line of the account, then down the plan to its end."""
    if not ledger.lines or not ledger.plan:
        return ""
    steps = [(line.on_date, line.owed) for line in ledger.lines]
    last = ledger.plan.dues[-1].on_date
    begins, ends = steps[0][0], max(last, today, steps[-1][0])
    tallest = max(*(owed for _, owed in steps), 1)
    whole = max((ends - begins).days, 1)

    def point(day: date, owed: int) -> str:
        x = (day - begins).days * WIDE // whole
        return f"{x},{TALL - owed * TALL // tallest}"

    points, owed = [], 0
    for day, after in steps:
        points += [point(day, owed), point(day, after)]
        owed = after
    return " ".join([*points, point(min(today, ends), owed)])


def loans_seen_by(reader: object) -> QuerySet[Loan]:
    """All loans of the reader's organisations, the newest first."""
    return Loan.objects.visible_to(reader)


def lenders_of(account: Account) -> list[Organisation]:
    """Organisations for which somebody may offer loans."""
    theirs = organisations_of(account, Permission.AWARD_PREPARE)
    return list(Organisation.objects.filter(pk__in=theirs).order_by("name"))
