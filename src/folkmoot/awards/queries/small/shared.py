"""Money shared out among places: each place's part, and all of them together."""

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.awards.models import SharedFund, SmallFund
from folkmoot.awards.queries.small.lists import FundMoney, sums_by_fund
from folkmoot.people.models import Organisation
from folkmoot.places.models import Place
from folkmoot.programmes.models import Programme, TakingPart


@dataclass(frozen=True, slots=True)
class PartRow:
    """A place's part of a shared fund, and where that money is."""

    fund: SmallFund
    money: FundMoney


@dataclass(frozen=True, slots=True)
class SharedPage:
    """All parts, what they come to, and what no place has yet; in pence."""

    parts: Sequence[PartRow]
    together: FundMoney
    to_share: int


def shared_page(shared: SharedFund) -> SharedPage:
    """Every place's part and the sum of them; two queries, however many places there are."""
    funds = list(shared.parts.select_related("place", "holder").order_by("place__name", "pk"))
    found = sums_by_fund(funds)
    parts = [PartRow(fund, found[fund.pk]) for fund in funds]
    together = FundMoney(
        set_aside=sum(each.money.set_aside for each in parts),
        spent=sum(each.money.spent for each in parts),
        with_groups=sum(each.money.with_groups for each in parts),
        promised=sum(each.money.promised for each in parts),
        given_back=sum(each.money.given_back for each in parts),
    )
    to_share = shared.set_aside_pence - together.set_aside + together.given_back
    return SharedPage(parts, together, to_share)


def places_to_share_with(shared: SharedFund) -> list[Place]:
    """Places without a part: of the programme, where it is a programme's money."""
    rows = Place.objects.exclude(pk__in=shared.parts.values("place"))
    if shared.programme_id:
        there = TakingPart.objects.filter(programme=shared.programme_id, stage="IN")
        rows = rows.filter(pk__in=there.values("place"))
    return list(rows.only("pk", "name").order_by("name")[:2000])


def programmes_of_funder(funder: Organisation) -> list[Programme]:
    """Programmes this funder pays for, in a version that all agreed on."""
    rows = Programme.objects.filter(
        versions__state__in=("AGREED", "SUPERSEDED"), versions__funders__organisation=funder
    )
    return list(rows.distinct().order_by("name"))


def shared_by(funders: Sequence[Organisation]) -> list[SharedFund]:
    """What these funders share out, the newest first."""
    return list(SharedFund.objects.filter(funder__in=funders).select_related("funder"))
