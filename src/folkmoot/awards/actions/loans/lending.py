"""Loans: offered, signed by both, planned anew, written off by two."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db import transaction
from django.utils.timezone import localdate

from folkmoot.awards.actions.awards import digest_of
from folkmoot.awards.lending import Drawdown, Repaid, Terms
from folkmoot.awards.models import Loan, LoanPlan
from folkmoot.awards.queries.loans.ledger import ledger_of
from folkmoot.awards.rules import loans as rules
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account, Organisation
from folkmoot.places.models import Place


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """How a loan comes back; the rate in hundredths of a per cent a year."""

    rate_hundredths: int
    first_date: date
    n_payments: int
    every_months: int = 1
    repaid: str = "level"
    n_interest_only: int = 0


@dataclass(frozen=True, slots=True)
class LoanOffer:
    """What is offered: by whom, to whom, for what, how much at the most, on which terms."""

    place: Place
    lender: Organisation
    borrower: Organisation
    title: str
    purpose: str
    most_pence: int
    words: str
    terms: PlanTerms


@transaction.atomic
def offer_loan(*, offer: LoanOffer, by: Account, at: datetime) -> Loan:
    """Offer a loan, with the words both will sign."""
    refuse(
        rules.why_not_offer_loan(
            lender=offer.lender.pk,
            borrower=offer.borrower.pk,
            pence=offer.most_pence,
            words=offer.words,
        )
    )
    _can_be_worked_out(offer.terms, localdate(at))
    loan = Loan.objects.create(
        place=offer.place,
        funder=offer.lender,
        recipient=offer.borrower,
        title=offer.title.strip(),
        purpose=offer.purpose.strip(),
        most_pence=offer.most_pence,
        words=offer.words.strip(),
        document_sha256=digest_of(offer.words.strip()),
        offered_at=at,
        offered_by=by,
    )
    LoanPlan.objects.create(
        loan=loan, number=1, proposed_at=at, proposed_by=by, **_kept(offer.terms)
    )
    record("loan_offered", about=loan, by=by, at=at, pence=offer.most_pence)
    return loan


@transaction.atomic
def sign_loan(*, loan: Loan, by: Account, at: datetime) -> Loan:
    """The borrower confirms the agreement as offered."""
    loan = locked_loan(loan.pk)
    refuse(rules.why_not_sign_loan(loan))
    loan.signed_at, loan.signed_by = at, by
    return _moved(loan, "SIGNED", "signed_at", "signed_by", by=by, at=at)


@transaction.atomic
def decline_loan(*, loan: Loan, because: str, by: Account, at: datetime) -> Loan:
    """The borrower says no."""
    loan = locked_loan(loan.pk)
    refuse(rules.why_not_decline_loan(loan, because))
    loan.declined_because = because.strip()
    return _moved(loan, "DECLINED", "declined_because", by=by, at=at)


@transaction.atomic
def countersign_loan(*, loan: Loan, by: Account, at: datetime) -> Loan:
    """The lender confirms: money can be asked for."""
    loan = locked_loan(loan.pk)
    refuse(rules.why_not_countersign_loan(loan, by_pk=by.pk))
    loan.countersigned_at, loan.countersigned_by = at, by
    return _moved(loan, "ACTIVE", "countersigned_at", "countersigned_by", by=by, at=at)


@transaction.atomic
def propose_plan(*, loan: Loan, terms: PlanTerms, why: str, by: Account, at: datetime) -> LoanPlan:
    """A holiday, more time, another rate: the lender proposes, the borrower agrees."""
    loan = locked_loan(loan.pk)
    waits = loan.draws.filter(stage__in=["ASKED", "APPROVED"]).count()
    proposed = loan.plans.filter(number__gt=1, agreed_at__isnull=True)
    refuse(rules.why_not_propose_plan(loan, why, waits=waits, is_proposed=proposed.exists()))
    _can_be_worked_out(terms, localdate(at))
    plan = LoanPlan.objects.create(
        loan=loan,
        number=loan.plans.count() + 1,
        why=why.strip(),
        proposed_at=at,
        proposed_by=by,
        **_kept(terms),
    )
    record("loan_plan_proposed", about=loan, by=by, at=at, number=plan.number)
    return plan


@transaction.atomic
def take_back_plan(*, plan: LoanPlan, by: Account, at: datetime) -> None:
    """A plan nobody agreed to is taken back."""
    loan = locked_loan(plan.loan_id)
    plan = LoanPlan.objects.get(pk=plan.pk)
    refuse("This plan has been agreed on." if plan.agreed_at or plan.number == 1 else "")
    record("loan_plan_taken_back", about=loan, by=by, at=at, number=plan.number)
    plan.delete()


@transaction.atomic
def agree_plan(*, plan: LoanPlan, by: Account, at: datetime) -> LoanPlan:
    """From today on this plan holds, beginning with all that is owed today."""
    loan = locked_loan(plan.loan_id)
    plan = LoanPlan.objects.get(pk=plan.pk)
    today = localdate(at)
    owed = ledger_of(loan, today).settlement
    refuse(rules.why_not_agree_plan(plan, by_pk=by.pk, owed=owed.pence if owed else 0))
    assert owed
    plan.agreed_at, plan.agreed_by, plan.from_date = at, by, today
    plan.capital_pence, plan.interest_pence = owed.capital, owed.interest
    _can_be_worked_out(_terms_of(plan), today)
    plan.save(
        update_fields=["agreed_at", "agreed_by", "from_date", "capital_pence", "interest_pence"]
    )
    record("loan_plan_agreed", about=loan, by=by, at=at, number=plan.number, pence=owed.pence)
    return plan


@transaction.atomic
def ask_write_off(*, loan: Loan, because: str, by: Account, at: datetime) -> Loan:
    """One of the lender says why it should not be asked for any more."""
    loan = locked_loan(loan.pk)
    refuse(rules.why_not_ask_write_off(loan, because, owed=_owed(loan, localdate(at))))
    loan.writing_off_because, loan.writing_off_at = because.strip(), at
    loan.writing_off_by = by
    loan.save(update_fields=["writing_off_because", "writing_off_at", "writing_off_by"])
    record("loan_write_off_asked", about=loan, by=by, at=at, because=loan.writing_off_because)
    return loan


@transaction.atomic
def write_off(*, loan: Loan, by: Account, at: datetime) -> Loan:
    """Another of the lender agrees: all that is owed today is written off."""
    loan = locked_loan(loan.pk)
    today = localdate(at)
    owed = _owed(loan, today)
    refuse(rules.why_not_write_off(loan, by_pk=by.pk, owed=owed))
    loan.written_off_at, loan.written_off_by = at, by
    loan.written_off_date = loan.ended_date = today
    loan.written_off_pence = owed
    fields = ("written_off_at", "written_off_by", "written_off_date", "ended_date")
    return _moved(loan, "WRITTEN", *fields, "written_off_pence", by=by, at=at)


def locked_loan(key: uuid.UUID) -> Loan:
    """The loan, for nobody else to change meanwhile."""
    rows = Loan.objects.select_for_update(of=("self",))
    found: Loan = rows.select_related("place", "funder", "recipient").get(pk=key)
    return found


def _owed(loan: Loan, on_date: date) -> int:
    return ledger_of(loan, on_date).to_settle


def _kept(terms: PlanTerms) -> Mapping[str, object]:
    return {name: getattr(terms, name) for name in PlanTerms.__slots__}


def _terms_of(plan: LoanPlan) -> PlanTerms:
    return PlanTerms(**{name: getattr(plan, name) for name in PlanTerms.__slots__})


def _can_be_worked_out(terms: PlanTerms, today: date) -> None:
    """Refused, with the sentence, when no plan could be made of these terms from today on."""
    Terms(
        (Drawdown(today, 100),),
        Fraction(terms.rate_hundredths, 10_000),
        terms.first_date,
        terms.n_payments,
        terms.every_months,
        Repaid(terms.repaid),
        terms.n_interest_only,
    )


def _moved(loan: Loan, stage: str, *fields: str, by: Account, at: datetime) -> Loan:
    loan.stage = stage
    loan.save(update_fields=["stage", *fields])
    record(f"loan_{stage.lower()}", about=loan, by=by, at=at)
    return loan
