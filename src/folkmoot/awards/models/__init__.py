"""What the room of awards keeps."""

from folkmoot.awards.models.award import (
    ONWARDS,
    Award,
    AwardStage,
    organisations_of,
)
from folkmoot.awards.models.check import Check, Finding, Looked
from folkmoot.awards.models.parts import BudgetLine, Condition
from folkmoot.awards.models.payment import HANDS, PAYMENT_ONWARDS, Payment, PaymentStage

__all__ = [
    "HANDS",
    "ONWARDS",
    "PAYMENT_ONWARDS",
    "Award",
    "AwardStage",
    "BudgetLine",
    "Check",
    "Condition",
    "Finding",
    "Looked",
    "Payment",
    "PaymentStage",
    "organisations_of",
]
