"""Trying another rule in a real browser, with scripts and without."""

import pytest
from playwright.sync_api import expect

from folkmoot.deciding.tests.browsing import SIZES, Axe, OpenPage, look_at
from folkmoot.deciding.tests.crew import counted, someone
from folkmoot.deciding.tests.test_results import a_result
from folkmoot.deciding.tests.test_what_if import SLOW, address
from folkmoot.kernel.access.roles import COUNTING_OFFICER
from tests.fixtures.browser import Screenshots, Troubles, sign_in

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", list(SIZES))
def test_another_rule_is_tried_in_a_real_browser(
    open_page: OpenPage, axe: Axe, screenshots: Screenshots, transactional_db: None, size: str
) -> None:
    decision = a_result()
    page = open_page(**SIZES[size])
    page.goto(f"/decisions/{decision.ref}/")
    page.get_by_label("Which other rule?").select_option("greedy")
    page.get_by_role("button", name="See what if").click()
    expect(page.get_by_text("What if: not the result")).to_be_visible()
    if size != "no script":
        look_at(page, axe)
    screenshots(page, f"what-if-{size.replace(' ', '-')}")
    page.goto("about:blank")


def test_a_slow_rule_is_asked_for_in_a_real_browser(
    open_page: OpenPage,
    axe: Axe,
    screenshots: Screenshots,
    troubles: Troubles,
    transactional_db: None,
) -> None:
    troubles.allow("422")
    decision = a_result()
    page = open_page(**SIZES["phone"])
    sign_in(page, someone(decision.place, COUNTING_OFFICER))
    page.goto(address(decision, "?rule=dictator"))
    look_at(page, axe)
    page.goto(address(decision, f"?rule={SLOW}"))
    look_at(page, axe)
    screenshots(page, "what-if-slow")
    page.get_by_role("button", name="Have it worked out").click()
    look_at(page, axe)
    counted()
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("What if: not the result")).to_be_visible()
    page.goto("about:blank")
