"""Each kind of ballot paper, and each way in, in a real browser."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from folkmoot.deciding.models import Decision, Stage
from folkmoot.deciding.tests.browsing import (
    SIZES,
    Axe,
    OpenPage,
    an_open,
    come_in,
    look_at,
    look_over,
    tick,
)
from folkmoot.deciding.tests.makers import a_decision
from tests.fixtures.browser import Troubles

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet(transactional_db: None) -> None:
    cache.clear()


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_points_are_given_with_two_thumbs_and_counted_along(
    open_page: OpenPage, axe: Axe, troubles: Troubles, size: str
) -> None:
    troubles.allow("422")  # a page that asks to be mended
    decision = an_open(ballot_type="POINTS", points_total=10, points_most=6)
    page = open_page(**SIZES[size])
    come_in(page, decision)

    page.get_by_role("button", name=re.compile("One point more for Number 2")).click()
    page.get_by_label(re.compile("^Number 3:")).fill("9")
    expect(page.locator("[data-tally]")).to_have_text("You have given 10 of 10 points · 0 left")
    page.get_by_role("button", name=re.compile("One point more for Number 2")).click()
    expect(page.locator("[data-tally]")).to_have_text("You have given 11 of 10 points: take 1 back")
    look_at(page, axe)
    look_over(page)
    expect(page.get_by_role("alert")).to_contain_text("at most 6 points")
    look_at(page, axe)

    page.get_by_label(re.compile("^Number 3:")).fill("6")
    look_over(page)
    expect(page.get_by_text("You have 2 points left to give, if you like.")).to_be_visible()
    look_at(page, axe)
    page.get_by_role("button", name="Cast my ballot").click()
    expect(page.get_by_role("heading", name="Your ballot is in the box")).to_be_visible()


def test_an_order_is_chosen_from_lists(page: Page, axe: Axe, troubles: Troubles) -> None:
    troubles.allow("422")
    come_in(page, an_open(ballot_type="RANKING", max_choices=3))
    page.get_by_label(re.compile("^Number 5:")).select_option("first")
    page.get_by_label(re.compile("^Number 1:")).select_option("first")
    look_over(page)
    expect(page.get_by_role("alert")).to_contain_text("“Option 1” and “Option 5” share place 1.")
    look_at(page, axe)

    page.get_by_label(re.compile("^Number 1:")).select_option("second")
    look_over(page)
    look_at(page, axe)
    page.get_by_role("button", name="Cast my ballot").click()
    expect(page.get_by_role("heading", name="Your ballot is in the box")).to_be_visible()


def test_a_long_order_is_typed(no_script_page: Page) -> None:
    page = no_script_page
    come_in(page, an_open(ballot_type="RANKING", max_choices=11))
    page.get_by_label(re.compile("^Number 5:")).fill("1")
    page.get_by_label(re.compile("^Number 2:")).fill("2")
    look_over(page)
    page.get_by_role("button", name="Cast my ballot").click()
    expect(page.get_by_role("heading", name="Your ballot is in the box")).to_be_visible()


def test_the_money_is_counted_along_when_one_fills_the_budget(
    page: Page, axe: Axe, troubles: Troubles
) -> None:
    troubles.allow("422")
    come_in(page, an_open(ballot_type="KNAPSACK"))
    tally = page.locator("[data-tally]")
    expect(tally).to_have_text("You have chosen none · £0 of £90")
    tick(page, 1, 2)
    expect(tally).to_have_text("You have chosen 2 · £50 of £90")
    tick(page, 3, 4)
    expect(tally).to_have_text("You have chosen 4 · £130 of £90 · £40 too much")
    look_at(page, axe)
    look_over(page)
    expect(page.get_by_role("alert")).to_contain_text("Your choices cost £40 more")
    look_at(page, axe)
    tick(page, 4, on=False)
    look_over(page)
    expect(page.get_by_text("Together £90 of £90")).to_be_visible()


def test_choices_are_kept_as_one_goes(page: Page) -> None:
    come_in(page, an_open())
    tick(page, 2, 5)
    expect(page.locator("[data-kept]")).to_have_text(
        "What you chose is kept on this device. It is not cast yet."
    )

    page.goto("/vote/")
    page.goto(page.url.replace("/vote/", "/places/"))
    decision = Decision.objects.get()
    page.goto(f"/decisions/{decision.ref}/ballot/")

    expect(page.locator("#give-2")).to_be_checked()
    expect(page.locator("#give-5")).to_be_checked()
    expect(page.locator("#give-1")).not_to_be_checked()


def test_a_long_list_can_be_searched_without_losing_a_tick(narrow_page: Page, axe: Axe) -> None:
    page = narrow_page
    come_in(page, a_decision(stage=Stage.OPEN, costs=(1_00,) * 40, budget=40_00, max_choices=5))
    tick(page, 7)
    page.get_by_label("Find something on the list").fill("option 31")
    expect(page.get_by_text("1 of 40 shown. What you have chosen stays chosen.")).to_be_visible()
    tick(page, 31)
    look_at(page, axe)
    page.get_by_label("Find something on the list").fill("")
    page.get_by_label("Only what I have chosen").check()
    expect(page.locator("[data-paper-row]:visible")).to_have_count(2)
    look_over(page)

    expect(page.locator(".slip__choice")).to_have_count(2)


def test_a_ballot_can_be_filled_in_by_keyboard_alone(page: Page) -> None:
    come_in(page, an_open())
    page.locator("#give-1").focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-tally]")).to_have_text("You have chosen 1")
    for _ in range(6 * 3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "review":
            break
        seen = page.evaluate(
            """() => { const box = document.activeElement.getBoundingClientRect()
                const foot = document.querySelector('.booth__foot').getBoundingClientRect()
                return box.bottom <= foot.top || box.top >= foot.bottom }"""
        )
        assert seen, "the strip at the foot covers what the keyboard is on"
    page.keyboard.press("Enter")

    expect(page.get_by_text("Your ballot is not in the box yet.")).to_be_visible()


def test_a_receipt_fits_on_a_till_roll_and_prints_nothing_else(page: Page) -> None:
    come_in(page, an_open())
    tick(page, 1)
    look_over(page)
    page.get_by_role("button", name="Cast my ballot").click()
    expect(page.get_by_role("button", name="Print my receipt")).to_be_visible()
    page.set_viewport_size({"width": 302, "height": 900})  # 80 mm
    page.emulate_media(media="print")

    box = page.locator(".receipt").bounding_box()
    code = page.locator(".receipt__code").bounding_box()

    assert box
    assert code
    assert box["x"] + box["width"] <= 302
    assert box["height"] < 760  # 200 mm of paper
    assert code["x"] >= box["x"]
    assert code["x"] + code["width"] <= box["x"] + box["width"]
    for hidden in (".header", ".footer", ".booth__after", ".place-head"):
        expect(page.locator(hidden)).to_be_hidden()


def test_someone_not_on_the_list_votes_now_and_is_checked_later(
    narrow_page: Page, axe: Axe
) -> None:
    page, decision = narrow_page, an_open(minimum_age=11)
    page.goto(f"/decisions/{decision.ref}/vote/")
    look_at(page, axe)
    page.get_by_role("button", name="I am on the list").or_(
        page.get_by_role("link", name="I am on the list")
    ).click()
    page.get_by_label("Your name").fill("Ann")
    page.get_by_label("Your postcode").fill("LS1 4AP")
    page.get_by_label("I am 11 or older").check()
    page.get_by_role("button", name="Go to my ballot").click()
    expect(page.get_by_text("We could not find you on the list")).to_be_visible()
    look_at(page, axe)
    page.get_by_label("Your address").fill("1 Mill Lane")
    page.get_by_role("button", name="Vote now, check later").click()
    expect(page.get_by_text("Your vote is taken now and checked later")).to_be_visible()
    look_at(page, axe)
    tick(page, 1)
    look_over(page)
    page.get_by_role("button", name="Cast my ballot").click()

    expect(page.get_by_role("heading", name="Your ballot is in, to be checked")).to_be_visible()
    look_at(page, axe)


def test_someone_who_lives_here_needs_no_code(no_script_page: Page) -> None:
    page, decision = no_script_page, an_open()
    page.goto(f"/decisions/{decision.ref}/vote/address/")
    page.get_by_label("Your name").fill("Ann")
    page.get_by_label("Your address").fill("1 Mill Lane")
    page.get_by_label("Your postcode").fill("LS1 4AP")
    page.get_by_role("button", name="Go to my ballot").click()

    expect(page.get_by_role("heading", name="Your ballot", level=1)).to_be_visible()
