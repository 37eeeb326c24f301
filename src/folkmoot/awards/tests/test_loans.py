"""Money is lent, comes back and is accounted for to the penny."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.awards.actions import loans
from folkmoot.awards.lending import Drawdown, Received, Terms, plan, settlement
from folkmoot.awards.models import (
    LOAN_ONWARDS,
    Loan,
    LoanDraw,
    LoanPlan,
    LoanStage,
    Repayment,
)
from folkmoot.awards.queries.loans import Ledger, ledger_of
from folkmoot.awards.tests.loan_makers import (
    FIRST,
    IN_STAGE,
    active,
    approved,
    asked,
    drawn,
    holder,
    lent,
    manager,
    noon_of,
    paymaster,
    repaid,
    signatory,
    signed,
    terms,
)
from folkmoot.awards.tests.makers import NOON, TODAY
from folkmoot.kernel.rules import Refused

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Take back what was tried."""


def adds_up(ledger: Ledger) -> None:
    """Every sum is that of its lines, and the parts are the whole."""
    assert ledger.owed == sum(line.pence for line in ledger.lines)
    assert not ledger.lines or ledger.lines[-1].owed == ledger.owed
    assert ledger.drawn + ledger.interest == ledger.repaid + ledger.written_off + ledger.owed


def test_two_sign_and_three_hand_over() -> None:
    loan = signed()
    both = holder(loan)
    with pytest.raises(Refused, match="cannot sign for both sides"):
        loans.countersign_loan(loan=loan, by=both, at=NOON)
    loan = loans.countersign_loan(loan=loan, by=signatory(loan), at=NOON)
    draw = asked(loan)
    with pytest.raises(Refused, match="You asked for this yourself"):
        loans.approve_draw(draw=draw, by=draw.asked_by, at=NOON)
    draw = loans.approve_draw(draw=draw, by=manager(loan), at=NOON)
    for by, did in ((draw.asked_by, "asked for"), (manager(loan), "approved")):
        with pytest.raises(Refused, match=f"You {did} this yourself"):
            loans.pay_draw(draw=draw, paid_date=TODAY, by=by, at=NOON)
        with pytest.raises(DatabaseError), transaction.atomic():
            LoanDraw.objects.filter(pk=draw.pk).update(stage="PAID", paid_by=by, paid_date=TODAY)


def test_no_more_is_handed_over_than_the_loan_by_the_rules_nor_in_the_database() -> None:
    loan = drawn(active(), 600_000)
    with pytest.raises(Refused, match="Only £4,000 of the loan is left"):
        asked(loan, 400_001)
    with pytest.raises(DatabaseError, match="No more is handed over"), transaction.atomic():
        LoanDraw.objects.create(
            loan=loan, pence=400_001, what="x", asked_at=NOON, asked_by=holder(loan)
        )


def test_money_too_late_for_the_plan_is_not_handed_over() -> None:
    loan = drawn(active(), 500_000)
    draw = approved(loan, 100_000)
    with pytest.raises(Refused, match="before the first payment that repays capital"):
        loans.pay_draw(draw=draw, paid_date=FIRST, by=paymaster(loan), at=noon_of(FIRST))
    draw.refresh_from_db()
    assert draw.stage == "APPROVED"


def test_paid_as_planned_it_is_repaid_and_nothing_is_owed() -> None:
    loan = lent()
    made = plan(Terms((Drawdown(TODAY, 1_000_000),), Fraction(6, 100), FIRST, 12))
    for due in made.dues:
        loan = repaid(loan, due.pence, due.on_date)
    ledger = ledger_of(loan, made.dues[-1].on_date)
    adds_up(ledger)
    assert (loan.stage, ledger.owed) == ("REPAID", 0)
    assert ledger.interest == sum(due.interest for due in made.dues)


def test_what_was_paid_ahead_is_no_gain_for_the_lender_when_it_is_settled() -> None:
    loan = repaid(lent(), 20_000, TODAY)
    assert ledger_of(loan, TODAY).to_settle == 980_000


def test_clearing_it_takes_what_is_owed_that_day_to_the_penny() -> None:
    loan = lent()
    day = FIRST + timedelta(days=10)
    owed = ledger_of(loan, day).to_settle
    with pytest.raises(Refused, match="clears it"):
        loans.settle_loan(
            loan=loan, pence=owed - 1, on_date=day, by=paymaster(loan), at=noon_of(day)
        )
    loans.settle_loan(loan=loan, pence=owed, on_date=day, by=paymaster(loan), at=noon_of(day))
    ledger = ledger_of(Loan.objects.get(pk=loan.pk), day + timedelta(days=400))
    adds_up(ledger)
    assert ledger.owed == 0
    with pytest.raises(DatabaseError, match="Only a loan under way"), transaction.atomic():
        Repayment.objects.create(
            loan=loan, pence=1, on_date=day, noted_at=NOON, noted_by=paymaster(loan)
        )


def test_a_holiday_is_another_plan_that_begins_with_all_that_is_owed() -> None:
    loan = repaid(lent(), 86_000, FIRST)
    day = FIRST + timedelta(days=45)
    late = ledger_of(loan, day)
    assert late.standing
    assert late.standing.days_late == 45  # some pence of the first payment are missing
    waits = loans.propose_plan(
        loan=loan, terms=terms(first_date=FIRST + timedelta(days=200)), why="The flood",
        by=manager(loan), at=noon_of(day),
    )  # fmt: skip
    with pytest.raises(Refused, match="You proposed it yourself"):
        loans.agree_plan(plan=waits, by=manager(loan), at=noon_of(day))
    agreed = loans.agree_plan(plan=waits, by=holder(loan), at=noon_of(day))
    assert agreed.capital_pence + agreed.interest_pence == late.to_settle
    loan = Loan.objects.get(pk=loan.pk)
    now = ledger_of(loan, day)
    adds_up(now)
    assert now.standing
    assert (now.standing.late, now.owed) == (0, late.to_settle)
    with pytest.raises(DatabaseError, match="both agreed to stays"), transaction.atomic():
        LoanPlan.objects.filter(pk=agreed.pk).update(n_payments=1)
    with pytest.raises(Refused, match="Nothing more is handed over"):
        asked(loan, 1)
    with pytest.raises(Refused, match="Say a later day"):
        loans.note_repayment(loan=loan, pence=100, on_date=day, by=paymaster(loan), at=noon_of(day))


def test_writing_off_takes_two_of_the_lender() -> None:
    loan = lent()
    loan = loans.ask_write_off(loan=loan, because="Flooded", by=manager(loan), at=NOON)
    with pytest.raises(Refused, match="You asked for this yourself"):
        loans.write_off(loan=loan, by=manager(loan), at=NOON)
    with pytest.raises(DatabaseError), transaction.atomic():
        Loan.objects.filter(pk=loan.pk).update(written_off_by=loan.writing_off_by)
    day = FIRST + timedelta(days=3)
    loan = loans.write_off(loan=loan, by=signatory(loan), at=noon_of(day))
    ledger = ledger_of(loan, day)
    adds_up(ledger)
    assert (loan.stage, ledger.owed, ledger.written_off) == ("WRITTEN", 0, loan.written_off_pence)


MOVES = st.tuples(st.sampled_from("RRRRPSW"), st.integers(1, 45), st.integers(1, 400_000))


@settings(max_examples=25, deadline=None)
@given(
    draws=st.lists(st.integers(1, 400_000), min_size=1, max_size=2),
    rate=st.integers(0, 1_500),
    number=st.integers(1, 18),
    only=st.integers(0, 2),
    moves=st.lists(MOVES, max_size=8),
)
@pytest.mark.sqlite
def test_whatever_happens_to_a_loan_every_penny_is_accounted_for(
    draws: list[int], rate: int, number: int, only: int, moves: list[tuple[str, int, int]]
) -> None:
    with transaction.atomic():
        how = terms(rate_hundredths=rate, n_payments=number + only, n_interest_only=only)
        loan, day = active(how=how), TODAY
        for pence in draws:
            loan = drawn(loan, pence, day)
            day += timedelta(days=9)
        for move, days, pence in moves:
            day += timedelta(days=days)
            before = ledger_of(loan, day)
            adds_up(before)
            if loan.stage == "ACTIVE":
                assert before.plan
                since = before.to_settle - before.owed
                assert since >= 0 or before.standing  # the interest since the last due
                loan = moved(loan, move, day, min(pence, before.to_come), before)
            adds_up(ledger_of(loan, day))
        ended = ledger_of(loan, day + timedelta(days=900))
        adds_up(ended)
        assert loan.stage == "ACTIVE" or ended.owed == 0
        transaction.set_rollback(True)


def moved(loan: Loan, move: str, day: date, pence: int, before: Ledger) -> Loan:
    """One thing happens, if it may."""
    at, owed = noon_of(day), before.to_settle
    if move == "R" and pence > 0:
        return repaid(loan, pence, day)
    if move == "S" and owed > 0:
        loans.settle_loan(loan=loan, pence=owed, on_date=day, by=paymaster(loan), at=at)
    elif move == "P" and owed > 0:
        later = terms(first_date=day + timedelta(days=70), n_payments=9, rate_hundredths=300)
        waits = loans.propose_plan(loan=loan, terms=later, why="So", by=manager(loan), at=at)
        loans.agree_plan(plan=waits, by=holder(loan), at=at)
    elif move == "W" and owed > 0:
        loans.ask_write_off(loan=loan, because="So", by=manager(loan), at=at)
        loans.write_off(loan=loan, by=signatory(loan), at=at)
    return Loan.objects.get(pk=loan.pk)


@given(ahead=st.integers(1, 900_000), days=st.integers(0, 300))
@pytest.mark.sqlite
def test_settling_is_what_was_lent_and_grew_less_what_came(ahead: int, days: int) -> None:
    made = plan(Terms((Drawdown(TODAY, 1_000_000),), Fraction(6, 100), FIRST, 12))
    day = TODAY + timedelta(days=days)
    grown = settlement(made, (), day).pence
    assert settlement(made, [Received(TODAY, ahead)], day).pence == grown - ahead


@pytest.mark.parametrize("stage", LoanStage.values)
def test_the_database_lets_a_loan_go_only_where_the_rules_do(stage: str) -> None:
    loan = IN_STAGE[stage]()
    facts = {
        "signed_by": loan.signed_by or holder(loan),
        "countersigned_by": loan.countersigned_by or signatory(loan),
        "writing_off_by": loan.writing_off_by or manager(loan), "written_off_date": TODAY,
        "written_off_by": loan.written_off_by or signatory(loan), "written_off_pence": 1,
    }  # fmt: skip

    def moves(onward: str) -> bool:
        try:
            with transaction.atomic():
                Loan.objects.filter(pk=loan.pk).update(stage=onward, **facts)
                raise Undone
        except Undone:
            return True
        except DatabaseError:
            return False

    assert {each for each in LoanStage.values if moves(each)} == {stage, *LOAN_ONWARDS[stage]}
