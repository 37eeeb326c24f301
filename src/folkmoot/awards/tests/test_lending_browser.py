"""A loan, support and shared money in a real browser: a phone at the place, a funder's desk."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from folkmoot.awards.actions import loans
from folkmoot.awards.models import Loan
from folkmoot.awards.tests import loan_makers, support_makers
from folkmoot.awards.tests.loan_makers import FIRST, noon_of, offered
from folkmoot.awards.tests.makers import NOON, TODAY
from folkmoot.awards.tests.support_makers import agreed, first
from folkmoot.awards.tests.test_shared_funds import a_part, a_shared_fund
from folkmoot.kernel import clock
from tests.fixtures.browser import PHONE, Axe, OpenPage, Screenshots, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = {"width": 1280, "height": 800}
Look = Callable[[Page, str], None]


@pytest.fixture
def look(axe: Axe, screenshots: Screenshots) -> Look:
    def looked(page: Page, name: str) -> None:
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        screenshots(page, name)

    return looked


def fill_day(page: Page, day: str, month: str, year: str) -> None:
    for label, words in (("Day", day), ("Month", month), ("Year", year)):
        page.get_by_label(label, exact=True).fill(words)


def test_a_loan_is_signed_drawn_late_and_repaid(
    open_page: OpenPage, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    loan = offered()
    here = f"/loans/{loan.ref}/"
    trust = open_page(viewport=PHONE)
    sign_in(trust, loan_makers.holder(loan))
    trust.goto(here)
    trust.get_by_role("link", name="Read and sign the agreement").click()
    look(trust, "loan-sign-phone")
    trust.get_by_label("I have read the agreement").check()
    trust.get_by_role("button", name="Sign it").click()
    loans.countersign_loan(loan=loan, by=loan_makers.signatory(loan), at=NOON)
    trust.goto(here)
    trust.get_by_role("link", name="Ask for money").click()
    trust.get_by_label("How much?").fill("10,000")
    trust.get_by_label("What is it for?").fill("Ovens")
    trust.get_by_role("button", name="Ask for it").click()
    look(trust, "loan-asked-phone")
    _handed_over_and_late(loan, monkeypatch)
    trust.goto(here)
    expect(trust.get_by_text("is late", exact=False).first).to_be_visible()
    look(trust, "loan-late-phone")
    fund = open_page(viewport=DESK)
    sign_in(fund, loan_makers.paymaster(loan))
    fund.goto(f"{here}came-back/")
    fund.get_by_label("How much came back?").fill("1,000")
    fill_day(fund, "20", "3", "2026")
    look(fund, "loan-came-back-desk")
    fund.get_by_role("button", name="Keep this").click()
    expect(fund.get_by_text("Late", exact=True)).to_have_count(0)
    look(fund, "loan-repaid-desk")


def _handed_over_and_late(loan: Loan, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two others at the fund do their part; then the first payment's day passes."""
    draw = loans.approve_draw(draw=loan.draws.get(), by=loan_makers.manager(loan), at=NOON)
    loans.pay_draw(draw=draw, paid_date=TODAY, by=loan_makers.paymaster(loan), at=NOON)
    late = noon_of(FIRST + timedelta(days=10))
    monkeypatch.setattr(clock, "now", lambda: late)


def test_support_is_noted_by_the_contractor_confirmed_by_the_place_and_seen_by_the_manager(
    open_page: OpenPage, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    package = agreed()
    here = f"/support/{package.ref}/"
    helper = open_page(viewport=PHONE)
    sign_in(helper, support_makers.contractor(package))
    helper.goto(f"{here}given/{first(package).pk}/")
    fill_day(helper, "12", "1", "2026")
    helper.get_by_label("How many days of work?").fill("1½")
    helper.get_by_label("What was done?").fill("A day in the hall, and half a day on the figures")
    look(helper, "support-note-phone")
    helper.get_by_role("button", name="Note it").click()
    place = open_page(viewport=PHONE)
    sign_in(place, support_makers.convenor(package))
    place.goto(here)
    look(place, "support-place-phone")
    place.get_by_role("button", name="It was so").click()
    expect(place.get_by_text("confirmed by", exact=False)).to_be_visible()
    manager = open_page(viewport=DESK)
    sign_in(manager, support_makers.grant_manager(package))
    manager.goto(here)
    look(manager, "support-manager-desk")
    helper.goto("/support/")
    look(helper, "support-mine-phone")


def test_money_shared_out_is_read_on_a_phone_and_at_a_desk(open_page: OpenPage, look: Look) -> None:
    shared = a_shared_fund()
    for name in ("Saltmarsh Quay", "Mill"):
        a_part(shared, name)
    for name, screen in (("phone", PHONE), ("desk", DESK)):
        page = open_page(viewport=screen)
        page.goto(f"/small-grants/shared/{shared.ref}/")
        look(page, f"shared-{name}")
