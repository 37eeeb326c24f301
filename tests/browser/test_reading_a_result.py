"""A visitor reads the story of a place: from its front door to why one project was not funded."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from folkmoot.deciding import actions
from folkmoot.deciding.models import Decision
from folkmoot.deciding.tests.makers import (
    NOON,
    Drawn,
    a_decision,
    a_vote,
    close_and_count,
    three_officers,
)
from folkmoot.ideas.tests.makers import a_proposal
from folkmoot.places.tests.makers import a_middle, a_place

Axe = Callable[[Page], None]
pytestmark = pytest.mark.browser


@pytest.fixture
def told(transactional_db: None) -> Decision:
    """A place with a proposal and a fund that three of four people are glad about."""
    place = a_place("Wren's Cross")
    lon, lat = a_middle("Wren's Cross")
    a_proposal(place=place, title="Lights on the steps")
    decision = a_decision(place=place, completion="none", costs=(20_00, 20_00))
    for step, title in enumerate(["A bench by the canal", "A clock for the chapel"]):
        actions.add_option(
            decision=decision,
            title=title,
            cost_pence=45_00,
            longitude=lon + 0.004 * step,
            latitude=lat,
            by=None,
            at=NOON,
        )
    three_officers(decision)
    decision = actions.open_voting(decision=decision, rng=Drawn(), by=None, at=NOON)
    for numbers in [(1, 2, 3), (1, 2), (1, 3), (4,)]:
        a_vote(decision, *numbers)
    close_and_count(decision)
    return Decision.objects.get(pk=decision.pk)


def read_the_story(page: Page, axe: Axe, decision: Decision) -> None:
    page.goto("/")
    axe(page)
    page.get_by_role("link", name="Wren's Cross").first.click()
    axe(page)
    page.get_by_role("link", name="Spring fund").click()
    assert "4 people voted" in page.inner_text("main")
    axe(page)
    for summary in page.locator("main details > summary").all():
        summary.click()
    axe(page)
    assert "Too few votes for its cost. One person chose it" in page.inner_text("#option-4")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, "the page scrolls sideways"


def test_at_a_desk(page: Page, axe: Axe, told: Decision) -> None:
    read_the_story(page, axe, told)


def test_on_a_small_phone(narrow_page: Page, axe: Axe, told: Decision) -> None:
    read_the_story(narrow_page, axe, told)


def test_in_the_dark(open_page: Callable[..., Page], axe: Axe, told: Decision) -> None:
    read_the_story(open_page(color_scheme="dark"), axe, told)


def test_without_scripts_the_map_and_the_reasons_are_there(
    no_script_page: Page, told: Decision
) -> None:
    page = no_script_page
    page.goto(f"/decisions/{told.ref}/")
    assert page.locator("svg.map__picture, .map svg").count() > 0
    page.locator("#option-1 summary").click()
    assert "Not spent" in page.inner_text("#option-1")


def test_the_pages_about_this_site(page: Page, narrow_page: Page, axe: Axe, told: Decision) -> None:
    for address in ("/about/", "/privacy/", "/accessibility/", "/open-data/", "/decisions/"):
        for each in (page, narrow_page):
            each.goto(address)
            axe(each)
            assert each.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
