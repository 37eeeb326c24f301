"""Limits in a real browser: set by whoever prepares, read by whoever votes."""

import pytest
from playwright.sync_api import expect

from folkmoot.deciding.models import Decision
from folkmoot.deciding.tests.browsing import SIZES, Axe, OpenPage, come_in, look_at
from folkmoot.deciding.tests.crew import EVERYTHING, run, someone
from folkmoot.deciding.tests.limits import NORTH, SQUARE, a_limited_result, opened_with_limits
from folkmoot.deciding.tests.makers import a_decision
from tests.fixtures.browser import Screenshots, Troubles, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("size", list(SIZES)[:2])
def test_a_limit_is_set_by_ticking_options(
    open_page: OpenPage, axe: Axe, screenshots: Screenshots, troubles: Troubles, size: str
) -> None:
    troubles.allow("422")
    decision = a_decision()
    page = open_page(**SIZES[size])
    sign_in(page, someone(decision.place, *EVERYTHING))
    page.goto(run(decision, "limits"))
    look_at(page, axe)
    page.get_by_label("What do you call this limit?").fill("The square")
    page.get_by_label("Option 1, £30").check()
    page.get_by_label("How many of them can be funded, at most?").fill("1")
    page.get_by_label("Why is there this limit?").fill("There is one square.")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("alert")).to_contain_text("Only one option is ticked")
    look_at(page, axe)
    screenshots(page, f"limit-to-mend-{size.split()[0]}")
    page.get_by_label("Option 2, £30").check()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="The square")).to_be_visible()
    look_at(page, axe)
    screenshots(page, f"limits-{size.split()[0]}")
    assert Decision.objects.get(pk=decision.pk).limits.get().options.count() == 2
    page.goto(run(decision, "open"))
    look_at(page, axe)
    page.goto("about:blank")


@pytest.mark.parametrize("size", list(SIZES)[:2])
def test_voters_read_limits_on_the_ballot_and_in_the_result(
    open_page: OpenPage, axe: Axe, screenshots: Screenshots, size: str
) -> None:
    decision = opened_with_limits(SQUARE, NORTH)
    page = open_page(**SIZES[size])
    page.goto(f"/decisions/{decision.ref}/")
    look_at(page, axe)
    screenshots(page, f"limits-public-{size.split()[0]}")
    come_in(page, decision)
    expect(page.get_by_text("You may choose any of them")).to_be_visible()
    look_at(page, axe)
    screenshots(page, f"limits-ballot-{size.split()[0]}")
    published = a_limited_result(SQUARE, NORTH, completion="none")
    page.goto(f"/decisions/{published.ref}/")
    look_at(page, axe)
    screenshots(page, f"limits-result-{size.split()[0]}")
    page.goto("about:blank")
