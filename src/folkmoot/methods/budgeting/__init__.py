"""Sharing a budget among projects by the ballots people cast.

Each name is fetched from its module when it is first asked for: to count a file nobody waits
for pictures, recounts or a solver.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from folkmoot.methods.budgeting import pabulib
    from folkmoot.methods.budgeting.accounts import Account, explain
    from folkmoot.methods.budgeting.bar_lengths import Bar, bars
    from folkmoot.methods.budgeting.counting import count
    from folkmoot.methods.budgeting.digests import digest, result_json
    from folkmoot.methods.budgeting.election import Election
    from folkmoot.methods.budgeting.equality import LeftOut, Spread, left_out, spread
    from folkmoot.methods.budgeting.falls import Fall, Journey, journeys
    from folkmoot.methods.budgeting.justice import Neglect, neglected
    from folkmoot.methods.budgeting.label_shares import (
        LabelShare,
        Proportions,
        labels_in,
        proportions,
    )
    from folkmoot.methods.budgeting.limits import Limit
    from folkmoot.methods.budgeting.measures import Differences, Measures, compare, measure
    from folkmoot.methods.budgeting.nearness import CHANGES, Change, Distance, distance, distances
    from folkmoot.methods.budgeting.outcome import Comparison, Outcome, Round
    from folkmoot.methods.budgeting.picture_words import Labels, Words
    from folkmoot.methods.budgeting.pictures import picture_of_rounds
    from folkmoot.methods.budgeting.proving import Proof, Tie, prove
    from folkmoot.methods.budgeting.recounts import Robustness, robustness
    from folkmoot.methods.budgeting.rule import RULE_NAMES, Rule
    from folkmoot.methods.budgeting.ruled_out import RuledOut, broken
    from folkmoot.methods.budgeting.shares_spent import Receipt, receipt, receipts, share_spent

__all__ = [
    "CHANGES",
    "RULE_NAMES",
    "Account",
    "Bar",
    "Change",
    "Comparison",
    "Differences",
    "Distance",
    "Election",
    "Fall",
    "Journey",
    "LabelShare",
    "Labels",
    "LeftOut",
    "Limit",
    "Measures",
    "Neglect",
    "Outcome",
    "Proof",
    "Proportions",
    "Receipt",
    "Robustness",
    "Round",
    "Rule",
    "RuledOut",
    "Spread",
    "Tie",
    "Words",
    "bars",
    "broken",
    "compare",
    "count",
    "digest",
    "distance",
    "distances",
    "explain",
    "journeys",
    "labels_in",
    "left_out",
    "measure",
    "neglected",
    "pabulib",
    "picture_of_rounds",
    "proportions",
    "prove",
    "receipt",
    "receipts",
    "result_json",
    "robustness",
    "share_spent",
    "spread",
]

_NAMES_IN = {
    "accounts": "Account explain",
    "bar_lengths": "Bar bars",
    "counting": "count",
    "digests": "digest result_json",
    "election": "Election",
    "equality": "LeftOut Spread left_out spread",
    "falls": "Fall Journey journeys",
    "justice": "Neglect neglected",
    "label_shares": "LabelShare Proportions labels_in proportions",
    "limits": "Limit",
    "measures": "Differences Measures compare measure",
    "nearness": "CHANGES Change Distance distance distances",
    "outcome": "Comparison Outcome Round",
    "picture_words": "Labels Words",
    "pictures": "picture_of_rounds",
    "proving": "Proof Tie prove",
    "recounts": "Robustness robustness",
    "rule": "RULE_NAMES Rule",
    "ruled_out": "RuledOut broken",
    "shares_spent": "Receipt receipt receipts share_spent",
}
_MODULE_OF = {name: module for module, names in _NAMES_IN.items() for name in names.split()}


if not TYPE_CHECKING:  # so that a name we do not have is still a mistake to a type checker

    def __getattr__(name):
        """A name of the table, from its module."""
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
