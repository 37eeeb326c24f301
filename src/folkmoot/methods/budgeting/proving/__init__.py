"""An outcome proven from what it claims, by code that shares nothing with the count."""

from folkmoot.methods.budgeting.proving.outcomes import prove
from folkmoot.methods.budgeting.proving.proof import Proof, Tie

__all__ = ["Proof", "Tie", "prove"]
