"""From piles to arrays, and from outcomes to plain values; the only door to the methods."""

from folkmoot.deciding.analysis.files import (
    Asked,
    HeldElection,
    RejectedFile,
    count_file,
    held_election,
    recount_file,
)
from folkmoot.deciding.analysis.shares import Payment, share_of
from folkmoot.deciding.analysis.tally import Tally, rule_sentence, tally

__all__ = [
    "Asked",
    "HeldElection",
    "Payment",
    "RejectedFile",
    "Tally",
    "count_file",
    "held_election",
    "recount_file",
    "rule_sentence",
    "share_of",
    "tally",
]
