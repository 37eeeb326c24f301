"""The pages on what became of each option, read by everyone."""

from typing import Any

import pytest

from folkmoot.deciding.tests.browsing import SIZES, Axe, OpenPage, look_at
from folkmoot.deciding.tests.test_findings import a_result
from tests.fixtures.browser import Screenshots

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_why_not_mine_can_be_read_by_everyone(
    open_page: OpenPage, axe: Axe, transactional_db: None, size: str
) -> None:
    decision = a_result()
    page = open_page(**SIZES[size])
    for rest in ("", "options/3/", "options/1/", "rounds/", "fairness/"):
        page.goto(f"/decisions/{decision.ref}/{rest}")
        look_at(page, axe)
    page.goto("about:blank")


@pytest.mark.parametrize(
    "settings",
    [
        {"ballot_type": "POINTS", "satisfaction": "points"},
        {"rule_family": "phragmen"},
    ],
    ids=["points", "phragmen"],
)
def test_other_ballots_and_rules_are_read_as_easily_on_a_phone(
    open_page: OpenPage,
    axe: Axe,
    screenshots: Screenshots,
    transactional_db: None,
    settings: dict[str, Any],
) -> None:
    decision = a_result(**settings)
    page = open_page(**SIZES["phone"])
    page.goto(f"/decisions/{decision.ref}/options/3/")
    look_at(page, axe)
    screenshots(page, "why-not-" + "-".join(settings.values()).lower())
    page.goto("about:blank")
