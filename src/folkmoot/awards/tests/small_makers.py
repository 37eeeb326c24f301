"""Makers: the shortest way to say what a test about a small grant needs."""

from typing import Any

from folkmoot.awards.actions import small
from folkmoot.awards.actions.small import Friend, FundPlan, SmallAsk
from folkmoot.awards.models import PanelAnswer, SmallFund, SmallGrant
from folkmoot.awards.tests.makers import NOON, TODAY, an_organisation, who
from folkmoot.kernel.access.roles import CONVENOR, FINANCE_OFFICER, ORGANISER, Role
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from folkmoot.places.tests.makers import a_place, someone, someone_with

PANEL = ("Pat", "Quy", "Rosa")
THE_FOUR = (Friend("Ana", "ana@example.org"), Friend("Bo"), Friend("Cy"), Friend("Di"))


def on_the_team(place: Place, role: Role, name: str) -> Account:
    """Somebody who holds this role in a place."""
    account = someone(name)
    held = role in place.roles_of(account, at=NOON)
    return account if held else someone_with(role, place, name=name, at=NOON)


def convenor(fund: SmallFund) -> Account:
    return on_the_team(fund.place, CONVENOR, f"Convenor of {fund.place}")


def organiser(fund: SmallFund) -> Account:
    return on_the_team(fund.place, ORGANISER, f"Organiser of {fund.place}")


def payer(fund: SmallFund) -> Account:
    return who(FINANCE_OFFICER, fund.holder)


def a_fund(place: Place | None = None, *, panel: int = 3, **more: Any) -> SmallFund:
    """Money for small ideas, and so many on its panel."""
    place = place or a_place()
    keeps = on_the_team(place, CONVENOR, f"Convenor of {place}")
    said: dict[str, Any] = {
        "holder": an_organisation("Wren's Cross Trust"),
        "name": f"Small ideas of {place}",
        "what": "For what neighbours want to try",
        "set_aside_pence": 200_000,
        "most_pence": 50_000,
    }
    plan = FundPlan(place=place, **(said | more))
    fund = small.open_small_fund(plan=plan, by=keeps, at=NOON)
    for name in PANEL[:panel]:
        email = f"{name.lower()}.{place.slug}@example.org"
        small.add_panellist(fund=fund, email=email, by=keeps, at=NOON)
    return fund


def an_ask(**more: Any) -> SmallAsk:
    said: dict[str, Any] = {
        "title": "A skittles evening",
        "what": "We play skittles in the yard with everyone from the flats.",
        "when": "In June",
        "where": "The yard",
        "asked_pence": 30_000,
        "group": THE_FOUR,
    }
    return SmallAsk(**(said | more))


def asked(fund: SmallFund | None = None, **more: Any) -> SmallGrant:
    grant, _ = small.ask_small_grant(fund=fund or a_fund(), ask=an_ask(**more), by=None, at=NOON)
    return grant


def declared(grant: SmallGrant, number: int = 0, **more: Any) -> PanelAnswer:
    """One of the panel has declared; without an interest unless one is given."""
    panellist = grant.fund.panel.select_related("account").order_by("added_at", "id")[number]
    said = {"has_interest": False} | more
    return small.declare_interest(
        grant=grant, panellist=panellist, **said, by=panellist.account, at=NOON
    )


def says(grant: SmallGrant, *sums: int | None) -> SmallGrant:
    """The panel says these sums, in pence, one after the other; None leaves it at declaring."""
    for number, pence in enumerate(sums):
        answer = declared(grant, number)
        if pence is not None:
            word = "yes" if pence == grant.asked_pence else "less" if pence else "no"
            small.say_on_small_grant(
                answer=answer,
                says=word,
                pence=pence,
                because="So",
                by=answer.panellist.account,
                at=NOON,
            )
    return grant


def granted(fund: SmallFund | None = None, **more: Any) -> SmallGrant:
    grant = asked(fund, **more)
    says(grant, *[grant.asked_pence] * grant.fund.quorum)
    return small.decide_small_grant(grant=grant, by=convenor(grant.fund), at=NOON)


def ready(fund: SmallFund | None = None, **more: Any) -> SmallGrant:
    grant = granted(fund, **more)
    small.name_payee(grant=grant, payee="person", payee_name="Ana", by=None, at=NOON)
    return small.make_ready(grant=grant, by=convenor(grant.fund), at=NOON)


def paid(fund: SmallFund | None = None, **more: Any) -> SmallGrant:
    grant = ready(fund, **more)
    return small.pay_small_grant(grant=grant, paid_date=TODAY, by=payer(grant.fund), at=NOON)


def told(fund: SmallFund | None = None, spent: int = 25_000, **more: Any) -> SmallGrant:
    return small.tell_story(
        grant=paid(fund, **more), story="Forty came.", spent_pence=spent, by=None, at=NOON
    )


def done(fund: SmallFund | None = None) -> SmallGrant:
    grant = told(fund, spent=30_000)
    return small.finish_small_grant(grant=grant, by=convenor(grant.fund), at=NOON)


def declined(fund: SmallFund | None = None) -> SmallGrant:
    grant = says(asked(fund), 0, 0, 0)
    return small.decide_small_grant(
        grant=grant, reason="Too loud", way_on="Ask the hall", by=convenor(grant.fund), at=NOON
    )


def withdrawn(fund: SmallFund | None = None) -> SmallGrant:
    return small.withdraw_small_grant(grant=asked(fund), by=None, at=NOON)
