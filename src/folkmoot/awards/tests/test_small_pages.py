"""Pages of small grants: no account to ask, nobody's names to the wrong person."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.awards.models import Panellist, SmallFund, SmallGrant
from folkmoot.awards.tests.makers import NOON, an_organisation, who
from folkmoot.awards.tests.small_makers import (
    a_fund,
    asked,
    convenor,
    declined,
    done,
    granted,
    organiser,
    paid,
    payer,
    ready,
    says,
    told,
    withdrawn,
)
from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import FINANCE_OFFICER, GRANT_HOLDER
from folkmoot.people.models import Account
from folkmoot.places.tests.makers import a_place, someone
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db
TYPED: dict[str, Any] = {
    "title": "A skittles evening", "what": "We play in the yard.", "when": "In June",
    "where": "The yard", "asked": "300", "name_1": "Ana", "email_1": "ana@example.org",
    "phone_1": "", "name_2": "Bo", "name_3": "Cy", "name_4": "Di", "email_2": "", "agreed": "on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def a_day(name: str) -> dict[str, str]:
    return {f"{name}_day": "12", f"{name}_month": "1", f"{name}_year": "2026"}


def test_a_small_grant_is_asked_for_decided_paid_and_told_by_the_pages_alone() -> None:
    place = a_place()
    trust = a_fund(a_place("Saltmarsh Quay")).holder
    carys = browser_of(convenor(SmallFund(place=place)))
    carys.post(f"/small-grants/new/{place.slug}/", {
        "name": "Small ideas", "what": "For neighbours", "holder": str(trust.pk),
        "set_aside": "2,000", "most": "500", "quorum": "2",
    })  # fmt: skip
    fund = SmallFund.objects.get(place=place)
    here = f"/small-grants/{fund.ref}/"
    for name in ("pat", "quy"):
        carys.post(f"{here}panel/", {"email": f"{name}@example.org"})
    own = Client().post(f"{here}apply/", TYPED).url  # type: ignore[attr-defined]
    grant = SmallGrant.objects.get()
    there = f"/small-grants/ideas/{grant.ref}/"
    for each in Panellist.objects.filter(fund=fund).select_related("account"):
        member = browser_of(each.account)
        member.post(f"{there}say/", {"has_interest": "no"})
        member.post(f"{there}say/", {"says": "less", "pence": "250", "because": "For two evenings"})
    carys.post(f"{there}decide/", {"reason": "Two evenings are enough"})
    Client().post(f"{own}paid-to/", {"payee": "person", "payee_name": "Ana"})
    carys.post(f"{there}ready/")
    browser_of(payer(fund)).post(f"{there}pay/", a_day("paid"))
    Client().post(f"{own}story/", {"story": "Forty came.", "spent": "200"})
    carys.post(f"{there}returned/", {"returned": "50"})
    carys.post(f"{there}finish/")
    grant.refresh_from_db()
    assert (grant.stage, grant.granted_pence, grant.spent_pence) == ("DONE", 25_000, 20_000)
    page = Client().get(here).content.decode()
    assert "Forty came." in page
    assert "£1,800" in page
    assert "Ana" not in page + Client().get(there).content.decode()


def test_every_page_is_sound(valid_html: ValidHtml) -> None:
    fund = a_fund()
    made = [asked(fund), ready(a_fund(a_place("B"))), paid(a_fund(a_place("C"))),
            told(a_fund(a_place("D"))), declined(a_fund(a_place("E"))),
            done(a_fund(a_place("F")))]  # fmt: skip
    for grant in made:
        valid_html(browser_of(convenor(grant.fund)).get(f"/small-grants/ideas/{grant.ref}/"))
    member = browser_of(fund.panel.all()[0].account)
    say = f"/small-grants/ideas/{made[0].ref}/say/"
    valid_html(member.get(say))
    member.post(say, {"has_interest": "no"})
    valid_html(member.get(say))
    carys, here = browser_of(convenor(fund)), f"/small-grants/{fund.ref}/"
    for path in ("", "waiting/", "panel/", "money/", "paper/", "apply/"):
        valid_html(carys.get(here + path))
    valid_html(carys.get(f"/small-grants/new/{fund.place.slug}/"))
    ideas = "/small-grants/ideas/"
    valid_html(carys.get(f"{ideas}{says(asked(fund), 0, 0, 0).ref}/decide/"))
    valid_html(browser_of(convenor(made[2].fund)).get(f"{ideas}{made[2].ref}/tell/"))
    valid_html(browser_of(convenor(made[3].fund)).get(f"{ideas}{made[3].ref}/returned/"))
    valid_html(browser_of(payer(made[1].fund)).get(f"{ideas}{made[1].ref}/pay/"))
    valid_html(browser_of(payer(made[1].fund)).get(f"{ideas}{made[1].ref}/send-back/"))
    for path in ("/small-grants/", here, f"{here}apply/", f"{ideas}{made[5].ref}/"):
        valid_html(Client().get(path))
    own = Client().post(f"{here}apply/", TYPED).url  # type: ignore[attr-defined]
    valid_html(Client().get(own))
    assert Client().get("/small-grants/mine/2345/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"asked": "501"}, "One grant is up to £500"),
        ({"asked": "a few"}, "Write a sum of money in figures"),
        ({"name_3": " "}, "Name of the third"),
        ({"email_1": ""}, "an e-mail address or a phone number"),
        ({"email_1": "ana at home"}, "e-mail address"),
        ({"agreed": ""}, "Tick this when all four"),
    ],
)
def test_an_idea_that_needs_mending_keeps_what_was_typed(
    wrong: dict[str, str], sentence: str
) -> None:
    answer = Client().post(f"/small-grants/{a_fund().ref}/apply/", TYPED | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="A skittles evening"' in page
    assert not SmallGrant.objects.exists()


MAKE: dict[str, Callable[[SmallFund], SmallGrant]] = {
    "PUT": lambda fund: says(asked(fund), 30_000, 30_000, 30_000),
    "GRANTED": granted, "READY": ready, "PAID": paid, "TOLD": told, "DONE": done,
    "DECLINED": declined, "WITHDRAWN": withdrawn,
}  # fmt: skip
# Who may try what; where somebody else tries it is not found (404) or not for them (403).
MAY = {
    "say": {"panel"}, "decide": {"convenor"}, "paid-to": {"convenor", "organiser"},
    "ready": {"convenor"}, "send-back": {"payer"}, "pay": {"payer"},
    "tell": {"convenor", "organiser"}, "returned": {"convenor"}, "finish": {"convenor"},
}  # fmt: skip
INSIDE = {"convenor", "organiser", "panel", "payer"}


def people(fund: SmallFund, other: SmallFund) -> dict[str, Account | None]:
    """One of each, here and in the other place."""
    return {
        "convenor": convenor(fund), "organiser": organiser(fund), "payer": payer(fund),
        "panel": fund.panel.all()[0].account,
        "convenor there": convenor(other), "organiser there": organiser(other),
        "payer there": who(FINANCE_OFFICER, other.holder),
        "panel there": other.panel.all()[0].account,
        "grant holder": who(GRANT_HOLDER, fund.holder), "nobody": someone("Nobody"),
        "stranger": None,
    }  # fmt: skip


@pytest.mark.parametrize("stage", MAKE)
def test_each_may_do_their_own_part_of_a_grant_and_no_other(stage: str) -> None:

    other = a_fund(a_place("Saltmarsh Quay"), holder=an_organisation("Quay Trust"))
    grant = MAKE[stage](a_fund())
    is_public = grant.is_given
    for name, account in people(grant.fund, other).items():
        browser = browser_of(account)
        seen = browser.get(f"/small-grants/ideas/{grant.ref}/").status_code
        assert seen == (200 if is_public or name in INSIDE - {"panel"} else
                        302 if name == "panel" else 404), name  # fmt: skip
        for step, may in MAY.items():
            with transaction.atomic():
                status = browser.post(f"/small-grants/ideas/{grant.ref}/{step}/").status_code
                transaction.set_rollback(True)
            if name in may:
                assert status not in (403, 404), (name, step, status)
            else:
                assert status == (403 if is_public or name in INSIDE else 404), (name, step)


def test_what_the_panel_says_is_not_seen_by_the_panel_nor_names_by_the_public() -> None:
    fund = a_fund()
    grant = says(asked(fund), 12_345)
    second = browser_of(fund.panel.order_by("added_at", "id")[1].account)
    say = f"/small-grants/ideas/{grant.ref}/say/"
    before = second.get(say).content.decode()
    assert "We play skittles in the yard with everyone" not in before
    second.post(say, {"has_interest": "no"})
    after = second.get(say).content.decode()
    assert "We play skittles in the yard with everyone" in after
    assert "123.45" not in before + after
    public = granted(a_fund(a_place("Saltmarsh Quay")))
    page = Client().get(f"/small-grants/ideas/{public.ref}/").content.decode()
    assert all(name not in page for name in ("ana@example.org", "Ana", "What the panel said"))


@pytest.mark.parametrize("number", [1, 9])
def test_pages_cost_the_same_however_much_there_is(number: int) -> None:
    fund = a_fund(set_aside_pence=1_000_000)
    for _ in range(number):
        grant = done(fund)
    carys = browser_of(convenor(fund))
    costs = []
    for path in (f"/small-grants/{fund.ref}/", f"/small-grants/{fund.ref}/waiting/",
                 f"/small-grants/ideas/{grant.ref}/", "/small-grants/"):  # fmt: skip
        carys.get(path)
        with CaptureQueriesContext(connection) as asked_for:
            carys.get(path)
        costs.append(len(asked_for))
    assert costs == [10, 9, 8, 3]
