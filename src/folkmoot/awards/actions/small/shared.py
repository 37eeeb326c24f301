"""Money shared out among places: set aside, given to a place, given more or less."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Sum

from folkmoot.awards.actions.small.funds import committed_of, locked_fund
from folkmoot.awards.models import SharedFund, SmallFund
from folkmoot.awards.rules import sharing as rules
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account, Organisation
from folkmoot.places.models import Place
from folkmoot.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class SharedPlan:
    """Money for small ideas of several places: whose, how much in all, the most for one grant."""

    funder: Organisation
    name: str
    what: str
    set_aside_pence: int
    most_pence: int
    programme: Programme | None = None


@transaction.atomic
def open_shared_fund(*, plan: SharedPlan, by: Account, at: datetime) -> SharedFund:
    """From now on places can be given their part."""
    refuse(
        rules.why_not_share(
            name=plan.name,
            what=plan.what,
            set_aside=plan.set_aside_pence,
            most=plan.most_pence,
        )
    )
    said = {name: getattr(plan, name) for name in SharedPlan.__slots__}
    made: SharedFund = SharedFund.objects.create(**said, opened_at=at, opened_by=by)
    record("shared_fund_opened", about=made, by=by, at=at, pence=plan.set_aside_pence)
    return made


@transaction.atomic
def give_part(
    *,
    shared: SharedFund,
    place: Place,
    holder: Organisation,
    pence: int,
    by: Account,
    at: datetime,
) -> SmallFund:
    """A place has its part: a small fund of its own, on which its own panel decides."""
    locked = _locked(shared)
    parts = locked.parts.all()
    is_there = parts.filter(place=place).exists()
    refuse(rules.why_not_give_part(locked, pence, others=_sum(locked), is_there=is_there))
    fund: SmallFund = SmallFund.objects.create(
        shared=locked,
        place=place,
        holder=holder,
        programme=locked.programme,
        name=locked.name,
        what=locked.what,
        set_aside_pence=pence,
        most_pence=locked.most_pence,
        opened_at=at,
        opened_by=by,
    )
    record("small_fund_opened", about=fund, by=by, at=at, pence=pence)
    return fund


@transaction.atomic
def change_part(*, fund: SmallFund, pence: int, by: Account, at: datetime) -> SmallFund:
    """A place has more of it, or less; what was given there stays covered."""
    shared = _locked(fund.shared) if fund.shared else None
    locked = locked_fund(fund.pk)
    others = _sum(shared, but=locked) if shared else 0
    committed = committed_of(locked)
    refuse(rules.why_not_change_part(locked, pence, others=others, committed=committed))
    locked.set_aside_pence = pence
    locked.save(update_fields=["set_aside_pence"])
    record("small_fund_money", about=locked, by=by, at=at, pence=pence)
    return locked


@transaction.atomic
def change_whole(*, shared: SharedFund, pence: int, by: Account, at: datetime) -> SharedFund:
    """More is set aside for all places together, or less; their parts stay covered."""
    locked = _locked(shared)
    refuse(rules.why_not_change_whole(locked, pence, parts=_sum(locked)))
    locked.set_aside_pence = pence
    locked.save(update_fields=["set_aside_pence"])
    record("shared_fund_money", about=locked, by=by, at=at, pence=pence)
    return locked


def _locked(shared: SharedFund) -> SharedFund:
    return SharedFund.objects.select_for_update(of=("self",)).get(pk=shared.pk)


def _sum(shared: SharedFund, *, but: SmallFund | None = None) -> int:
    rows = shared.parts.exclude(pk=but.pk) if but else shared.parts.all()
    return rows.aggregate(sum=Sum(F("set_aside_pence") - F("given_back_pence")))["sum"] or 0
