"""Money for small ideas shared out among places: each decides on its part, and all adds up."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from folkmoot.awards.actions import small
from folkmoot.awards.actions.small.shared import (
    SharedPlan,
    change_part,
    change_whole,
    give_part,
    open_shared_fund,
)
from folkmoot.awards.models import SharedFund, SmallFund
from folkmoot.awards.queries.small.shared import shared_page
from folkmoot.awards.tests.makers import NOON, an_organisation, tasks_for, who
from folkmoot.awards.tests.small_makers import PANEL, a_fund, asked, convenor, granted, told
from folkmoot.kernel.access.roles import AWARD_MANAGER
from folkmoot.kernel.record.queries import events_about
from folkmoot.kernel.rules import Refused
from folkmoot.places.tests.makers import a_place
from tests.fixtures.pages import browser_of

pytestmark = pytest.mark.django_db


def a_shared_fund(**more: Any) -> SharedFund:
    funder = an_organisation("The Long Table Fund")
    said: dict[str, Any] = {
        "name": "Ideas of the river towns",
        "what": "For what neighbours want to try",
        "set_aside_pence": 500_000,
        "most_pence": 50_000,
    }
    plan = SharedPlan(funder=funder, **(said | more))
    return open_shared_fund(plan=plan, by=who(AWARD_MANAGER, funder), at=NOON)


def a_part(shared: SharedFund, name: str, pence: int = 200_000, *, panel: int = 0) -> SmallFund:
    holder = an_organisation(f"{name} Trust")
    by = who(AWARD_MANAGER, shared.funder)
    fund = give_part(shared=shared, place=a_place(name), holder=holder, pence=pence, by=by, at=NOON)
    for each in PANEL[:panel]:
        email = f"{each.lower()}.{fund.place.slug}@example.org"
        small.add_panellist(fund=fund, email=email, by=convenor(fund), at=NOON)
    return fund


def test_each_place_decides_on_its_part_and_all_parts_add_up() -> None:
    shared = a_shared_fund()
    mill, quay = a_part(shared, "Mill", panel=3), a_part(shared, "Quay", 250_000, panel=3)
    told(mill, spent=25_000)
    granted(quay, asked_pence=40_000)
    page = shared_page(shared)
    assert [(r.fund.place.name, r.money.set_aside, r.money.left) for r in page.parts] == [
        ("Mill", 200_000, 170_000),
        ("Quay", 250_000, 210_000),
    ]
    together = page.together
    assert (together.set_aside, together.spent, together.with_groups) == (450_000, 25_000, 5_000)
    assert (together.promised, together.left, page.to_share) == (40_000, 380_000, 50_000)
    assert together.set_aside == together.given + together.left
    assert set(mill.panel.values_list("account", flat=True)).isdisjoint(
        quay.panel.values_list("account", flat=True)
    )


def test_places_together_never_have_more_than_is_shared_whoever_writes_it() -> None:
    shared = a_shared_fund()
    by = who(AWARD_MANAGER, shared.funder)
    mill = a_part(shared, "Mill", 300_000, panel=3)
    with pytest.raises(Refused, match="£2,000 is left to share out"):
        a_part(shared, "Quay", 200_001)
    with pytest.raises(Refused, match="has its part already"):
        give_part(shared=shared, place=mill.place, holder=mill.holder, pence=50_000, by=by, at=NOON)
    with pytest.raises(Refused, match="up to £500"):
        a_part(shared, "Quay", 100)
    with pytest.raises(Refused, match="£5,000 is left to share out"):
        change_part(fund=mill, pence=600_000, by=by, at=NOON)
    with pytest.raises(Refused, match="The places have £3,000 together"):
        change_whole(shared=shared, pence=299_999, by=by, at=NOON)
    granted(mill, asked_pence=50_000)
    granted(mill, asked_pence=50_000)
    with pytest.raises(Refused, match="£1,000 has been given there already"):
        change_part(fund=mill, pence=60_000, by=by, at=NOON)
    with pytest.raises(Refused, match="They set its money"):
        small.set_money(fund=mill, set_aside_pence=100_000, by=convenor(mill), at=NOON)
    for rows, told_ in (
        (SmallFund.objects.filter(pk=mill.pk), {"set_aside_pence": 600_000}),
        (SmallFund.objects.filter(pk=mill.pk), {"shared": None}),
        (SharedFund.objects.filter(pk=shared.pk), {"set_aside_pence": 100_000}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**told_)
    assert change_part(fund=mill, pence=120_000, by=by, at=NOON).set_aside_pence == 120_000
    assert change_whole(shared=shared, pence=120_000, by=by, at=NOON).set_aside_pence == 120_000


def test_a_funder_shares_out_by_the_pages_alone_and_another_cannot() -> None:
    funder = an_organisation("The Long Table Fund")
    gil = browser_of(who(AWARD_MANAGER, funder))
    other = browser_of(who(AWARD_MANAGER, an_organisation("Another Fund")))
    place, trust = a_place("Mill"), an_organisation("Mill Trust")
    new = f"/small-grants/shared/new/{funder.ref}/"
    assert other.get(new).status_code == 403
    said = {"name": "Ideas", "what": "Anything", "set_aside": "2,000", "most": "500"}
    for wrong in ({"set_aside": "lots"}, {"most": "3,000"}, {"name": ""}):
        assert gil.post(new, said | wrong).status_code == 422
    gil.post(new, said)
    shared = SharedFund.objects.get()
    here = f"/small-grants/shared/{shared.ref}/"
    assert "No place has its part yet" in browser_of().get(here).content.decode()
    part = {"place": str(place.pk), "holder": str(trust.pk), "pence": "1,500"}
    for wrong in ({"pence": "2,500"}, {"place": "nowhere"}, {"pence": "-3"}):
        assert gil.post(f"{here}places/", part | wrong).status_code == 422
    assert other.post(f"{here}places/", part).status_code == 403
    gil.post(f"{here}places/", part)
    fund = shared.parts.get()
    assert gil.post(f"{here}places/{fund.pk}/", {"pence": "2,000"}).status_code == 302
    assert gil.post(f"{here}money/", {"pence": "1,000"}).status_code == 422
    assert gil.get(f"{here}places/").status_code == 409
    page = browser_of().get(here).content.decode()
    assert "All of it is given to places." in page
    assert "Change its part" not in page
    keeps = browser_of(convenor(fund))
    page = keeps.get(f"/small-grants/{fund.ref}/").content.decode()
    assert "The Long Table Fund shares out" in page
    assert "Set more money aside" not in page
    with CaptureQueriesContext(connection) as counted:
        browser_of().get(here)
    few = len(counted)
    change_whole(shared=shared, pence=900_000, by=who(AWARD_MANAGER, funder), at=NOON)
    for name in ("Quay", "Moor", "Weir"):
        a_part(shared, name)
    with CaptureQueriesContext(connection) as counted:
        browser_of().get(here)
    assert len(counted) == few


def test_what_is_left_of_a_closed_part_goes_back_and_another_place_can_have_it() -> None:
    shared = a_shared_fund()
    by = who(AWARD_MANAGER, shared.funder)
    mill, quay = a_part(shared, "Mill", panel=3), a_part(shared, "Quay", 250_000, panel=3)
    spent, dropped = told(mill, spent=25_000), granted(mill, asked_pence=40_000)
    keeps = convenor(mill)
    with pytest.raises(Refused, match="Close it first"):
        small.give_back(fund=mill, by=keeps, at=NOON)
    page = browser_of(keeps)
    close = f"/small-grants/{mill.ref}/close/"
    said = page.get(close).content.decode()
    assert "The £1,300 that is left goes back to" in said
    assert not SmallFund.objects.get(pk=mill.pk).closed_at, "looking closes nothing"
    page.post(close)
    assert page.get(close).status_code == 409
    assert shared_page(shared).to_share == 180_000
    small.withdraw_small_grant(grant=dropped, by=None, at=NOON)
    small.return_money(grant=spent, pence=5_000, by=keeps, at=NOON)
    found = shared_page(shared)
    gone = found.parts[0].money
    assert (gone.set_aside, gone.given, gone.given_back, gone.left) == (200_000, 25_000, 175_000, 0)
    assert found.to_share == shared.set_aside_pence - 25_000 - quay.set_aside_pence
    with pytest.raises(Refused, match="Nothing is left"):
        small.give_back(fund=mill, by=keeps, at=NOON)
    assert change_part(fund=quay, pence=475_000, by=by, at=NOON).set_aside_pence == 475_000
    for rows, told_ in (
        (SmallFund.objects.filter(pk=mill.pk), {"given_back_pence": 0}),
        (SmallFund.objects.filter(pk=mill.pk), {"given_back_pence": 175_001}),
        (SmallFund.objects.filter(pk=quay.pk), {"given_back_pence": 1}),
        (SharedFund.objects.filter(pk=shared.pk), {"set_aside_pence": 499_999}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**told_)
    everybody = browser_of()
    here = everybody.get(f"/small-grants/shared/{shared.ref}/").content.decode()
    assert "Given back" in here
    assert "went back to" in everybody.get(f"/small-grants/{mill.ref}/").content.decode()
    kept = [e.facts["pence"] for e in events_about(mill) if e.kind == "small_fund_gave_back"]
    assert sorted(kept) == [5_000, 40_000, 130_000]


def test_nobody_is_promised_an_answer_where_nobody_decides_and_the_convenor_is_asked() -> None:
    shared = a_shared_fund()
    fund = a_part(shared, "Mill", panel=2)
    address = f"/small-grants/{fund.ref}/"
    page = browser_of().get(address).content.decode()
    assert "Its panel is not named yet" in page
    assert f"{address}apply/" not in page
    assert browser_of().get(f"{address}apply/").status_code == 409
    with pytest.raises(Refused, match="panel is not named yet"):
        asked(fund)
    keeps = convenor(fund)
    (task,) = tasks_for(keeps, NOON)
    waits = browser_of(keeps).get("/tasks/").content.decode()
    assert task.title in waits
    assert task.href in waits
    assert (task.title, task.href) == ("Name the panel that decides", f"{address}panel/")
    small.add_panellist(fund=fund, email="rosa@example.org", by=keeps, at=NOON)
    assert tasks_for(keeps, NOON) == []
    assert asked(fund).fund == fund


def test_what_is_left_of_a_places_own_fund_stays_with_the_place() -> None:
    fund = a_fund()
    keeps = convenor(fund)
    said = browser_of(keeps).get(f"/small-grants/{fund.ref}/close/").content.decode()
    assert "stays with Wren" in said
    closed = small.close_small_fund(fund=fund, by=keeps, at=NOON)
    assert closed.given_back_pence == 0
    with pytest.raises(Refused, match="stays with the place"):
        small.give_back(fund=fund, by=keeps, at=NOON)
