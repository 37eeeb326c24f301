"""Officers' answers: who looks, what they declare, what they say."""

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from folkmoot.ideas import notices, rules
from folkmoot.ideas.actions.keeping import locked
from folkmoot.ideas.models import (
    Answer,
    Assessment,
    Declaration,
    Interest,
    InternalNote,
    Proposal,
    Stage,
    Verdict,
)
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def assign_assessment(
    *,
    proposal: Proposal,
    service: str,
    officer: Account | None,
    answer_date: date | None = None,
    by: Account | None,
    at: datetime,
) -> Assessment:
    """Give a proposal to a service, and to an officer of it or to whoever takes it first."""
    proposal = locked(proposal)
    refuse("" if service.strip() else "Name the service that should answer.")
    refuse(rules.why_not_assign(proposal, officer, at=at))
    assessment, _ = Assessment.objects.update_or_create(
        proposal=proposal,
        defaults={
            "service": service.strip(),
            "officer": officer,
            "assigned_at": at,
            "assigned_by": by,
        },
    )
    proposal.answer_date = answer_date or proposal.answer_date
    if proposal.stage == Stage.PUT:
        proposal.stage = Stage.ASSESSED
    proposal.save(update_fields=["stage", "answer_date"])
    record(
        "assessment_assigned",
        about=proposal,
        by=by,
        at=at,
        service=service,
        officer=str(officer.pk) if officer else "",
        answer_date=proposal.answer_date.isoformat(),
    )
    if officer and officer != by:
        notices.assigned(proposal, officer, by=by, at=at)
    return assessment


@transaction.atomic
def declare_interest(
    *, assessment: Assessment, interest: str, words: str = "", by: Account, at: datetime
) -> Declaration:
    """Say whether one has an interest, before the assessment opens.

    Someone who steps aside gives the proposal back; a reason is kept, not published.
    """
    assessment = _locked(assessment)
    refuse(rules.why_not_declare(assessment, by, interest))
    told = interest == Interest.NONE or words.strip()
    refuse("" if told else "Say in a few words what your interest is.")
    declaration = Declaration.objects.create(
        assessment=assessment, officer=by, interest=interest, words=words.strip(), declared_at=at
    )
    assessment.officer = None if interest == Interest.RECUSED else by
    assessment.save(update_fields=["officer"])
    record("interest_declared", about=assessment.proposal, by=by, at=at, interest=interest)
    return declaration


@transaction.atomic
def give_verdict(*, assessment: Assessment, answer: Answer, by: Account, at: datetime) -> Verdict:
    """Answer a proposal, or change the answer. Earlier ones stay readable."""
    proposal = locked(assessment.proposal)  # first, as whoever assigns it does
    assessment = _locked(assessment)
    assessment.proposal = proposal
    refuse(rules.why_not_open_assessment(assessment, by) or rules.why_not_verdict(answer))
    again = assessment.verdicts.exists()
    declared = rules.latest_declaration(assessment, by)
    shown = declared.words if declared and declared.interest == Interest.SHOWN else ""
    verdict = Verdict.objects.create(
        assessment=assessment,
        version=proposal.version,
        interest=shown,
        answered_at=at,
        answered_by=by,
        **asdict(answer),
    )
    proposal.stage = Stage(answer.finding)
    proposal.save(update_fields=["stage"])
    record("proposal_answered", about=proposal, by=by, at=at, finding=answer.finding, again=again)
    notices.answered(proposal, verdict, again=again, by=by, at=at)
    return verdict


@transaction.atomic
def write_internal_note(
    *, assessment: Assessment, text: str, by: Account, at: datetime
) -> InternalNote:
    """Leave a note for other officers. It is never public."""
    refuse("" if text.strip() else "Write something first.")
    refuse(rules.why_not_impartial(assessment.proposal, by))
    note = InternalNote.objects.create(
        assessment=assessment, text=text.strip(), written_at=at, written_by=by
    )
    record("internal_note_written", about=assessment.proposal, by=by, at=at)
    return note


def _locked(assessment: Assessment) -> Assessment:
    rows = Assessment.objects.select_for_update(of=("self",))
    return rows.select_related("proposal__place", "officer").get(pk=assessment.pk)
