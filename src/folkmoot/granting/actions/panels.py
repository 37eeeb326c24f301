"""A panel: begun, its terms, who is on it, and who reads what."""

from datetime import datetime

from django.db import transaction

from folkmoot.granting.actions.handling import begin_assessment
from folkmoot.granting.actions.locking import locked, locked_call
from folkmoot.granting.models import (
    Application,
    ApplicationRole,
    Assessor,
    Assignment,
    AssignmentStage,
    Call,
    Panel,
)
from folkmoot.granting.queries import links, sharing
from folkmoot.granting.rules import assessing as rules
from folkmoot.kernel.access.roles import ASSESSOR
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.actions import account_for
from folkmoot.people.models import Account, Organisation
from folkmoot.programmes.actions import give_role
from folkmoot.programmes.models import Appointment

S = AssignmentStage


@transaction.atomic
def begin_panel(*, call: Call, by: Account | None, at: datetime) -> Panel:
    """A panel for what comes in."""
    call = locked_call(call)
    refuse(
        rules.why_not_begin_panel(
            call.stage,
            has_one=Panel.objects.filter(call=call).exists(),
            n_criteria=call.version.criteria.count() if call.version else 0,
        )
    )
    panel: Panel = Panel.objects.create(call=call, begun_at=at, begun_by=by)
    record("panel_begun", about=panel, by=by, at=at)
    return panel


@transaction.atomic
def set_panel(
    *,
    panel: Panel,
    n_each: int,
    wide_points: int,
    n_meeting: int,
    one_per_funder: bool,
    by: Account | None,
    at: datetime,
) -> Panel:
    """How many read each application, from where on they are far apart, and who visits."""
    panel = locked_panel(panel)
    refuse(rules.why_not_set_panel(panel, n_each, wide_points, n_meeting))
    panel.n_each, panel.wide_points = n_each, wide_points
    panel.n_meeting, panel.one_per_funder = n_meeting, one_per_funder
    panel.save(update_fields=["n_each", "wide_points", "n_meeting", "one_per_funder"])
    record("panel_set", about=panel, by=by, at=at, n_each=n_each, wide_points=wide_points)
    return panel


@transaction.atomic
def appoint(
    *,
    panel: Panel,
    email: str,
    organisation: Organisation | None = None,
    most: int | None = None,
    ends_at: datetime | None = None,
    by: Account | None,
    at: datetime,
) -> Assessor:
    """Somebody assesses from now on, for one funder or independent, until a day or without one."""
    panel = locked_panel(panel)
    account = account_for(address=email, by=by, at=at)
    theirs = ApplicationRole.objects.filter(application__call=panel.call, account=account)
    there = panel.assessors.filter(account=account)
    refuse(
        rules.why_not_appoint(
            panel,
            is_on_it=any(each.is_on_it(at) for each in there),
            is_applicant=theirs.exists(),
        )
    )
    programme = panel.call.programme
    if ASSESSOR not in programme.roles_of(account, at=at):
        appointment = Appointment(account.email, ASSESSOR, organisation, ends_at=ends_at)
        give_role(programme=programme, appointment=appointment, by=None, at=at)
    assessor: Assessor = Assessor.objects.create(
        panel=panel,
        account=account,
        organisation=organisation,
        most=most,
        starts_at=at,
        ends_at=ends_at,
        ended_because="As agreed" if ends_at else "",
        appointed_by=by,
    )
    record("assessor_appointed", about=panel, by=by, at=at, assessor=str(assessor.pk))
    return assessor


@transaction.atomic
def dismiss(*, assessor: Assessor, because: str, by: Account | None, at: datetime) -> Assessor:
    """Somebody leaves the panel; what they have not begun goes back to be given out."""
    panel = locked_panel(assessor.panel)
    assessor = Assessor.objects.select_for_update().get(pk=assessor.pk)
    theirs = assessor.assignments.all()
    begun = theirs.filter(stage__in=[S.CLEAR, S.SCORING, S.REOPENED])
    refuse(rules.why_not_dismiss(because, is_on_it=assessor.is_on_it(at), n_begun=begun.count()))
    theirs.filter(stage=S.ASSIGNED).update(
        stage=S.TAKEN_OFF, by_hand_because="They left the panel."
    )
    assessor.ends_at, assessor.ended_because = at, because.strip()
    assessor.save(update_fields=["ends_at", "ended_because"])
    record("assessor_dismissed", about=panel, by=by, at=at, assessor=str(assessor.pk))
    return assessor


@transaction.atomic
def share_out(*, panel: Panel, expected: str, by: Account | None, at: datetime) -> int:
    """Give the applications out as was shown: `expected` is the digest of that. How many tasks."""
    panel = locked_panel(panel)
    found = sharing.proposal_of(panel, at=at)
    refuse(
        rules.why_not_share(panel, n_applications=len(found.rows), n_assessors=len(found.loads))
        or found.why_not
        or rules.why_not_expected_sharing(found.digest, expected)
    )
    n_given = 0
    for row in found.rows:
        if row.application.stage == "ELIGIBLE":
            begin_assessment(application=row.application, by=by, at=at)
        for assessor in row.assessors:
            _, is_new = Assignment.objects.get_or_create(
                application=row.application,
                assessor=assessor,
                defaults={"assigned_at": at, "assigned_by": by},
            )
            n_given += is_new
    record("shared_out", about=panel, by=by, at=at, number=n_given, digest=found.digest)
    return n_given


@transaction.atomic
def assign_by_hand(
    *, application: Application, assessor: Assessor, because: str, by: Account | None, at: datetime
) -> Assignment:
    """Give one application to one more assessor."""
    panel = locked_panel(assessor.panel)
    application = locked(application)
    there = Assignment.objects.filter(application=application, assessor=assessor).first()
    refuse(
        rules.why_not_assign_by_hand(
            panel,
            because,
            stage=application.stage,
            is_on_it=assessor.is_on_it(at) and application.call_id == panel.call_id,
            link=links.link_between(application, assessor, at=at),
            has_it=there is not None and there.stage != S.TAKEN_OFF,
        )
    )
    if application.stage == "ELIGIBLE":
        begin_assessment(application=application, by=by, at=at)
    made = there or Assignment(application=application, assessor=assessor)
    made.stage, made.assigned_at, made.assigned_by = S.ASSIGNED, at, by
    made.by_hand_because = because.strip()
    made.save()
    record("assigned_by_hand", about=made, by=by, at=at, because=because.strip())
    return made


@transaction.atomic
def take_off(
    *, assignment: Assignment, because: str, by: Account | None, at: datetime
) -> Assignment:
    """Take one application off one assessor; what they typed is not kept."""
    locked_panel(assignment.assessor.panel)
    assignment = locked_assignment(assignment)
    refuse(rules.why_not_take_off(assignment, because))
    assignment.stage, assignment.by_hand_because = S.TAKEN_OFF, because.strip()
    assignment.draft, assignment.draft_at = {}, None
    assignment.save(update_fields=["stage", "by_hand_because", "draft", "draft_at"])
    record("assignment_taken_off", about=assignment, by=by, at=at, because=because.strip())
    return assignment


def locked_panel(panel: Panel) -> Panel:
    """The panel, held, with its call."""
    rows = Panel.objects.select_for_update(of=("self",)).select_related("call__programme")
    found: Panel = rows.get(pk=panel.pk)
    return found


def locked_assignment(assignment: Assignment) -> Assignment:
    """One task, held."""
    rows = Assignment.objects.select_for_update(of=("self",)).select_related(
        "application__call__panel", "application__call__version", "assessor__panel"
    )
    found: Assignment = rows.get(pk=assignment.pk)
    return found
