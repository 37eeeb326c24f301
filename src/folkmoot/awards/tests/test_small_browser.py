"""A tired parent at a bus stop asks for two hundred pounds."""

import pytest
from playwright.sync_api import expect

from folkmoot.awards.models import SmallGrant
from folkmoot.awards.tests.small_makers import a_fund, told
from tests.fixtures.browser import PHONE, Axe, OpenPage, Screenshots, Troubles, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OUTSIDE = "document.documentElement.scrollWidth - innerWidth"


def test_four_people_ask_on_a_phone_without_scripts_and_the_panel_says_yes(
    open_page: OpenPage, troubles: Troubles, axe: Axe, screenshots: Screenshots
) -> None:
    troubles.allow("422")
    fund = a_fund()
    told(fund, title="A table in the street")
    parent = open_page(viewport=PHONE, java_script_enabled=False)
    parent.goto(f"/small-grants/{fund.ref}/")
    screenshots(parent, "fund")
    parent.get_by_role("link", name="Tell us your idea").click()
    for label, words in (
        ("Your idea, in a few words", "Skittles in the yard"),
        ("What will you do?", "We play on Fridays."),
        ("When?", "In June"),
        ("Where?", "The yard"),
        ("How much do you need?", "200"),
        ("Your name", "Ana"),
        ("Your phone number", "0113 496 0101"),
        ("Name of the second", "Bo"),
        ("Name of the third", "Cy"),
    ):
        parent.get_by_label(label, exact=label == "Your name").fill(words)
    parent.get_by_role("button", name="Ask for it").click()
    expect(parent.get_by_role("heading", name="There is something to mend")).to_be_visible()
    screenshots(parent, "mend")
    parent.get_by_label("Name of the fourth").fill("Di")
    parent.get_by_label("All four of us know").check()
    parent.get_by_role("button", name="Ask for it").click()
    expect(parent.get_by_text("You have an answer by")).to_be_visible()
    screenshots(parent, "own")
    grant = SmallGrant.objects.get(stage="PUT")
    neighbour = open_page(viewport=PHONE)
    sign_in(neighbour, fund.panel.select_related("account")[0].account)
    neighbour.goto(f"/small-grants/ideas/{grant.ref}/say/")
    for name, press in (("declare", "No, none of these"), ("say", "Yes, all of it")):
        neighbour.get_by_label(press).check()
        axe(neighbour)
        assert neighbour.evaluate(OUTSIDE) <= 0
        screenshots(neighbour, name)
        neighbour.get_by_role("button", name="Go on" if name == "declare" else "Say so").click()
    expect(neighbour.get_by_text("You can change it until all is decided")).to_be_visible()
