"""What waits on people because of calls and applications, and what we know of one account."""

from datetime import datetime

from django.db.models import Count, Min
from django.urls import reverse

from folkmoot.granting.models import Application, ApplicationRole, ApplicationStage, Partner
from folkmoot.granting.models.hidden import kept_from
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import LEAD_APPLICANT, roles_permitting
from folkmoot.kernel.ui.words import deadline
from folkmoot.kernel.waiting import Task
from folkmoot.people.models import Account
from folkmoot.programmes.models import ProgrammeRole

MOST = 100
S = ApplicationStage


def to_answer_for(account: Account) -> list[Task]:
    """For whoever answers for a partner; one query."""
    waiting = Partner.objects.filter(
        account=account,
        answered_at__isnull=True,
        application__stage__in=[S.DRAFT, S.MORE_INFORMATION],
    ).select_related("application__call", "application__lead")
    return [
        Task(
            title=f"Say whether {each.name} is a partner",
            about=f"{each.application.title}, {each.application.lead.name}",
            place=each.application.call.name,
            since=each.asked_at,
            href=reverse("granting:answer_partner", args=[each.application.ref, each.pk]),
            otherwise="They cannot count on you, and perhaps not hand it in.",
        )
        for each in waiting[:MOST]
    ]


def to_hand_in(account: Account, at: datetime) -> list[Task]:
    """For whoever leads a draft that may still be handed in; one query."""
    led = ApplicationRole.objects.filter(account=account, role=LEAD_APPLICANT.name).held_at(at)
    drafts = Application.objects.filter(
        pk__in=led.values("application"), stage=S.DRAFT, call__stage="SCHEDULED",
        call__opens_at__lte=at, call__closes_at__gt=at,
    ).select_related("call__programme")  # fmt: skip
    return [
        Task(
            title=f"Hand in “{each.title}”",
            about=each.call.name,
            place=each.call.programme.name,
            since=each.started_at,
            href=reverse("granting:application", args=[each.ref]),
            otherwise=f"The call closes on {deadline(each.call.closes_at)}, and it does not count.",
        )
        for each in drafts[:MOST]
    ]


def to_answer(account: Account, at: datetime) -> list[Task]:
    """For a team that is asked about its answers; one query."""
    held = ApplicationRole.objects.filter(account=account).held_at(at)
    asked = Application.objects.filter(
        pk__in=held.values("application"), stage=S.MORE_INFORMATION
    ).select_related("call__programme")
    return [
        Task(
            title="Answer what is asked",
            about=f"{each.title}: {each.stage_why[:120]}",
            place=each.call.programme.name,
            since=each.stage_at,
            href=reverse("granting:more", args=[each.ref]),
            otherwise="Nobody can say whether it fits the call.",
        )
        for each in asked[:MOST]
    ]


def to_check(account: Account, at: datetime) -> list[Task]:
    """For grant managers: what was handed in and has no answer, call by call; one query."""
    handles = roles_permitting(Permission.APPLICATION_HANDLE)
    held = ProgrammeRole.objects.filter(account=account, role__in=handles).held_at(at)
    waiting = (
        Application.objects.filter(
            ~kept_from(account),
            stage=S.SUBMITTED,
            call__programme__in=held.values("programme"),
        )
        .order_by()
        .values("call__ref", "call__name", "call__programme__name")
        .annotate(n=Count("pk"), since=Min("stage_at"))
    )
    return [
        Task(
            title=f"Look whether {each['n']} application{'s' * (each['n'] > 1)} fit"
            f"{'s' * (each['n'] == 1)} the call",
            about=each["call__name"],
            place=each["call__programme__name"],
            since=each["since"],
            href=reverse("calls:applications", args=[each["call__ref"]]) + "?stage=SUBMITTED",
            otherwise="They wait, and cannot be assessed.",
        )
        for each in waiting[:MOST]
    ]


def applying_about(account: Account) -> dict[str, object]:
    """All that this room knows of one account that applies, to take away."""
    held = ApplicationRole.objects.filter(account=account).select_related("application__call")
    named = Partner.objects.filter(account=account).select_related("application")
    return {
        "applications": [
            {
                "title": each.application.title,
                "call": each.application.call.name,
                "role": each.role,
                "from": each.starts_at.isoformat(),
                "until": each.ends_at.isoformat() if each.ends_at else None,
            }
            for each in held.order_by("starts_at", "id")
        ],
        "partner_answers": [
            {
                "application": each.application.title,
                "for": each.name,
                "says_yes": each.is_partner,
                "words": each.words,
            }
            for each in named.order_by("added_at", "id")
        ],
    }
