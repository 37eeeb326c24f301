"""What small grants wait for, from the panel, the team and whoever pays."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from folkmoot.awards.models import Panellist, SmallFund, SmallGrant, organisations_of
from folkmoot.awards.rules import small
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.prepared import prepared
from folkmoot.kernel.ui.words import day, money
from folkmoot.kernel.waiting import Task
from folkmoot.people.models import Account
from folkmoot.places.models import places_of

MOST = 50
OTHERWISE = {
    "PUT": "Four people wait longer than they were told.",
    "TOLD": "Nobody else can have what was not spent.",
}


def grants_to_remind_of(at: datetime) -> QuerySet[SmallGrant]:
    """Grants soon due whose panel was not reminded, and late ones whose panel was not told."""
    today = localdate(at)
    soon = Q(due_date__lte=today + small.REMIND_BEFORE, due_date__gte=today, reminded_at=None)
    late = Q(due_date__lt=today, overdue_told_at=None)
    return SmallGrant.objects.filter(soon | late, stage="PUT").order_by("due_date")[:200]


def to_say(account: Account, at: datetime) -> Iterator[Task]:
    """For somebody on a panel."""
    mine = Panellist.objects.serving().filter(account=account)
    done = Q(answers__panellist__in=mine) & (Q(answers__has_interest=True) | ~Q(answers__says=""))
    rows = (
        SmallGrant.objects.filter(stage="PUT", fund__in=mine.values("fund"))
        .exclude(pk__in=SmallGrant.objects.filter(done).values("pk"))
        .select_related("fund__place")
        .order_by("due_date", "id")[:MOST]
    )
    for grant in rows:
        late = small.is_overdue(grant, today=localdate(at))
        yield _task(
            grant,
            f"Say yes or no by {day(grant.due_date)}" if not late else "Late: say yes or no",
            "small_grants:say",
        )


def for_team(account: Account, at: datetime) -> Iterator[Task]:
    """For those who keep a fund of their place."""
    for grant in _for_keepers(account.pk, localdate(at)):
        yield _task(grant, _team_does(grant), "small_grants:grant")


@prepared
def _for_keepers(account: UUID, today: date) -> QuerySet[SmallGrant]:
    said = Count("answers", filter=Q(answers__pence__isnull=False))
    here = places_of(Account(pk=account), Permission.SMALL_FUND_KEEP)
    return (
        SmallGrant.objects.annotate(n_said=said)
        .filter(fund__place__in=here)
        .filter(
            Q(stage="PUT", n_said__gte=F("fund__quorum"))
            | Q(stage="PUT", due_date__lt=today)
            | (Q(stage="GRANTED") & ~Q(payee=""))
            | Q(stage="TOLD")
        )
        .select_related("fund__place")
        .order_by("due_date", "id")[:MOST]
    )


def to_name(account: Account) -> Iterator[Task]:
    """Funds whose panel is smaller than what decides: nobody can ask before it is named."""
    serving = Count("panel", filter=Q(panel__ended_at__isnull=True))
    rows = (
        SmallFund.objects.annotate(n_panel=serving)
        .filter(place__in=places_of(account, Permission.SMALL_FUND_KEEP), closed_at__isnull=True)
        .filter(n_panel__lt=F("quorum"))
        .select_related("place")
        .order_by("opened_at", "pk")[:MOST]
    )
    for fund in rows:
        yield Task(
            title="Name the panel that decides",
            about=f"{fund.name}: {money(fund.kept_pence)} for small ideas",
            place=fund.place.name,
            since=fund.opened_at,
            href=reverse("small_grants:panel", args=[fund.ref]),
            otherwise="Nobody can ask for any of it.",
        )


def _team_does(grant: SmallGrant) -> str:
    if grant.stage == "GRANTED":
        return "Say that it is right to pay"
    if grant.stage == "TOLD":
        return "Settle what was not spent" if grant.to_return_pence else "Finish a small grant"
    enough = getattr(grant, "n_said", 0) >= grant.fund.quorum
    return "Write the answer" if enough else "Late: ask the panel for its answer"


def to_pay(account: Account) -> Iterator[Task]:
    """For whoever pays for the organisation that holds the money."""
    theirs = organisations_of(account, Permission.SMALL_GRANT_PAY)
    rows = (
        SmallGrant.objects.filter(stage="READY", fund__holder__in=theirs)
        .exclude(approved_by=account)
        .select_related("fund__place")
        .order_by("approved_at")[:MOST]
    )
    for grant in rows:
        yield _task(grant, "Pay a small grant", "small_grants:grant")


def _task(grant: SmallGrant, title: str, page: str) -> Task:
    pence = grant.granted_pence or grant.asked_pence
    return Task(
        title=title,
        about=f"{money(pence)}: {grant.title}",
        place=grant.fund.place.name,
        since=grant.approved_at or grant.decided_at or grant.put_at,
        href=reverse(page, args=[grant.ref]),
        otherwise=OTHERWISE.get(grant.stage, "The money does not move."),
    )
