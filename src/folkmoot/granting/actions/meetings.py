"""Meeting a place: proposed, arranged, held, noted; the place corrects the facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from folkmoot.granting import notices
from folkmoot.granting.actions.locking import locked
from folkmoot.granting.actions.panels import locked_panel
from folkmoot.granting.models import Application, Assessor, Goer, Interview, MeetingStage
from folkmoot.granting.queries import meetings as queries
from folkmoot.granting.rules import meetings as rules
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.kernel.ui.words import moment
from folkmoot.people.models import Account

S = MeetingStage


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """What is proposed: a visit or an interview, when and where, who comes, what to see."""

    kind: str
    starts_at: datetime
    where: str
    assessors: tuple[Assessor, ...]
    plan: str = ""


@transaction.atomic
def propose_meeting(
    *, application: Application, plan: MeetingPlan, by: Account | None, at: datetime
) -> Interview:
    """Propose a visit or an interview; the place is asked what it needs to take part."""
    application = locked(application)
    panel = locked_panel(application.call.panel)
    open_ones = application.interviews.exclude(stage=S.CANCELLED)
    refuse(
        rules.why_not_propose_meeting(
            panel,
            stage=application.stage,
            has_one=open_ones.exists(),
            starts_at=plan.starts_at,
            at=at,
        )
        or _why_not_go(application, plan.assessors)
    )
    made: Interview = Interview.objects.create(
        application=application,
        kind=plan.kind,
        starts_at=plan.starts_at,
        where=plan.where.strip(),
        plan=plan.plan.strip(),
        proposed_at=at,
        proposed_by=by,
    )
    Goer.objects.bulk_create(Goer(interview=made, assessor=each) for each in plan.assessors)
    record("meeting_proposed", about=made, by=by, at=at)
    _tell(made, "We would like to meet you", f"We propose {moment(plan.starts_at)}.", by, at)
    return made


@transaction.atomic
def agree_meeting(
    *, meeting: Interview, access_needs: str, by: Account | None, at: datetime
) -> Interview:
    """The place says yes, and what people need to take part."""
    meeting = locked_meeting(meeting)
    refuse(rules.why_not_agree_meeting(meeting))
    meeting.stage, meeting.access_needs = S.SCHEDULED, access_needs.strip()
    meeting.agreed_at, meeting.agreed_by = at, by
    meeting.save(update_fields=["stage", "access_needs", "agreed_at", "agreed_by"])
    record("meeting_agreed", about=meeting, by=by, at=at)
    return meeting


@transaction.atomic
def move_meeting(
    *, meeting: Interview, starts_at: datetime, where: str, by: Account | None, at: datetime
) -> Interview:
    """Propose another time; the place is asked again."""
    meeting = locked_meeting(meeting)
    refuse(rules.why_not_move_meeting(meeting, starts_at, at=at))
    meeting.stage, meeting.starts_at, meeting.where = S.PROPOSED, starts_at, where.strip()
    meeting.save(update_fields=["stage", "starts_at", "where"])
    record("meeting_moved", about=meeting, by=by, at=at)
    _tell(meeting, "Another time to meet", f"We propose {moment(starts_at)}.", by, at)
    return meeting


@transaction.atomic
def call_off_meeting(
    *, meeting: Interview, because: str, by: Account | None, at: datetime
) -> Interview:
    """It does not take place."""
    meeting = locked_meeting(meeting)
    refuse(rules.why_not_call_off(meeting, because))
    meeting.stage, meeting.cancelled_because = S.CANCELLED, because.strip()
    meeting.save(update_fields=["stage", "cancelled_because"])
    record("meeting_called_off", about=meeting, by=by, at=at)
    _tell(meeting, "The meeting is called off", because.strip(), by, at)
    return meeting


@transaction.atomic
def note_meeting(*, meeting: Interview, note: str, by: Account | None, at: datetime) -> Interview:
    """Write down what was seen and said: facts, no judgement."""
    meeting = locked_meeting(meeting)
    refuse(rules.why_not_note_meeting(meeting, note, at=at))
    meeting.stage, meeting.note, meeting.note_by = S.HELD, note.strip(), by
    meeting.held_at = meeting.held_at or meeting.starts_at
    meeting.save(update_fields=["stage", "note", "note_by", "held_at"])
    record("meeting_noted", about=meeting, by=by, at=at)
    return meeting


@transaction.atomic
def share_note(*, meeting: Interview, by: Account | None, at: datetime) -> Interview:
    """The place reads the note; it stays as it is from then."""
    meeting = locked_meeting(meeting)
    refuse(rules.why_not_share_note(meeting))
    meeting.stage, meeting.shared_at = S.NOTE_SHARED, at
    meeting.save(update_fields=["stage", "shared_at"])
    record("meeting_note_shared", about=meeting, by=by, at=at)
    _tell(meeting, "Our note of the meeting", "Please look whether the facts are right.", by, at)
    return meeting


@transaction.atomic
def answer_note(
    *,
    meeting: Interview,
    confirms: bool,
    correction: str = "",
    by: Account | None,
    at: datetime,
) -> Interview:
    """The place confirms the facts, or says what was otherwise; both texts stay."""
    meeting = locked_meeting(meeting)
    refuse(rules.why_not_answer_note(meeting, confirms, correction))
    meeting.stage = S.CONFIRMED if confirms else S.CORRECTED
    meeting.correction = "" if confirms else correction.strip()
    meeting.answered_at, meeting.answered_by = at, by
    meeting.save(update_fields=["stage", "correction", "answered_at", "answered_by"])
    record("meeting_note_answered", about=meeting, by=by, at=at, confirms=confirms)
    return meeting


@transaction.atomic
def tell_of_us(
    *, meeting: Interview, was_fair: str, words: str, by: Account | None, at: datetime
) -> Interview:
    """What the place thought of how it was met. Nobody who judges it reads that before."""
    meeting = locked_meeting(meeting)
    refuse(rules.why_not_tell_of_us(meeting, was_fair))
    meeting.was_fair, meeting.of_us, meeting.of_us_at = was_fair, words.strip(), at
    meeting.save(update_fields=["was_fair", "of_us", "of_us_at"])
    record("told_of_us", about=meeting, by=by, at=at)
    return meeting


def locked_meeting(meeting: Interview) -> Interview:
    """The meeting, held."""
    rows = Interview.objects.select_for_update(of=("self",))
    found: Interview = rows.select_related("application__call__panel").get(pk=meeting.pk)
    return found


def _why_not_go(application: Application, assessors: Sequence[Assessor]) -> str:
    panel = application.call.panel
    reading = queries.who_could_go(application)
    return rules.why_not_go(
        panel,
        [each.organisation.name for each in assessors if each.organisation],
        n=len(set(assessors)),
        funders=queries.funder_names(panel),
        unread=len(set(assessors) - set(reading)),
    )


def _tell(meeting: Interview, subject: str, words: str, by: Account | None, at: datetime) -> None:
    """The place's team; for them the page of the meeting says the rest."""
    to = queries.team_accounts(meeting.application, at=at)
    notices.tell_team(meeting.application, subject, words, to, by=by, at=at)
