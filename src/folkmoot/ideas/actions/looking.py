"""Looking after what is shown: letting strangers' proposals through, answering reports."""

from datetime import datetime

from django.db import transaction

from folkmoot.ideas import notices, rules
from folkmoot.ideas.actions.keeping import end_proposal, locked
from folkmoot.ideas.models import Proposal, Report, Stage
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def show_proposal(*, proposal: Proposal, by: Account | None, at: datetime) -> Proposal:
    """Let everyone read a proposal that waited to be read."""
    proposal = locked(proposal)
    refuse(rules.why_not_show(proposal))
    proposal.stage = Stage.PUT
    proposal.save(update_fields=["stage"])
    record("proposal_shown", about=proposal, by=by, at=at)
    notices.shown(proposal, by=by, at=at)
    return proposal


@transaction.atomic
def take_down(*, proposal: Proposal, because: str, by: Account | None, at: datetime) -> Proposal:
    """Stop showing a proposal. Its address says that it was taken down, when and why."""
    proposal = locked(proposal)
    refuse(rules.why_not_take_down(proposal, because))
    end_proposal(proposal, Stage.TAKEN_DOWN, because, by=by, at=at)
    proposal.reports.filter(answered_at__isnull=True).update(
        answered_at=at, answered_by=by, answer=because.strip()
    )
    record("proposal_taken_down", about=proposal, by=by, at=at, because=because)
    notices.ended(proposal, by=by, at=at, but=[])
    return proposal


@transaction.atomic
def report_proposal(
    *, proposal: Proposal, ground: str, words: str, by: Account | None, at: datetime
) -> Report:
    """Ask the place's team to look at a proposal. Who asked is not kept."""
    refuse(rules.why_not_report(proposal))
    report = Report.objects.create(
        proposal=proposal, ground=ground, words=words.strip(), made_at=at
    )
    record("proposal_reported", about=proposal, by=None, at=at, ground=ground)
    return report


@transaction.atomic
def leave_standing(*, report: Report, answer: str, by: Account | None, at: datetime) -> Report:
    """Answer a report by leaving the proposal where it is."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    refuse(rules.why_not_answer_report(report))
    report.answered_at, report.answered_by, report.answer = at, by, answer.strip()
    report.save(update_fields=["answered_at", "answered_by", "answer"])
    record("report_answered", about=report.proposal, by=by, at=at, answer=answer)
    return report
