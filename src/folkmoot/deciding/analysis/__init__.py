"""From piles to arrays, and from outcomes to plain values; the only door to the methods."""

from folkmoot.deciding.analysis.files import (
    HeldElection,
    RejectedFile,
    count_file,
    held_election,
    recount_file,
)
from folkmoot.deciding.analysis.shares import Payment, share_of
from folkmoot.deciding.analysis.tally import Tally, rule_of, tally

__all__ = [
    "HeldElection",
    "Payment",
    "RejectedFile",
    "Tally",
    "count_file",
    "held_election",
    "recount_file",
    "rule_of",
    "share_of",
    "tally",
]
