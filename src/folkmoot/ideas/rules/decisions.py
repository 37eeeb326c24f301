"""Why a proposal may not join or leave a decision."""

from folkmoot.deciding.models import Decision
from folkmoot.deciding.models import Stage as DecisionStage
from folkmoot.ideas.models import LIVE, Finding, MergerPart, Proposal, Stage, Verdict
from folkmoot.ideas.rules.stages import ENDED
from folkmoot.kernel.ui.words import money


def why_not_join(proposal: Proposal) -> str:
    """Why this proposal cannot be put into any decision."""
    if proposal.stage in LIVE:
        merging = MergerPart.objects.filter(proposal=proposal, is_open=True).exists()
        return "Its authors are being asked about a merger. Wait for them." if merging else ""
    if proposal.stage == Stage.DECIDING:
        return "It is in a decision already."
    return ENDED.get(Stage(proposal.stage)) or "It is still waiting to be read."


def why_not_decision(proposal: Proposal, decision: Decision) -> str:
    """Why not that decision: another place's, or no longer a draft."""
    if decision.place_id != proposal.place_id:
        return "That decision belongs to another place."
    if decision.stage != DecisionStage.DRAFT:
        return "That decision's list was fixed when voting opened."
    return ""


def why_not_cost(cost_pence: int, verdict: Verdict | None) -> str:
    """What is voted on costs what officers said it would."""
    if cost_pence <= 0:
        return "Write what it would cost. An option must cost something."
    if verdict is None or verdict.cost_least_pence is None or verdict.cost_most_pence is None:
        return ""
    if verdict.cost_least_pence <= cost_pence <= verdict.cost_most_pence:
        return ""
    least, most = money(verdict.cost_least_pence), money(verdict.cost_most_pence)
    return f"Officers said it would cost {least} to {most}. Choose a sum within that."


def needs_reason(verdict: Verdict | None) -> bool:
    """Whether putting this into a decision goes beyond what officers said can be done."""
    return verdict is None or verdict.finding == Finding.NOT_FEASIBLE


def why_not_put_to(
    proposal: Proposal,
    decision: Decision,
    *,
    cost_pence: int,
    because: str,
    verdict: Verdict | None,
) -> str:
    """All of it."""
    why = why_not_join(proposal) or why_not_decision(proposal, decision)
    if why := why or why_not_cost(cost_pence, verdict):
        return why
    if needs_reason(verdict) and not because.strip():
        if verdict is None:
            return "Officers have not answered this yet. Say why people should choose it anyway."
        return "Officers said it cannot be done. Say why people should choose it anyway."
    return ""


def why_not_take_out(proposal: Proposal) -> str:
    """A list is fixed once people vote on it."""
    if proposal.option is None:
        return "It is not in a decision."
    if proposal.option.decision.stage not in {DecisionStage.DRAFT, DecisionStage.ABANDONED}:
        return "The decision's list was fixed when voting opened."
    return ""
