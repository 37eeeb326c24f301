"""Money of a loan: asked for, approved, handed over; and what comes back."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.timezone import localdate

from folkmoot.awards.actions.loans.lending import locked_loan
from folkmoot.awards.models import Loan, LoanDraw, Repayment
from folkmoot.awards.queries.loans.ledger import ledger_of
from folkmoot.awards.rules import loans as rules
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def ask_draw(*, loan: Loan, pence: int, what: str, by: Account, at: datetime) -> LoanDraw:
    """The borrower asks for part of the loan."""
    loan = locked_loan(loan.pk)
    asked = loan.draws.exclude(stage="REFUSED").aggregate(sum=Sum("pence"))["sum"] or 0
    again = loan.plans.filter(number__gt=1).exists()
    refuse(rules.why_not_ask_draw(loan, pence, what, asked=asked, is_replanned=again))
    draw: LoanDraw = LoanDraw.objects.create(
        loan=loan, pence=pence, what=what.strip(), asked_at=at, asked_by=by
    )
    record("draw_asked", about=loan, by=by, at=at, pence=pence)
    return draw


@transaction.atomic
def approve_draw(*, draw: LoanDraw, by: Account, at: datetime) -> LoanDraw:
    """The lender approves."""
    draw = _locked(draw)
    refuse(rules.why_not_approve_draw(draw, by_pk=by.pk))
    draw.approved_at, draw.approved_by = at, by
    return _moved(draw, "APPROVED", "approved_at", "approved_by", by=by, at=at)


@transaction.atomic
def refuse_draw(*, draw: LoanDraw, because: str, by: Account, at: datetime) -> LoanDraw:
    """The lender says no, and why; the sum may be asked for otherwise."""
    draw = _locked(draw)
    refuse(rules.why_not_refuse_draw(draw, because))
    draw.refused_because = because.strip()
    return _moved(draw, "REFUSED", "refused_because", by=by, at=at)


@transaction.atomic
def pay_draw(*, draw: LoanDraw, paid_date: date, by: Account, at: datetime) -> LoanDraw:
    """The money has been handed over; the plan is worked out anew with it."""
    draw = _locked(draw)
    today = localdate(at)
    refuse(rules.why_not_pay_draw(draw, paid_date, by_pk=by.pk, today=today))
    draw.paid_at, draw.paid_by, draw.paid_date = at, by, paid_date
    draw = _moved(draw, "PAID", "paid_at", "paid_by", "paid_date", by=by, at=at)
    ledger_of(draw.loan, today)  # refused when it comes too late for the plan
    return draw


@transaction.atomic
def note_repayment(
    *, loan: Loan, pence: int, on_date: date, by: Account, at: datetime
) -> Repayment:
    """Money has come back; with the last of the plan the loan is repaid."""
    loan = locked_loan(loan.pk)
    today = localdate(at)
    ledger = ledger_of(loan, today)
    refuse(
        rules.why_not_repay(
            loan, pence, on_date, since=ledger.since, most=ledger.to_come, today=today
        )
    )
    repayment: Repayment = Repayment.objects.create(
        loan=loan, pence=pence, on_date=on_date, noted_at=at, noted_by=by
    )
    record("loan_repayment", about=loan, by=by, at=at, pence=pence)
    if pence == ledger.to_come:
        _end(loan, on_date, by=by, at=at)
    return repayment


@transaction.atomic
def settle_loan(*, loan: Loan, pence: int, on_date: date, by: Account, at: datetime) -> Repayment:
    """It is cleared before its time with what is owed that day, to the penny."""
    loan = locked_loan(loan.pk)
    today = localdate(at)
    ledger = ledger_of(loan, on_date)
    refuse(
        rules.why_not_repay(
            loan, pence, on_date, since=ledger.since, most=max(ledger.to_come, pence), today=today
        )
    )
    later = loan.repayments.filter(on_date__gt=on_date).exists()
    later = later or loan.draws.filter(paid_date__gt=on_date).exists()
    refuse("Money moved after that day. Settle on a later day." if later else "")
    refuse(rules.why_not_settle(loan, pence, owed=ledger.to_settle))
    repayment: Repayment = Repayment.objects.create(
        loan=loan, pence=pence, on_date=on_date, is_settlement=True, noted_at=at, noted_by=by
    )
    record("loan_settled", about=loan, by=by, at=at, pence=pence)
    _end(loan, on_date, by=by, at=at)
    return repayment


def _end(loan: Loan, on_date: date, *, by: Account, at: datetime) -> None:
    loan.stage, loan.ended_date = "REPAID", on_date
    loan.save(update_fields=["stage", "ended_date"])
    record("loan_repaid", about=loan, by=by, at=at)


def _locked(draw: LoanDraw) -> LoanDraw:
    loan = locked_loan(draw.loan_id)
    found: LoanDraw = LoanDraw.objects.select_for_update(of=("self",)).get(pk=draw.pk)
    found.loan = loan
    return found


def _moved(draw: LoanDraw, stage: str, *fields: str, by: Account, at: datetime) -> LoanDraw:
    draw.stage = stage
    draw.save(update_fields=["stage", *fields])
    record(f"draw_{stage.lower()}", about=draw.loan, by=by, at=at, pence=draw.pence)
    return draw
