"""What panels, choices and letters wait for, from each of those who have a hand in them."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from folkmoot.granting.models import Assignment, Choice, FunderDecision, Interview, Panel
from folkmoot.granting.models.panel import programmes_where
from folkmoot.granting.queries.panels import BEING_ASSESSED
from folkmoot.granting.queries.reserve import reserve_task, running_out
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import DECISION_MAKER
from folkmoot.kernel.waiting import Task
from folkmoot.people.models import Account
from folkmoot.programmes.models import Funder, ProgrammeRole

MOST = 50
TO_DO = {
    "ASSIGNED": "Say whether you have an interest",
    "CLEAR": "Read and mark an application",
    "SCORING": "Finish your marks",
    "REOPENED": "Look at your marks again",
}


def to_run(account: Account, at: datetime) -> Iterator[Task]:
    """For those with a role in a programme: its panels, its choices, and how a funder decides."""
    yield from _panels(account)
    yield from _choices(account, at)
    yield from _funders(account, at)


def to_mark(account: Account) -> Iterator[Task]:
    """For assessors; one query."""
    rows = Assignment.objects.visible_to(account).filter(
        assessor__account=account, stage__in=TO_DO, assessor__panel__marks_locked_at=None
    )
    for each in rows.order_by("assigned_at")[:MOST]:
        # Before somebody has said that nothing links them, only who asks is told.
        yield Task(
            title=TO_DO[each.stage],
            about=str(each.application.lead if each.stage == "ASSIGNED" else each.application),
            place=each.application.call.programme.name,
            since=each.reopened_at or each.assigned_at,
            href=reverse("panels:task", args=[each.pk]),
            otherwise="Nobody sees the marks of the others, and the choice cannot begin.",
        )


def to_meet(account: Account, at: datetime) -> Iterator[Task]:
    """For assessors and for the team of a place that is met; one query."""
    place = Q(
        application__roles_held__account=account,
        application__roles_held__ends_at=None,
        stage__in=["PROPOSED", "NOTE_SHARED"],
    )
    goes = Q(goers__assessor__account=account) & (
        Q(stage="SCHEDULED", starts_at__lte=at) | Q(stage="HELD")
    )
    rows = Interview.objects.visible_to(account).filter(place | goes).distinct()
    titles = {
        "PROPOSED": "Say whether a visit suits you",
        "NOTE_SHARED": "Say whether the note is right",
        "SCHEDULED": "Write the note of a meeting",
        "HELD": "Share the note of a meeting",
    }
    for each in rows.order_by("starts_at")[:MOST]:
        yield Task(
            title=titles[each.stage],
            about=str(each.application),
            place=each.application.call.programme.name,
            since=each.shared_at or each.proposed_at,
            href=reverse("panels:meeting", args=[each.pk]),
            otherwise="What was seen is not part of the assessment.",
        )


def _panels(account: Account) -> Iterator[Task]:
    """All marks are in, and nobody has gone on."""
    run = programmes_where(account, Permission.CHOICE_MAKE)
    standing = Assignment.objects.standing().filter(assessor__panel=OuterRef("pk"))
    waiting = standing.exclude(stage="SUBMITTED")
    rows = Panel.objects.filter(
        Exists(standing), ~Exists(waiting), call__programme__in=run, marks_locked_at=None
    ).select_related("call__programme")
    for each in rows.filter(call__applications__stage__in=BEING_ASSESSED).distinct()[:MOST]:
        yield Task(
            title="All marks are in: go on",
            about=str(each.call),
            place=each.call.programme.name,
            since=each.begun_at,
            href=reverse("panels:panel", args=[each.pk]),
            otherwise="Nobody is chosen.",
        )


NEXT = {
    "OPEN": (Permission.PANEL_LEAD, "Recommend a set of places", "choices:choice"),
    "NOT_CARRIED": (Permission.PANEL_LEAD, "Look at the choice again", "choices:decision"),
    "DECIDED": (Permission.CHOICE_TELL, "Write the letters to all", "choices:letters"),
    "TOLD": (Permission.CHOICE_TELL, "Publish the choice", "choices:publish"),
}


def _choices(account: Account, at: datetime) -> Iterator[Task]:
    leads = programmes_where(account, Permission.PANEL_LEAD)
    tells = programmes_where(account, Permission.CHOICE_TELL)
    silent = Funder.objects.filter(version=OuterRef("version")).exclude(
        organisation__in=FunderDecision.objects.filter(
            choice=OuterRef(OuterRef("pk")), sha256=OuterRef(OuterRef("recommended_sha256"))
        ).values("organisation")
    )
    tells_now = running_out(Choice.objects.filter(panel__call__programme__in=tells), at)
    rows = (
        Choice.objects.visible_to(account)
        .annotate(is_silent=Exists(silent), runs_out=Q(pk__in=tells_now.values("pk")))
        .filter(
            Q(stage__in=["OPEN", "NOT_CARRIED"], panel__call__programme__in=leads)
            | Q(stage__in=["DECIDED", "TOLD"], panel__call__programme__in=tells)
            | Q(stage="RECOMMENDED", is_silent=False, panel__call__programme__in=tells)
            | Q(runs_out=True)
        )
    )
    for each in rows.order_by("stage_at")[:MOST]:
        if getattr(each, "runs_out", False):
            yield reserve_task(each, at)
        if each.stage in ("TELLING", "PUBLISHED"):
            continue
        minutes = (Permission.CHOICE_TELL, "Write the minutes of the decision", "choices:settle")
        _, title, page = NEXT.get(each.stage, minutes)
        yield _task(each, title, page)


def _funders(account: Account, at: datetime) -> Iterator[Task]:
    held = ProgrammeRole.objects.held_at(at).filter(account=account, role=DECISION_MAKER.name)
    theirs = dict(held.values_list("organisation", "organisation__name"))
    if not theirs:
        return
    rows = Choice.objects.visible_to(account).filter(
        stage="RECOMMENDED", panel__call__programme__in=held.values("programme")
    )
    for each in rows[:MOST]:
        asked = set(each.version.funders.values_list("organisation", flat=True))
        given = FunderDecision.objects.filter(choice=each, sha256=each.recommended_sha256)
        asked -= set(given.values_list("organisation", flat=True))
        for key in asked & theirs.keys():
            yield _task(each, f"Decide for {theirs[key]}", "choices:decision")


def _task(choice: Choice, title: str, page: str) -> Task:
    return Task(
        title=title,
        about=str(choice.panel.call),
        place=choice.panel.call.programme.name,
        since=choice.stage_at,
        href=reverse(page, args=[choice.ref]),
        otherwise="Everybody who applied goes on waiting.",
    )
