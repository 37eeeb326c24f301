"""Every change a support package can go through."""

from folkmoot.awards.actions.support.designing import (
    SupportPlan,
    add_support,
    agree_support,
    open_support,
    promise_days,
    revise_support,
    write_diagnosis,
)
from folkmoot.awards.actions.support.giving import (
    confirm_delivery,
    end_support,
    go_on_with_support,
    mend_delivery,
    note_delivery,
    plan_next,
    question_delivery,
    rate_support,
    review_support,
    take_back_delivery,
)

__all__ = [
    "SupportPlan",
    "add_support",
    "agree_support",
    "confirm_delivery",
    "end_support",
    "go_on_with_support",
    "mend_delivery",
    "note_delivery",
    "open_support",
    "plan_next",
    "promise_days",
    "question_delivery",
    "rate_support",
    "review_support",
    "revise_support",
    "take_back_delivery",
    "write_diagnosis",
]
