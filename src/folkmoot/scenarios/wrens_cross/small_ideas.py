"""Small ideas of Wren's Cross: what neighbours asked for, were given, and did."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from folkmoot.awards.actions import small
from folkmoot.awards.actions.small import Friend, FundPlan, SmallAsk
from folkmoot.awards.models import SmallFund, SmallGrant
from folkmoot.gatherings.models import Gathering
from folkmoot.people.models import Account, Organisation
from folkmoot.places.models import Place
from folkmoot.programmes.models import Programme
from folkmoot.scenarios.wrens_cross.people import AT
from folkmoot.scenarios.wrens_cross.proposals import Accounts

POUND = 100
PANEL = ("amina", "nesta", "david", "desk")
SKITTLES = SmallAsk(
    title="Skittles in the mill yard",
    what="Four evenings of skittles for everyone from the mill flats and the terraces. "
    "We need a set, two lamps and tea.",
    when="Fridays in May",
    where="Mill yard",
    asked_pence=260 * POUND,
    group=(
        Friend("Marjorie Bates", phone="0113 496 0101"),
        Friend("Ali Hussain"),
        Friend("Jo Penn"),
        Friend("Kasia Nowak"),
    ),
)
TABLES = SmallAsk(
    title="A long table for the canal steps",
    what="Folding tables and benches that any street can borrow for a meal outside.",
    when="Built over two weekends in spring",
    where="Canal steps",
    asked_pence=480 * POUND,
    group=(
        Friend("Bilal Aziz", email=f"bilal@{AT}"),
        Friend("Sue Harker"),
        Friend("Tom Reid"),
        Friend("Elif Kaya"),
    ),
)
FIREWORKS = SmallAsk(
    title="Fireworks on Mill Street",
    what="A display for the end of the summer holidays.",
    when="The last Saturday of August",
    where="Mill Street",
    asked_pence=500 * POUND,
    group=(
        Friend("Ray Cole", email=f"ray@{AT}"),
        Friend("Lee Cole"),
        Friend("Nat Cole"),
        Friend("Sam Fox"),
    ),
)
BIKES = SmallAsk(
    title="Mend a bicycle, keep a bicycle",
    what="Six Saturdays in the library yard: old bicycles in, mended ones out, and children learn "
    "how. Tools and tubes.",
    when="Six Saturdays from next month",
    where="Library yard",
    asked_pence=420 * POUND,
    group=(
        Friend("Imani Brooks", email=f"imani@{AT}"),
        Friend("Pete Lund"),
        Friend("Farah Malik"),
        Friend("Gwen Ellis"),
    ),
)
BULBS = SmallAsk(
    title="A thousand bulbs on the verge",
    what="Crocus and daffodil along the verge by the bus stop, planted with the school.",
    when="Half term",
    where="The verge by the bus stop",
    asked_pence=180 * POUND,
    group=(
        Friend("Olive Marsh", phone="0113 496 0102"),
        Friend("Dot Hirst"),
        Friend("Ken Hirst"),
        Friend("Priti Shah"),
    ),
)


def small_ideas(
    place: Place, programme: Programme, accounts: Accounts, *, at: datetime
) -> SmallFund:
    """A fund with one story told, one idea under way, a no with a way on, two that wait."""
    opened, keeps = at - timedelta(days=120), accounts["convenor"]
    trust = Organisation.objects.get(name="Wren's Cross Trust")
    plan = FundPlan(
        place=place,
        holder=trust,
        programme=programme,
        name="Small ideas",
        what="For what neighbours want to try: a meal, a game, a bench, a trip. It need not work.",
        set_aside_pence=3_000 * POUND,
        most_pence=500 * POUND,
    )
    fund = small.open_small_fund(plan=plan, by=keeps, at=opened)
    for name in PANEL:
        small.add_panellist(fund=fund, email=accounts[name].email, by=keeps, at=opened)
    payer = Account.objects.get(email=f"trust-finance@{AT}")
    skittles = _paid(fund, SKITTLES, (260, 260, 260), accounts, payer, at - timedelta(days=100))
    _told(skittles, accounts, at - timedelta(days=30))
    _paid(fund, TABLES, (480, 400, 400), accounts, payer, at - timedelta(days=40))
    _asked(fund, FIREWORKS, (0, 0, 200), accounts, at - timedelta(days=60))
    _asked(fund, BIKES, (420,), accounts, at - timedelta(days=7))
    small.ask_small_grant(
        fund=fund,
        ask=replace(BULBS, paper_date=localdate(at - timedelta(days=2))),
        by=accounts["organiser"],
        at=at - timedelta(days=2),
    )
    return fund


def _asked(
    fund: SmallFund, ask: SmallAsk, pounds: tuple[int, ...], accounts: Accounts, at: datetime
) -> SmallGrant:
    """Asked for, said on by so many of the panel; decided when they are enough."""
    grant, _ = small.ask_small_grant(fund=fund, ask=ask, by=None, at=at)
    for name, amount in zip(PANEL, pounds, strict=False):
        by = accounts[name]
        member = fund.panel.get(account=by)
        answer = small.declare_interest(
            grant=grant, panellist=member, has_interest=False, by=by, at=at + timedelta(days=2)
        )
        says = "yes" if amount * POUND == ask.asked_pence else "less" if amount else "no"
        small.say_on_small_grant(
            answer=answer,
            says=says,
            pence=amount * POUND,
            because="" if says == "yes" else "We would rather give to three than to one.",
            by=by,
            at=at + timedelta(days=2),
        )
    if len(pounds) < fund.quorum:
        return grant
    return small.decide_small_grant(
        grant=grant,
        reason="" if min(pounds) == ask.asked_pence // POUND else REASONS[ask.title],
        way_on="The council’s events team lends a licence and a steward; Dev Anand knows whom to "
        "ask. A lantern walk would cost a tenth, and we would gladly read it.",
        by=accounts["convenor"],
        at=at + timedelta(days=6),
    )


REASONS = {
    TABLES.title: "£400 buys the tables; the school has benches to lend.",
    FIREWORKS.title: "A display needs a licence and an insurance that cost more than the fund has.",
}


def _paid(
    fund: SmallFund,
    ask: SmallAsk,
    pounds: tuple[int, ...],
    accounts: Accounts,
    payer: Account,
    at: datetime,
) -> SmallGrant:
    grant = _asked(fund, ask, pounds, accounts, at)
    later = at + timedelta(days=9)
    small.name_payee(grant=grant, payee="person", payee_name=ask.group[0].name, by=None, at=later)
    small.make_ready(grant=grant, by=accounts["convenor"], at=later)
    return small.pay_small_grant(grant=grant, paid_date=localdate(later), by=payer, at=later)


def _told(grant: SmallGrant, accounts: Accounts, at: datetime) -> None:
    tea = Gathering.objects.filter(place=grant.fund.place, photos__isnull=False).first()
    small.tell_story(
        grant=grant,
        story="We thought twelve would come. On the last Friday there were sixty, and Mr Okonkwo, "
        "who had not been out since winter, beat all the teenagers.\n\nThe set stays in the "
        "library. Ask at the desk.",
        spent_pence=238 * POUND,
        gathering=tea,
        by=accounts["organiser"],
        at=at,
    )
    grant = small.return_money(grant=grant, pence=22 * POUND, by=accounts["convenor"], at=at)
    small.finish_small_grant(grant=grant, by=accounts["convenor"], at=at)
