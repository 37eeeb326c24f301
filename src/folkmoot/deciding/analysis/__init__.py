"""From piles to arrays, and from outcomes to plain values; the only door to the methods."""

from folkmoot.deciding.analysis.files import (
    HeldElection,
    RejectedFile,
    held_election,
    recount_file,
)
from folkmoot.deciding.analysis.findings import Finder, Found, NotThisCount, Step, steps
from folkmoot.deciding.analysis.other_rules import (
    QUICK,
    by_another_rule,
    is_own_rule,
    rules_to_try,
)
from folkmoot.deciding.analysis.recounting import Recount, engine, recount, rule_in_full
from folkmoot.deciding.analysis.shares import Payment, Share, share_of
from folkmoot.deciding.analysis.tally import Question, Tally, question, rule_sentence, tally

__all__ = [
    "QUICK",
    "Finder",
    "Found",
    "HeldElection",
    "NotThisCount",
    "Payment",
    "Question",
    "Recount",
    "RejectedFile",
    "Share",
    "Step",
    "Tally",
    "by_another_rule",
    "engine",
    "held_election",
    "is_own_rule",
    "question",
    "recount",
    "recount_file",
    "rule_in_full",
    "rule_sentence",
    "rules_to_try",
    "share_of",
    "steps",
    "tally",
]
