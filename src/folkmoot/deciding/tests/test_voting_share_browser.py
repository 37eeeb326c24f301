"""How one's share was spent, read on a desk and on a phone, with and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from folkmoot.deciding.tests.browsing import SIZES, Axe, OpenPage, look_at, on_a_copy, press, tick
from folkmoot.deciding.tests.test_findings import a_result

pytestmark = pytest.mark.browser
Screenshots = Callable[[Page, str], None]


@pytest.mark.parametrize("size", ["desk", "phone", "no script"])
@pytest.mark.parametrize("rule", ["equal-shares", "greedy"])
def test_a_voter_reads_what_became_of_their_choices_round_by_round(
    open_page: OpenPage,
    axe: Axe,
    transactional_db: None,
    screenshots: Screenshots,
    size: str,
    rule: str,
) -> None:
    decision = a_result(rule_family=rule)
    page = open_page(**SIZES[size])
    look = on_a_copy(open_page(), axe) if size == "no script" else axe
    page.goto(f"/decisions/{decision.ref}/my-share/")
    look(page) if size == "no script" else look_at(page, axe)
    tick(page, 1, 3, 4)
    press(page, "Show me my share")
    page.get_by_role("heading", name="Round by round").wait_for()
    assert page.get_by_text("No longer enough").count() >= 1
    screenshots(page, f"{rule}-{size.replace(' ', '-')}")
    look(page) if size == "no script" else look_at(page, axe)
    page.goto("about:blank")
