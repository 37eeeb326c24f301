"""What waits on the people of a programme, and what we know of one account."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse

from folkmoot.kernel.access.roles import DECISION_MAKER, GRANT_MANAGER
from folkmoot.kernel.prepared import prepared
from folkmoot.kernel.waiting import Task
from folkmoot.people.models import Account
from folkmoot.programmes.models import (
    Approval,
    Programme,
    ProgrammeRole,
    Says,
    Stage,
    Version,
    VersionState,
)

MOST = 100


def tasks_for(account: Account, at: datetime) -> list[Task]:
    """Versions to answer, versions sent back, and programmes that are agreed and not begun."""
    if not _one_held(account.pk, at):
        return []
    mine = ProgrammeRole.objects.filter(account=account).held_at(at)
    return sorted(
        [*_to_answer(account, at), *_sent_back(mine), *_to_begin(mine)],
        key=lambda task: (task.since, task.href),
    )


@prepared
def _one_held(account: UUID, at: datetime) -> QuerySet[ProgrammeRole, UUID]:
    mine = ProgrammeRole.objects.filter(account=account).held_at(at)
    return mine.order_by().values_list("pk", flat=True)[:1]


def _to_answer(account: Account, at: datetime) -> list[Task]:
    """For whoever decides for a funder that has not answered; one query."""
    said = Approval.objects.filter(
        version=OuterRef("pk"),
        organisation=OuterRef("funders__organisation"),
        sha256=OuterRef("sha256"),
    )
    decides = ProgrammeRole.objects.filter(
        programme=OuterRef("programme"),
        organisation=OuterRef("funders__organisation"),
        account=account,
        role=DECISION_MAKER.name,
    ).held_at(at)
    found = (
        Version.objects.filter(Exists(decides), ~Exists(said), state=VersionState.PROPOSED)
        .select_related("programme")
        .annotate(funder=F("funders__organisation__name"))
        .order_by("proposed_at", "funder", "pk")
    )
    return [
        Task(
            title=f"Approve for {each.funder}, or send back",  # type: ignore[attr-defined]
            about=f"Version {each.number}",
            place=each.programme.name,
            since=each.proposed_at or each.drafted_at,
            href=reverse("programmes:version", args=[each.pk]),
            otherwise="It does not come into force.",
        )
        for each in found[:MOST]
    ]


def _sent_back(mine: object) -> list[Task]:
    """For grant managers: drafts that a funder sent back as they are; one query."""
    managed = mine.filter(role=GRANT_MANAGER.name)  # type: ignore[attr-defined]
    back = Approval.objects.filter(
        says=Says.BACK,
        sha256=F("version__sha256"),
        version__state=VersionState.DRAFT,
        version__programme__in=managed.values("programme"),
    ).select_related("version__programme", "organisation")
    return [
        Task(
            title="Change what was sent back",
            about=f"Version {each.version.number}: {each.words[:200]}",
            place=each.version.programme.name,
            since=each.said_at,
            href=reverse("programmes:version", args=[each.version_id]),
            otherwise=f"{each.organisation.name} does not approve.",
        )
        for each in back[:MOST]
    ]


def _to_begin(mine: object) -> list[Task]:
    """For grant managers: programmes that could begin; one query."""
    managed = mine.filter(role=GRANT_MANAGER.name)  # type: ignore[attr-defined]
    ready = Programme.objects.filter(stage=Stage.AGREED, pk__in=managed.values("programme"))
    return [
        Task(
            title="Let the programme begin",
            about="Every funder has approved it",
            place=each.name,
            since=each.stage_at,
            href=reverse("programmes:programme", args=[each.slug]),
            otherwise="No place can enter a phase.",
        )
        for each in ready[:MOST]
    ]


def everything_about(account: Account) -> dict[str, object]:
    """All that this room knows of one account, to take away."""
    said = Approval.objects.filter(said_by=account).select_related(
        "version__programme", "organisation"
    )
    return {
        "programmes_approved": [
            {
                "programme": each.version.programme.name,
                "version": each.version.number,
                "for": each.organisation.name,
                "said": each.get_says_display(),
                "words": each.words,
                "said_at": each.said_at.isoformat(),
            }
            for each in said.order_by("said_at", "id")
        ]
    }
