"""Money that is lent and comes back: what falls due on which day, and what is late."""

from folkmoot.awards.lending.plan import LENDING, Due, Plan, plan
from folkmoot.awards.lending.standing import (
    Received,
    Settlement,
    Standing,
    settlement,
    standing,
)
from folkmoot.awards.lending.terms import Counted, Drawdown, Repaid, Terms

__all__ = [
    "LENDING",
    "Counted",
    "Drawdown",
    "Due",
    "Plan",
    "Received",
    "Repaid",
    "Settlement",
    "Standing",
    "Terms",
    "plan",
    "settlement",
    "standing",
]
