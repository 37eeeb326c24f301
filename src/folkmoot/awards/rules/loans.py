"""When money may be lent, handed over, taken back, planned anew and written off."""

from datetime import date

from folkmoot.awards.models import (
    DRAW_HANDS,
    DRAW_ONWARDS,
    LOAN_ONWARDS,
    Loan,
    LoanDraw,
    LoanPlan,
    LoanStage,
)
from folkmoot.kernel.ui.words import day, money

BY_TWO = "The same person cannot sign for both sides."
DID = {"asked_by": "asked for", "approved_by": "approved", "paid_by": "handed over"}


def why_not_offer_loan(*, lender: object, borrower: object, pence: int, words: str) -> str:
    """Between two, with an agreement to sign."""
    if lender == borrower:
        return "Who lends and who borrows are the same organisation. Choose another."
    if pence <= 0:
        return "A loan is a penny or more."
    return "" if words.strip() else "There is nothing to sign. Write the agreement."


def why_not_sign_loan(loan: Loan) -> str:
    """The borrower signs what was offered."""
    return _cannot(loan, "SIGNED")


def why_not_decline_loan(loan: Loan, because: str) -> str:
    """Until both have signed."""
    return _cannot(loan, "DECLINED") or _says_why(because)


def why_not_countersign_loan(loan: Loan, *, by_pk: object) -> str:
    """The lender signs after the borrower, by somebody else."""
    return _cannot(loan, "ACTIVE") or (BY_TWO if loan.signed_by_id == by_pk else "")


def why_not_ask_draw(loan: Loan, pence: int, what: str, *, asked: int, is_replanned: bool) -> str:
    """Within the loan, until another plan takes the place of the first."""
    if loan.stage != LoanStage.ACTIVE:
        return f"This loan is “{loan.get_stage_display()}”: nothing is handed over now."
    if is_replanned:
        return "Another plan has been agreed on. Nothing more is handed over."
    if pence <= 0:
        return "A sum is a penny or more."
    if not what.strip():
        return "Say in a few words what it is for."
    left = loan.most_pence - asked
    return "" if pence <= left else f"Only {money(left)} of the loan is left."


def why_not_approve_draw(draw: LoanDraw, *, by_pk: object) -> str:
    """The lender approves what was asked for."""
    return _draw_cannot(draw, "APPROVED") or _not_twice(draw, "approved_by", by_pk)


def why_not_refuse_draw(draw: LoanDraw, because: str) -> str:
    """Until it is handed over."""
    return _draw_cannot(draw, "REFUSED") or _says_why(because)


def why_not_pay_draw(draw: LoanDraw, paid_date: date, *, by_pk: object, today: date) -> str:
    """The paymaster hands over what was approved."""
    if why := _draw_cannot(draw, "PAID") or _not_twice(draw, "paid_by", by_pk):
        return why
    return "" if paid_date <= today else "That day has not come. Say when it was paid."


def why_not_repay(
    loan: Loan, pence: int, on_date: date, *, since: date | None, most: int, today: date
) -> str:
    """Money comes back in order, and no more than the whole plan asks."""
    if loan.stage != LoanStage.ACTIVE:
        return f"This loan is “{loan.get_stage_display()}”."
    if since is None:
        return "Nothing has been handed over yet."
    if on_date > today:
        return "That day has not come."
    if on_date < since:
        return f"What came before {day(since)} is settled. Say a later day."
    if pence <= 0:
        return "What came back is a penny or more."
    return "" if pence <= most else f"The whole plan asks only {money(most)} more."


def why_not_settle(loan: Loan, pence: int, *, owed: int) -> str:
    """Clearing it takes what is owed that day, to the penny."""
    if owed <= 0:
        return "More has come back than is owed that day. There is nothing to settle."
    if pence != owed:
        return f"On that day {money(owed)} clears it. Note other sums as repayments."
    return ""


def why_not_propose_plan(loan: Loan, why: str, *, waits: int, is_proposed: bool) -> str:
    """When nothing is on its way, the lender proposes and says why."""
    if loan.stage != LoanStage.ACTIVE:
        return f"This loan is “{loan.get_stage_display()}”."
    if is_proposed:
        return "A plan is proposed already. Take that back first."
    if waits:
        return "Money is on its way. Hand it over or refuse it first."
    return _says_why(why)


def why_not_agree_plan(plan: LoanPlan, *, by_pk: object, owed: int) -> str:
    """The borrower agrees, by somebody else, while something is owed."""
    if plan.agreed_at:
        return "This plan has been agreed on."
    if plan.proposed_by_id == by_pk:
        return "You proposed it yourself. It takes somebody of the borrower to agree."
    return "" if owed > 0 else "Nothing is owed, so there is nothing to plan."


def why_not_ask_write_off(loan: Loan, because: str, *, owed: int) -> str:
    """The first of two of the lender says why."""
    if why := _cannot(loan, "WRITTEN"):
        return why
    if loan.writing_off_at:
        return "Somebody has asked for this already."
    return (_says_why(because)) if owed > 0 else "Nothing is owed."


def why_not_write_off(loan: Loan, *, by_pk: object, owed: int) -> str:
    """The second agrees."""
    if why := _cannot(loan, "WRITTEN"):
        return why
    if not loan.writing_off_at:
        return "Nobody has asked for this."
    if loan.writing_off_by_id == by_pk:
        return "You asked for this yourself. It takes somebody else to agree."
    return "" if owed > 0 else "Nothing is owed."


def _cannot(loan: Loan, stage: str) -> str:
    if stage in LOAN_ONWARDS[loan.stage]:
        return ""
    return f"This loan is “{loan.get_stage_display()}”, so this cannot be done now."


def _draw_cannot(draw: LoanDraw, stage: str) -> str:
    if stage not in DRAW_ONWARDS[draw.stage]:
        return f"This is “{draw.get_stage_display()}”, so this cannot be done now."
    return "" if draw.loan.stage == LoanStage.ACTIVE else "No money of this loan moves now."


def _not_twice(draw: LoanDraw, hand: str, by_pk: object) -> str:
    for other in DRAW_HANDS:
        if other != hand and getattr(draw, f"{other}_id") == by_pk:
            return f"You {DID[other]} this yourself. It takes somebody else for this."
    return ""


def _says_why(because: str) -> str:
    return "" if because.strip() else "Say why: the other side will read it."
