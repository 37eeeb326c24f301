"""Who may answer a proposal, and what an answer must say."""

from datetime import datetime

from folkmoot.ideas.models import (
    ANSWERED,
    Answer,
    Assessment,
    Declaration,
    Finding,
    Interest,
    Proposal,
    Stage,
    Verdict,
)
from folkmoot.ideas.rules.text import MOST_PENCE, why_not_range
from folkmoot.kernel.access.may import may
from folkmoot.kernel.access.permissions import Permission
from folkmoot.people.models import Account

OPEN_TO_OFFICERS = frozenset({Stage.PUT, Stage.ASSESSED, *ANSWERED})
NOT_NOW = {
    Stage.HELD: "Let it be seen first; then it can be looked at.",
    Stage.DECIDING: "It is in a decision, so the answer stays as it is.",
    Stage.WITHDRAWN: "This proposal was withdrawn, so there is nothing to answer.",
    Stage.MERGED: "This proposal has become part of another. Answer that one.",
    Stage.TAKEN_DOWN: "This proposal was taken down.",
}


def latest_verdict(proposal: Proposal) -> Verdict | None:
    """The answer in force."""
    return Verdict.objects.filter(assessment__proposal=proposal).first()


def why_not_look(proposal: Proposal) -> str:
    """Why officers do not look at this now."""
    return NOT_NOW.get(Stage(proposal.stage), "")


def why_not_assign(proposal: Proposal, officer: Account | None, *, at: datetime) -> str:
    """Why this cannot be given to that officer."""
    if why := why_not_look(proposal):
        return why
    if officer is None:
        return ""
    if not may(officer, Permission.PROPOSAL_ASSESS, within=proposal.place, at=at):
        return f"{officer.shown_name()} is not a service officer here."
    return why_not_impartial(proposal, officer)


def why_not_impartial(proposal: Proposal, officer: Account) -> str:
    """Nobody answers their own proposal."""
    if proposal.authors.of_account(officer).exists():
        return "An author of a proposal cannot also be the one who answers it."
    return ""


def latest_declaration(assessment: Assessment, officer: Account | None) -> Declaration | None:
    """What this officer last declared."""
    return assessment.declarations.filter(officer=officer).first() if officer else None


def why_not_declare(assessment: Assessment, officer: Account | None, interest: str) -> str:
    """Why there is nothing to declare now."""
    if why := why_not_look(assessment.proposal) or _why_not_theirs(assessment, officer):
        return why
    before = latest_declaration(assessment, officer)
    if before and before.interest == Interest.RECUSED and interest != Interest.RECUSED:
        return "You stepped aside from this. It needs someone else."
    return ""


def why_not_open_assessment(assessment: Assessment, officer: Account | None) -> str:
    """Why the assessment does not open to this officer yet."""
    if why := why_not_look(assessment.proposal) or _why_not_theirs(assessment, officer):
        return why
    declared = latest_declaration(assessment, officer)
    if declared is None:
        return "Say first whether you have an interest in this."
    if declared.interest == Interest.RECUSED:
        return "You stepped aside from this, so someone else answers it."
    return ""


def _why_not_theirs(assessment: Assessment, officer: Account | None) -> str:
    if officer is None:
        return "Sign in first."
    if why := why_not_impartial(assessment.proposal, officer):
        return why
    if assessment.officer_id and assessment.officer_id != officer.pk and assessment.officer:
        name = assessment.officer.shown_name()
        return f"{name} is looking at this. A convenor can give it to you."
    return ""


def why_not_verdict(answer: Answer) -> str:
    """What an answer must say."""
    if answer.finding not in Finding.values:
        return "Choose whether it can be done."
    if not answer.reason.strip():
        return "Give the reason. Everyone will read it."
    if answer.finding != Finding.FEASIBLE and not answer.would_need.strip():
        return "Say what would make it possible, even if it is not in your hands."
    return _why_not_costs(answer)


def _why_not_costs(answer: Answer) -> str:
    sums = (answer.cost_least_pence, answer.cost_most_pence, answer.running_pence)
    if any(amount is not None and not 0 <= amount <= MOST_PENCE for amount in sums):
        return "A sum of money is nothing or more, and not as large as that."
    if why := why_not_range(answer.cost_least_pence, answer.cost_most_pence):
        return why
    if answer.finding == Finding.NOT_FEASIBLE:
        return ""
    if not answer.cost_most_pence:
        return "Write what it would cost, from the least to the most."
    if not answer.certainty:
        return "Say how sure the cost is."
    if answer.running_pence and not answer.running_by.strip():
        return "Say who would carry the running cost. If nobody yet, write that."
    return ""
