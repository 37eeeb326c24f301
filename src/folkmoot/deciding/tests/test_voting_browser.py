"""The voter's journey in a real browser: on a desk, on a small phone, and without any script."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from folkmoot.deciding.models import Decision, Envelope
from folkmoot.deciding.tests.browsing import (
    SIZES,
    Axe,
    OpenPage,
    an_open,
    look_at,
    look_over,
    on_a_copy,
    press,
    tick,
)
from folkmoot.deciding.tests.makers import a_code, close_and_count
from tests.fixtures.browser import Troubles

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet(transactional_db: None) -> None:
    cache.clear()


@pytest.mark.parametrize("size", SIZES)
def test_from_the_code_to_the_list_of_envelopes(
    open_page: OpenPage, axe: Axe, troubles: Troubles, size: str
) -> None:
    troubles.allow("422")  # a page that asks to be mended
    decision = an_open(max_choices=2)
    page = open_page(**SIZES[size])
    if size == "no script":
        axe = on_a_copy(open_page(viewport={"width": 1280, "height": 800}), axe)

    _find_the_ballot(page, axe, decision)
    _make_a_mistake_and_mend_it(page, axe)
    receipt = _cast(page, axe)
    newest, mark = _change(page, axe, decision, receipt)
    _look_in_the_box(page, axe, decision, newest)
    close_and_count(decision)
    _look_in_the_list(page, axe, decision, mark)
    _see_my_share(page, axe, decision)
    page.goto("about:blank")


def _find_the_ballot(page: Page, axe: Axe, decision: Decision) -> None:
    """A code typed short, then in full, in small letters."""
    page.goto("/vote/")
    look_at(page, axe)
    page.get_by_label("Your voting code").fill("1234")
    press(page, "Go to my ballot")
    expect(page.get_by_role("alert")).to_contain_text("It needs sixteen.")
    look_at(page, axe)
    page.get_by_label("Your voting code").fill(a_code(decision)[1].lower())
    press(page, "Go to my ballot")
    expect(page.get_by_role("heading", name="Your ballot", level=1)).to_be_visible()
    look_at(page, axe)


def _make_a_mistake_and_mend_it(page: Page, axe: Axe) -> None:
    """Three ticks where two are allowed; everything is still there afterwards."""
    page.get_by_text("What is it?").first.click()
    page.get_by_text("Where they are, on a map").click()
    look_at(page, axe)
    tick(page, 1, 2, 3)
    look_over(page)
    expect(page.get_by_role("alert")).to_contain_text("Choose at most 2. You have chosen 3")
    expect(page.locator("#paper-why")).to_contain_text("take 1 away")
    expect(page.locator("#give-3")).to_be_checked()
    look_at(page, axe)
    tick(page, 3, on=False)
    look_over(page)


def _cast(page: Page, axe: Axe) -> str:
    """One button; going back and loading again cast nothing more. Returns the receipt code."""
    expect(page.get_by_text("Your ballot is not in the box yet.")).to_be_visible()
    look_at(page, axe)
    press(page, "Cast my ballot")
    expect(page.get_by_role("heading", name="Your ballot is in the box")).to_be_visible()
    look_at(page, axe)
    has_script = page.locator(".js-enabled").count() == 1
    assert page.get_by_role("button", name="Print my receipt").is_visible() == has_script
    receipt = page.locator(".receipt__code").inner_text()
    page.go_back()
    expect(page.get_by_role("heading", name="Your ballot is in the box")).to_be_visible()
    page.reload()
    assert page.locator(".receipt__code").inner_text() == receipt
    assert Envelope.objects.count() == 1
    press(page, "Stop voting on this device")
    look_at(page, axe)
    return receipt


def _change(page: Page, axe: Axe, decision: Decision, receipt: str) -> tuple[str, str]:
    """A fresh paper for the receipt code. Returns the new code and mark."""
    page.goto(f"/decisions/{decision.ref}/change/")
    look_at(page, axe)
    page.get_by_label("Your receipt code").fill(receipt)
    press(page, "Get a fresh ballot")
    expect(page.get_by_text("You are changing your ballot")).to_be_visible()
    expect(page.locator("#give-1")).not_to_be_checked()
    look_at(page, axe)
    tick(page, 4)
    look_over(page)
    press(page, "Cast my ballot")
    newest = page.locator(".receipt__code").inner_text()
    assert newest != receipt
    return newest, page.locator(".receipt__mark").first.inner_text()


def _look_in_the_box(page: Page, axe: Axe, decision: Decision, receipt: str) -> None:
    page.goto(f"/decisions/{decision.ref}/check/")
    look_at(page, axe)
    page.get_by_label("Your receipt code").fill(receipt)
    press(page, "Look in the box")
    expect(page.get_by_role("heading", name="Your ballot is in the box")).to_be_visible()
    look_at(page, axe)


def _look_in_the_list(page: Page, axe: Axe, decision: Decision, mark: str) -> None:
    page.goto(f"/decisions/{decision.ref}/vote/")
    expect(page.get_by_role("heading", name="Voting has closed")).to_be_visible()
    look_at(page, axe)
    page.get_by_role("link", name="Check that my ballot was in the list").click()
    page.get_by_label("The envelope mark on your receipt").fill(mark)
    press(page, "Look for my mark")
    expect(page.get_by_role("heading", name="Your envelope is in the list")).to_be_visible()
    look_at(page, axe)


def _see_my_share(page: Page, axe: Axe, decision: Decision) -> None:
    page.goto(f"/decisions/{decision.ref}/my-share/")
    tick(page, 4)
    press(page, "Show me my share")
    expect(page.get_by_text("Your share was £90.")).to_be_visible()
    look_at(page, axe)
