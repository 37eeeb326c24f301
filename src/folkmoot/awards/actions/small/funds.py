"""Small funds: opened, given more or less, closed; and who is on their panel."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Sum

from folkmoot.awards.models import Panellist, SmallFund, SmallGrant, SmallStage
from folkmoot.awards.rules import sharing, small
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.actions import account_for
from folkmoot.people.models import Account, Organisation
from folkmoot.places.models import Place
from folkmoot.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class FundPlan:
    """Money for small ideas: where, who holds it, how much in all and for one, who decides."""

    place: Place
    holder: Organisation
    name: str
    what: str
    set_aside_pence: int
    most_pence: int
    quorum: int = 3
    last_date: date | None = None
    programme: Programme | None = None


@transaction.atomic
def open_small_fund(*, plan: FundPlan, by: Account, at: datetime) -> SmallFund:
    """From now on people can ask."""
    refuse(
        small.why_not_open_fund(
            name=plan.name,
            what=plan.what,
            set_aside=plan.set_aside_pence,
            most=plan.most_pence,
            quorum=plan.quorum,
        )
    )
    said = {name: getattr(plan, name) for name in FundPlan.__slots__}
    fund = SmallFund.objects.create(**said, opened_at=at, opened_by=by)
    record("small_fund_opened", about=fund, by=by, at=at, pence=plan.set_aside_pence)
    return fund


@transaction.atomic
def set_money(*, fund: SmallFund, set_aside_pence: int, by: Account, at: datetime) -> SmallFund:
    """More money is set aside, or less; what was given stays covered."""
    fund = locked_fund(fund.pk)
    refuse(small.why_not_change_money(fund, set_aside_pence, committed=committed_of(fund)))
    fund.set_aside_pence = set_aside_pence
    fund.save(update_fields=["set_aside_pence"])
    record("small_fund_money", about=fund, by=by, at=at, pence=set_aside_pence)
    return fund


@transaction.atomic
def close_small_fund(*, fund: SmallFund, by: Account, at: datetime) -> SmallFund:
    """Nobody asks any more; what was given goes on to its end.

    Of a part of a shared fund, what is left goes back to it at once.
    """
    fund = locked_fund(fund.pk)
    waiting = fund.grants.filter(stage=SmallStage.PUT).count()
    refuse(small.why_not_close_fund(fund, n_waiting=waiting))
    fund.closed_at = at
    fund.save(update_fields=["closed_at"])
    record("small_fund_closed", about=fund, by=by, at=at)
    return give_back_if_due(fund=fund, by=by, at=at)


@transaction.atomic
def give_back(*, fund: SmallFund, by: Account | None, at: datetime) -> SmallFund:
    """What is left of a closed part goes back to the shared fund, for other places."""
    fund = locked_fund(fund.pk)
    refuse(sharing.why_not_give_back(fund, left=fund.kept_pence - committed_of(fund)))
    return give_back_if_due(fund=fund, by=by, at=at)


def give_back_if_due(*, fund: SmallFund, by: Account | None, at: datetime) -> SmallFund:
    """The same of a fund that is locked: on closing, and when a grant gives some back later."""
    left = fund.kept_pence - committed_of(fund)
    if sharing.why_not_give_back(fund, left=left):
        return fund
    fund.given_back_pence += left
    fund.save(update_fields=["given_back_pence"])
    record("small_fund_gave_back", about=fund, by=by, at=at, pence=left)
    return fund


@transaction.atomic
def add_panellist(*, fund: SmallFund, email: str, by: Account, at: datetime) -> Panellist:
    """Somebody who lives there decides from now on."""
    fund = locked_fund(fund.pk)
    account = account_for(address=email, by=by, at=at)
    serving = fund.panel.serving()
    refuse(
        small.why_not_add_panellist(
            fund, serves=serving.filter(account=account).exists(), n_panel=serving.count()
        )
    )
    member: Panellist = Panellist.objects.create(
        fund=fund, account=account, added_at=at, added_by=by
    )
    record("panellist_added", about=fund, by=by, at=at, panellist=str(member.pk))
    return member


@transaction.atomic
def end_panellist(*, panellist: Panellist, by: Account, at: datetime) -> Panellist:
    """They no longer decide; what they said stays."""
    panellist = Panellist.objects.select_for_update(of=("self",)).get(pk=panellist.pk)
    refuse("They have left already." if panellist.ended_at else "")
    panellist.ended_at = at
    panellist.save(update_fields=["ended_at"])
    record("panellist_ended", about=panellist, by=by, at=at)
    return panellist


def locked_fund(key: uuid.UUID) -> SmallFund:
    """The fund, for nobody else to give from meanwhile."""
    rows = SmallFund.objects.select_for_update(of=("self",))
    found: SmallFund = rows.select_related("place", "holder", "shared__funder").get(pk=key)
    return found


def committed_of(fund: SmallFund) -> int:
    """What was given and has not come back, in pence."""
    given = SmallGrant.objects.given().filter(fund=fund)
    total = given.aggregate(sum=Sum(F("granted_pence") - F("returned_pence")))["sum"]
    return total or 0
