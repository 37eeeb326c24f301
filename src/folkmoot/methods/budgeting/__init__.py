"""Sharing a budget among projects by the ballots people cast."""

from folkmoot.methods.budgeting import pabulib
from folkmoot.methods.budgeting.accounts import Account, explain
from folkmoot.methods.budgeting.bars import Bar, bars
from folkmoot.methods.budgeting.counting import count
from folkmoot.methods.budgeting.digests import digest, result_json
from folkmoot.methods.budgeting.distance import CHANGES, Change, Distance, distance, distances
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.equality import LeftOut, Spread, left_out, spread
from folkmoot.methods.budgeting.journeys import Fall, Journey, journeys
from folkmoot.methods.budgeting.justice import Neglect, neglected
from folkmoot.methods.budgeting.limits import Limit
from folkmoot.methods.budgeting.measures import Differences, Measures, compare, measure
from folkmoot.methods.budgeting.outcome import Comparison, Outcome, Round
from folkmoot.methods.budgeting.picture_words import Labels, Words
from folkmoot.methods.budgeting.pictures import picture_of_rounds
from folkmoot.methods.budgeting.proportions import (
    LabelShare,
    Proportions,
    labels_in,
    proportions,
)
from folkmoot.methods.budgeting.proving import Proof, Tie, prove
from folkmoot.methods.budgeting.receipts import Receipt, receipt, receipts, share_spent
from folkmoot.methods.budgeting.robustness import Robustness, robustness
from folkmoot.methods.budgeting.rule import RULE_NAMES, Rule
from folkmoot.methods.budgeting.ruled_out import RuledOut, broken

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
