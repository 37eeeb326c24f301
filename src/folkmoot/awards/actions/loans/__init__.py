"""Every change a loan can go through."""

from folkmoot.awards.actions.loans.lending import (
    LoanOffer,
    PlanTerms,
    agree_plan,
    ask_write_off,
    countersign_loan,
    decline_loan,
    offer_loan,
    propose_plan,
    sign_loan,
    take_back_plan,
    write_off,
)
from folkmoot.awards.actions.loans.money import (
    approve_draw,
    ask_draw,
    note_repayment,
    pay_draw,
    refuse_draw,
    settle_loan,
)

__all__ = [
    "LoanOffer",
    "PlanTerms",
    "agree_plan",
    "approve_draw",
    "ask_draw",
    "ask_write_off",
    "countersign_loan",
    "decline_loan",
    "note_repayment",
    "offer_loan",
    "pay_draw",
    "propose_plan",
    "refuse_draw",
    "settle_loan",
    "sign_loan",
    "take_back_plan",
    "write_off",
]
