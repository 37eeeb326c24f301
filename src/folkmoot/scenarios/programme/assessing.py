"""Twelve assessors of differing severity read, mark and visit."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from folkmoot.granting import actions
from folkmoot.granting.actions import MeetingPlan
from folkmoot.granting.models import Application, Assignment, Call, MeetingKind, Panel
from folkmoot.granting.queries import choice as choices
from folkmoot.granting.queries import marks, sharing
from folkmoot.kernel.access.roles import PANEL_CHAIR
from folkmoot.scenarios.programme.applying import A_DAY, Asking
from folkmoot.scenarios.programme.ground import Ground, named
from folkmoot.scenarios.programme.people import ASSESSORS
from folkmoot.scenarios.telling import Tell

N_EACH, MIDDLE, MOST = 3, 3.0, 5
NOISE = 0.45  # of a mark; what one reading differs from another of the same assessor
RECUSED = 20  # the partnership whose treasurer the first assessor knows
WORDS = (
    "Little of it is shown yet.",
    "There is a beginning, and gaps.",
    "Sound, though some of it rests on one person.",
    "Good, and said by the people themselves.",
    "Strong: it is happening already.",
    "As strong as we have seen.",
)


def a_panel(found: Ground, call: Call, *, at: datetime) -> Panel:
    """Twelve people, four from each funder, and who leads them."""
    manager, programme = found.manager, found.programme
    panel = actions.begin_panel(call=call, by=manager, at=at)
    panel = actions.set_panel(
        panel=panel,
        n_each=N_EACH,
        wide_points=45,
        n_meeting=2,
        one_per_funder=False,
        by=manager,
        at=at,
    )
    for n, (someone, _) in enumerate(ASSESSORS):
        funder = found.funders[n % 3][0]
        actions.appoint(panel=panel, email=someone.email, organisation=funder, by=manager, at=at)
    if not programme.roles_held.filter(role=PANEL_CHAIR.name).exists():
        chair = found.accounts["chair"]
        named(programme, chair, PANEL_CHAIR, manager, of=None, at=at)
    return panel


def share(found: Ground, panel: Panel, asking: Sequence[Asking], *, at: datetime) -> None:
    """Give them out evenly; everybody says first what they are tied to."""
    _given_out(found, panel, at=at)
    by_ref = {each.application.ref: each for each in asking}
    _recuse(found, panel, by_ref, at=at)
    for task in _tasks(panel, "ASSIGNED"):
        account = task.assessor.account
        actions.declare(assignment=task, has_interest=False, by=account, at=at + A_DAY)


def assess(
    found: Ground,
    panel: Panel,
    asking: Sequence[Asking],
    tell: Tell,
    *,
    at: datetime,
    rng: Random,
) -> None:
    """Everybody marks alone, and talks where they are far apart."""
    by_ref = {each.application.ref: each for each in asking}
    tasks = list(_tasks(panel, "CLEAR"))
    for number, task in enumerate(tasks, 1):
        _mark(task, by_ref[task.application.ref], rng, at=at)
        tell.far("Readings", number, len(tasks))
    _talk(found, panel, at=at + timedelta(days=14))


def _given_out(found: Ground, panel: Panel, *, at: datetime) -> None:
    shared = sharing.proposal_of(panel, at=at)
    actions.share_out(panel=panel, expected=shared.digest, by=found.manager, at=at)


def _tasks(panel: Panel, stage: str) -> Iterable[Assignment]:
    rows = Assignment.objects.standing().filter(assessor__panel=panel, stage=stage)
    return rows.select_related("application__call", "assessor__account").order_by(
        "application__title", "assessor__account__email"
    )


def _recuse(found: Ground, panel: Panel, by_ref: Mapping[str, Asking], *, at: datetime) -> None:
    """One assessor knows one partnership: they never see it, and somebody else reads it."""
    for task in _tasks(panel, "ASSIGNED"):
        if by_ref[task.application.ref].who.number != RECUSED:
            continue
        actions.declare(
            assignment=task,
            has_interest=True,
            words="Their treasurer is my cousin.",
            by=task.assessor.account,
            at=at,
        )
        _given_out(found, panel, at=at)
        return


def _mark(task: Assignment, asked: Asking, rng: Random, *, at: datetime) -> None:
    """What this assessor gives: the strength there is, their severity, and chance."""
    severity = {someone.email: each for someone, each in ASSESSORS}
    account = task.assessor.account
    usual = MIDDLE + asked.who.strength / 100 + severity[account.email] / 100
    given = {}
    for criterion in marks.criteria_of(task.application.call):
        mark = min(MOST, max(0, round(usual + rng.gauss(0, NOISE))))
        given[criterion.pk] = (mark, WORDS[mark])
    actions.hand_in_marks(assignment=task, given=given, by=account, at=at + A_DAY * 7)


def _talk(found: Ground, panel: Panel, *, at: datetime) -> None:
    """Where assessors are far apart they talk; what each had given stays."""
    chair, wide = found.accounts["chair"], choices.ready(panel).wide
    for application in panel.call.applications.filter(title__in=wide).order_by("title"):
        talk = actions.open_moderation(application=application, by=chair, at=at)
        actions.note_moderation(
            moderation=talk,
            agreed=False,
            words="They weigh the risk of one building differently, and each has a point.",
            values={},
            by=chair,
            at=at + A_DAY,
        )


def visit(found: Ground, asking: Sequence[Asking], tell: Tell, *, at: datetime) -> None:
    """Two assessors visit every place; it reads their note, and puts one fact right."""
    for number, each in enumerate(asking, 1):
        application = Application.objects.get(pk=each.application.pk)
        _visited(found, application, number, at=at + timedelta(hours=6 * number))
        tell.far("Visits", number, len(asking))


def _visited(found: Ground, application: Application, number: int, *, at: datetime) -> None:
    tasks = application.assignments.filter(stage="CLEAR").select_related("assessor")
    two = tuple(task.assessor for task in tasks.order_by("assessor__account__email")[:2])
    leader, manager = application.started_by, found.manager
    assert leader is not None
    held = at + timedelta(days=10)
    plan = MeetingPlan(MeetingKind.VISIT, held, "Where you meet", two, "A walk, then tea.")
    meeting = actions.propose_meeting(application=application, plan=plan, by=manager, at=at)
    meeting = actions.agree_meeting(
        meeting=meeting, access_needs="No steps, and a break halfway.", by=leader, at=at + A_DAY
    )
    note = "Fourteen residents were there. We walked the streets and saw the hall and the yard."
    meeting = actions.note_meeting(
        meeting=meeting, note=note, by=two[0].account, at=held + A_DAY / 4
    )
    meeting = actions.share_note(meeting=meeting, by=two[0].account, at=held + A_DAY)
    right = number % 6 != 0
    actions.answer_note(
        meeting=meeting,
        confirms=right,
        correction="" if right else "Sixteen were there: two came later.",
        by=leader,
        at=held + 2 * A_DAY,
    )
