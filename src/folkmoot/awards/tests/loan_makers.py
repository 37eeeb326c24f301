"""Makers: the shortest way to say what a test about a loan needs."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from folkmoot.awards.actions import loans
from folkmoot.awards.actions.loans import LoanOffer, PlanTerms
from folkmoot.awards.models import Loan, LoanDraw
from folkmoot.awards.tests.makers import NOON, TODAY, an_organisation, who
from folkmoot.kernel.access.roles import (
    AWARD_MANAGER,
    GRANT_HOLDER,
    GRANT_SIGNATORY,
    PAYMASTER,
)
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from folkmoot.places.tests.makers import a_place

FIRST = date(2026, 3, 12)


def manager(loan: Loan) -> Account:
    return who(AWARD_MANAGER, loan.funder)


def signatory(loan: Loan) -> Account:
    return who(GRANT_SIGNATORY, loan.funder)


def paymaster(loan: Loan) -> Account:
    return who(PAYMASTER, loan.funder)


def holder(loan: Loan) -> Account:
    return who(GRANT_HOLDER, loan.recipient)


def terms(**more: Any) -> PlanTerms:
    said: dict[str, Any] = {"rate_hundredths": 600, "first_date": FIRST, "n_payments": 12}
    return PlanTerms(**(said | more))


def offered(place: Place | None = None, *, how: PlanTerms | None = None, **more: Any) -> Loan:
    """A loan of up to £10,000 at 6 % in twelve payments, unless told otherwise."""
    said: dict[str, Any] = {
        "place": place or a_place(),
        "lender": an_organisation("The Long Table Fund"),
        "borrower": an_organisation("Wren's Cross Trust"),
        "title": "A kitchen",
        "purpose": "To cook for those who come",
        "most_pence": 1_000_000,
        "words": "The fund lends, the trust repays.",
        "terms": how or terms(),
    } | more
    offer = LoanOffer(**said)
    return loans.offer_loan(offer=offer, by=who(AWARD_MANAGER, offer.lender), at=NOON)


def signed(place: Place | None = None, **more: Any) -> Loan:
    loan = offered(place, **more)
    return loans.sign_loan(loan=loan, by=holder(loan), at=NOON)


def active(place: Place | None = None, **more: Any) -> Loan:
    loan = signed(place, **more)
    return loans.countersign_loan(loan=loan, by=signatory(loan), at=NOON)


def declined(place: Place | None = None, **more: Any) -> Loan:
    loan = offered(place, **more)
    return loans.decline_loan(loan=loan, because="Too dear", by=holder(loan), at=NOON)


def asked(loan: Loan, pence: int = 1_000_000) -> LoanDraw:
    return loans.ask_draw(loan=loan, pence=pence, what="Ovens", by=holder(loan), at=NOON)


def approved(loan: Loan, pence: int = 1_000_000) -> LoanDraw:
    return loans.approve_draw(draw=asked(loan, pence), by=manager(loan), at=NOON)


def drawn(loan: Loan, pence: int = 1_000_000, day: date = TODAY) -> Loan:
    """So much has been handed over on a day."""
    draw = approved(loan, pence)
    loans.pay_draw(draw=draw, paid_date=day, by=paymaster(loan), at=noon_of(day))
    return Loan.objects.get(pk=loan.pk)


def repaid(loan: Loan, pence: int, day: date) -> Loan:
    """So much came back on a day."""
    loans.note_repayment(loan=loan, pence=pence, on_date=day, by=paymaster(loan), at=noon_of(day))
    return Loan.objects.get(pk=loan.pk)


def lent(place: Place | None = None, **more: Any) -> Loan:
    return drawn(active(place, **more))


def settled(place: Place | None = None) -> Loan:
    loan = lent(place)
    loans.settle_loan(loan=loan, pence=1_000_000, on_date=TODAY, by=paymaster(loan), at=NOON)
    return Loan.objects.get(pk=loan.pk)


def written_off(place: Place | None = None) -> Loan:
    loan = lent(place)
    loan = loans.ask_write_off(loan=loan, because="Flooded", by=manager(loan), at=NOON)
    return loans.write_off(loan=loan, by=signatory(loan), at=NOON)


def noon_of(day: date) -> datetime:
    return NOON + timedelta(days=(day - TODAY).days)


IN_STAGE: dict[str, Callable[[], Loan]] = {
    "OFFERED": offered, "SIGNED": signed, "ACTIVE": lent, "REPAID": settled,
    "WRITTEN": written_off, "DECLINED": declined,
}  # fmt: skip
