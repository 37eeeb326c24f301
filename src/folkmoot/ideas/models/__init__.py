"""Proposals and their text, authors, support, officers' answers, mergers."""

from folkmoot.ideas.models.assessment import (
    Assessment,
    Certainty,
    Check,
    Declaration,
    Finding,
    Interest,
    InternalNote,
    Verdict,
)
from folkmoot.ideas.models.merger import Merger, MergerConsent, MergerPart, MergerStage
from folkmoot.ideas.models.proposal import (
    A_RESIDENT,
    ANSWERED,
    LIVE,
    Author,
    AuthorLink,
    Channel,
    Proposal,
    ProposalQuerySet,
    Stage,
    Version,
    Welcome,
)
from folkmoot.ideas.models.support import Ground, Report, Support
from folkmoot.ideas.models.text import TEXT_FIELDS, Draft, ProposalText
from folkmoot.ideas.models.values import Answer, Contact, Paper

__all__ = [
    "ANSWERED",
    "A_RESIDENT",
    "LIVE",
    "TEXT_FIELDS",
    "Answer",
    "Assessment",
    "Author",
    "AuthorLink",
    "Certainty",
    "Channel",
    "Check",
    "Contact",
    "Declaration",
    "Draft",
    "Finding",
    "Ground",
    "Interest",
    "InternalNote",
    "Merger",
    "MergerConsent",
    "MergerPart",
    "MergerStage",
    "Paper",
    "Proposal",
    "ProposalQuerySet",
    "ProposalText",
    "Report",
    "Stage",
    "Support",
    "Verdict",
    "Version",
    "Welcome",
]
