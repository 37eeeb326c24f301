"""Small funds and where their money is; what was given, and what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import BigIntegerField, Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from folkmoot.awards.models import SmallFund, SmallGrant, SmallStage
from folkmoot.awards.models.small_grant import GIVEN
from folkmoot.awards.rules import small
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.prepared import prepared
from folkmoot.places.models import Place, places_of

NOTHING = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class FundMoney:
    """Where the money of a small fund is, in pence: the parts are what was set aside."""

    set_aside: int
    spent: int  # as those who did it say
    with_groups: int  # paid, and not yet told of or still to come back
    promised: int  # granted, not paid yet
    given_back: int = 0  # of a closed part: what is with those who share the money out again

    @property
    def given(self) -> int:
        """All that is with groups, promised to them, or spent."""
        return self.spent + self.with_groups + self.promised

    @property
    def left(self) -> int:
        """What can still be given."""
        return self.set_aside - self.given - self.given_back


@dataclass(frozen=True, slots=True)
class FundRow:
    """A fund in a list, with what is left and why one cannot ask, if so."""

    fund: SmallFund
    left: int
    n_given: int
    why_not: str


def money_of(fund: SmallFund) -> FundMoney:
    """Where each pound of a fund is; one query."""
    return sums_by_fund([fund])[fund.pk]


def sums_by_fund(funds: Sequence[SmallFund]) -> dict[UUID, FundMoney]:
    """The same of several funds, by key; one query."""
    granted, spent = Coalesce(F("granted_pence"), 0), Coalesce(F("spent_pence"), 0)
    paid = Q(stage__in=["PAID", "TOLD", "DONE"])
    sums = (
        SmallGrant.objects.given()
        .filter(fund__in=funds)
        .order_by()
        .values("fund")
        .annotate(
            spent=Sum(spent, filter=paid, default=0),
            with_groups=Sum(granted - spent - F("returned_pence"), filter=paid, default=0),
            promised=Sum(granted, filter=~paid, default=0),
        )
    )
    told = {each["fund"]: (each["spent"], each["with_groups"], each["promised"]) for each in sums}
    return {
        each.pk: FundMoney(
            each.set_aside_pence, *told.get(each.pk, NOTHING), given_back=each.given_back_pence
        )
        for each in funds
    }


def why_not_ask_now(fund: SmallFund, *, left: int, at: datetime) -> str:
    """Why nobody can ask for a grant now; "" when anybody can. One query."""
    n_panel = fund.panel.serving().count()
    return small.why_not_take(fund, left=left, n_panel=n_panel, today=localdate(at))


def why_not_close(fund: SmallFund) -> str:
    """Why a fund cannot be closed now; "" when it can. One query."""
    waiting = fund.grants.filter(stage=SmallStage.PUT).count()
    return small.why_not_close_fund(fund, n_waiting=waiting)


def funds_seen(*, today: date, place: Place | None = None) -> list[FundRow]:
    """Every small fund, those one can ask first; one query."""
    found = []
    for fund in _seen_in(place.pk) if place else _seen():
        left = fund.kept_pence - getattr(fund, "committed", 0)
        n_panel = getattr(fund, "n_panel", 0)
        why_not = small.why_not_take(fund, left=left, n_panel=n_panel, today=today)
        found.append(FundRow(fund, left, getattr(fund, "n_given", 0), why_not))
    return sorted(found, key=lambda row: bool(row.why_not))


def _seen() -> QuerySet[SmallFund]:
    """Every small fund, with what is given of it and who decides."""
    given = SmallGrant.objects.given().filter(fund=OuterRef("pk")).order_by().values("fund")
    committed = given.annotate(sum=Sum(F("granted_pence") - F("returned_pence"))).values("sum")
    return SmallFund.objects.visible_to(None).annotate(
        committed=Coalesce(Subquery(committed, output_field=BigIntegerField()), 0),
        n_given=Count("grants", filter=Q(grants__stage__in=GIVEN), distinct=True),
        n_panel=Count("panel", filter=Q(panel__ended_at__isnull=True), distinct=True),
    )


@prepared
def _seen_in(place: UUID) -> QuerySet[SmallFund]:
    return _seen().filter(place=place)


def in_place(place: Place, *, at: datetime) -> list[FundRow]:
    """The small funds of a place that take ideas now, for its front page; one query."""
    rows = funds_seen(today=localdate(at), place=place)
    return [row for row in rows if not row.why_not]


def grants_given(fund: SmallFund) -> QuerySet[SmallGrant]:
    """What was given, the newest first; photos are read for those that have a gathering."""
    rows = SmallGrant.objects.given().filter(fund=fund)
    return rows.select_related("gathering").order_by("-decided_at", "-id")


def queue_of(fund: SmallFund, stage: str) -> QuerySet[SmallGrant]:
    """For the team: all of a fund, the one due first on top; those of one stage when asked for."""
    rows = SmallGrant.objects.filter(fund=fund)
    if stage in SmallStage.values:
        rows = rows.filter(stage=stage)
    said = Count("answers", filter=Q(answers__pence__isnull=False))
    return rows.annotate(n_said=said).order_by("decided_at", "due_date", "id")


def kept_funds(user: object) -> QuerySet[SmallFund]:
    """Funds of the places where somebody keeps them."""
    here = places_of(user, Permission.SMALL_FUND_KEEP)
    return SmallFund.objects.filter(place__in=here)
