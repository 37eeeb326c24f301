"""Voting in a real browser, for tests: the steps every journey has."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from folkmoot.deciding import actions
from folkmoot.deciding.models import Decision
from folkmoot.deciding.tests.makers import NOON, Drawn, a_code, a_decision, three_officers

Axe = Callable[[Page], None]
OpenPage = Callable[..., Page]
SIZES: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
    "no script": {"java_script_enabled": False},
}


def an_open(**settings: Any) -> Decision:
    """Six things to choose, with places and descriptions, £90 in all."""
    draft = a_decision(costs=(30_00, 20_00), by_roll=True, by_postcode=True, **settings)
    for number in range(3, 7):
        actions.add_option(
            decision=draft,
            title=f"Option {number}",
            cost_pence=40_00,
            summary="A bench, a tree and a light.",
            theme="Streets",
            longitude=-1.523 + number * 0.005,
            latitude=53.802 + number / 1000,
            by=None,
            at=NOON,
        )
    three_officers(draft)
    return actions.open_voting(decision=draft, rng=Drawn(), by=None, at=NOON)


def look_at(page: Page, axe: Axe) -> None:
    """What is owed at every step: nobody is shut out, and nothing runs off the side."""
    axe(page)
    too_wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert too_wide <= 0, f"{page.url} is {too_wide} too wide"


def on_a_copy(mirror: Page, axe: Axe) -> Axe:
    """Axe for a page without scripts: it needs one itself, so it looks at a copy with none."""

    def look(page: Page) -> None:
        copy = re.sub(r"<script[^>]*src=[^>]*></script>", "", page.content())
        mirror.route(page.url, lambda route: route.fulfill(body=copy, content_type="text/html"))
        mirror.goto(page.url)
        axe(mirror)
        mirror.unroute(page.url)

    return look


def come_in(page: Page, decision: Decision, code: str = "") -> None:
    page.goto(f"/decisions/{decision.ref}/vote/")
    page.get_by_label("Your voting code").fill(code or a_code(decision)[1])
    page.get_by_role("button", name="Go to my ballot").click()


def tick(page: Page, *numbers: int, on: bool = True) -> None:
    for number in numbers:
        page.locator(f"#give-{number}").set_checked(on)


def look_over(page: Page) -> None:
    page.get_by_role("button", name="Look over my ballot").click()


def press(page: Page, name: str) -> None:
    """Press the button with that name."""
    page.get_by_role("button", name=name).click()
