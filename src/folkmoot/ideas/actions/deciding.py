"""Proposals and decisions: joining a draft's list, leaving it, hearing the result."""

from datetime import datetime

from django.db import transaction

from folkmoot.deciding.actions import add_option, remove_option
from folkmoot.deciding.models import Decision
from folkmoot.deciding.models import Stage as DecisionStage
from folkmoot.ideas import notices, rules
from folkmoot.ideas.actions.keeping import locked, option_facts
from folkmoot.ideas.models import Proposal, Stage
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def put_to_decision(
    *,
    proposal: Proposal,
    decision: Decision,
    cost_pence: int,
    because: str = "",
    by: Account | None,
    at: datetime,
) -> Proposal:
    """Let people choose this proposal: it becomes an option of a draft decision.

    The cost lies within what officers said. Without their yes, a reason is given and shown.
    """
    proposal = locked(proposal)
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    verdict = rules.latest_verdict(proposal)
    refuse(
        rules.why_not_put_to(
            proposal, decision, cost_pence=cost_pence, because=because, verdict=verdict
        )
    )
    proposal.option = add_option(
        decision=decision,
        title=proposal.title,
        cost_pence=cost_pence,
        by=by,
        at=at,
        **{name: fact for name, fact in option_facts(proposal).items() if name != "title"},
    )
    proposal.stage = Stage.DECIDING
    proposal.put_without_answer_because = because.strip() if rules.needs_reason(verdict) else ""
    proposal.save(update_fields=["option", "stage", "put_without_answer_because"])
    record(
        "proposal_put_to_decision",
        about=proposal,
        by=by,
        at=at,
        decision=decision.ref,
        cost_pence=cost_pence,
    )
    notices.joined_decision(proposal, by=by, at=at)
    return proposal


@transaction.atomic
def take_out_of_decision(*, proposal: Proposal, by: Account | None, at: datetime) -> Proposal:
    """Take a proposal off a draft's list, or out of a decision that was called off."""
    proposal = locked(proposal)
    refuse(rules.why_not_take_out(proposal))
    option, proposal.option = proposal.option, None
    verdict = rules.latest_verdict(proposal)
    unanswered = Stage.ASSESSED if hasattr(proposal, "assessment") else Stage.PUT
    proposal.stage = Stage(verdict.finding) if verdict else unanswered
    proposal.put_without_answer_because = ""
    proposal.save(update_fields=["option", "stage", "put_without_answer_because"])
    if option and option.decision.stage == DecisionStage.DRAFT:
        remove_option(option=option, by=by, at=at)
    record("proposal_taken_out_of_decision", about=proposal, by=by, at=at)
    return proposal


@transaction.atomic
def tell_outcome(
    *, decision: Decision, funded: frozenset[object], by: Account | None, at: datetime
) -> int:
    """Tell authors and supporters what a published decision chose; once each. How many.

    `funded` holds the keys of the options that got the money.
    """
    waiting = Proposal.objects.select_for_update(of=("self",)).filter(
        option__decision=decision,
        option__decision__stage=DecisionStage.PUBLISHED,
        outcome_told_at__isnull=True,
    )
    told = list(waiting.select_related("place", "option__decision"))
    for proposal in told:
        notices.outcome(proposal, funded=proposal.option_id in funded, by=by, at=at)
        proposal.outcome_told_at = at
        proposal.save(update_fields=["outcome_told_at"])
    record("outcome_told", about=decision, by=by, at=at, n_proposals=len(told))
    return len(told)
