"""From piles to arrays, and from outcomes to plain values; the only door to the methods."""

from folkmoot.deciding.analysis.files import (
    HeldElection,
    RejectedFile,
    held_election,
    recount_file,
)
from folkmoot.deciding.analysis.findings import Finder, Found, NotThisCount, Step, steps
from folkmoot.deciding.analysis.recounting import Recount, engine, recount, rule_in_full
from folkmoot.deciding.analysis.shares import Payment, Share, share_of
from folkmoot.deciding.analysis.tally import Tally, rule_sentence, tally

__all__ = [
    "Finder",
    "Found",
    "HeldElection",
    "NotThisCount",
    "Payment",
    "Recount",
    "RejectedFile",
    "Share",
    "Step",
    "Tally",
    "engine",
    "held_election",
    "recount",
    "recount_file",
    "rule_in_full",
    "rule_sentence",
    "share_of",
    "steps",
    "tally",
]
