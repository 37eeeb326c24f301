"""Decisions and what can be chosen; the roll of voters; the ballot box; the count."""

from folkmoot.deciding.models.box import (
    BoxKey,
    CountingOfficer,
    Envelope,
    PaperBallot,
    PaperLook,
    PaperTyping,
    Pile,
)
from folkmoot.deciding.models.closing import Extension
from folkmoot.deciding.models.count import COUNT_JOB, Certificate, Count, OpenedBox, Winner
from folkmoot.deciding.models.decision import (
    TO_FINISH,
    BallotType,
    Completion,
    Decision,
    DecisionQuerySet,
    Option,
    RuleFamily,
    Satisfaction,
    Stage,
)
from folkmoot.deciding.models.finding import Finding, FindingKind
from folkmoot.deciding.models.limit import Limit
from folkmoot.deciding.models.roll import (
    BY_NAME,
    TAKEN_FROM_AFAR,
    Channel,
    CodeBatch,
    RollEntry,
    RollLook,
    Standing,
    Way,
)
from folkmoot.deciding.models.what_if import WHAT_IF_JOB, WhatIf

__all__ = [
    "BY_NAME",
    "COUNT_JOB",
    "TAKEN_FROM_AFAR",
    "TO_FINISH",
    "WHAT_IF_JOB",
    "BallotType",
    "BoxKey",
    "Certificate",
    "Channel",
    "CodeBatch",
    "Completion",
    "Count",
    "CountingOfficer",
    "Decision",
    "DecisionQuerySet",
    "Envelope",
    "Extension",
    "Finding",
    "FindingKind",
    "Limit",
    "OpenedBox",
    "Option",
    "PaperBallot",
    "PaperLook",
    "PaperTyping",
    "Pile",
    "RollEntry",
    "RollLook",
    "RuleFamily",
    "Satisfaction",
    "Stage",
    "Standing",
    "Way",
    "WhatIf",
    "Winner",
]
