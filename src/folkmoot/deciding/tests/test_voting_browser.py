"""The voter's journey in a real browser: on a desk, on a small phone, and without any script."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from folkmoot.deciding import actions
from folkmoot.deciding.models import Decision, Envelope, Stage
from folkmoot.deciding.tests.makers import NOON, a_code, a_decision, close_and_count, three_officers

pytestmark = pytest.mark.browser
Axe = Callable[[Page], None]
OpenPage = Callable[..., Page]
SIZES: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
    "no script": {"java_script_enabled": False},
}


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet(transactional_db: None) -> None:
    cache.clear()


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
    return actions.open_voting(decision=draft, lots=list(range(6)), by=None, at=NOON)


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


@pytest.mark.parametrize("size", SIZES)
def test_from_the_code_to_the_list_of_envelopes(open_page: OpenPage, axe: Axe, size: str) -> None:
    decision = an_open(max_choices=2)
    page = open_page(**SIZES[size])
    if size == "no script":
        axe = on_a_copy(open_page(viewport={"width": 1280, "height": 800}), axe)
    _, code = a_code(decision)

    page.goto("/vote/")
    look_at(page, axe)
    page.get_by_label("Your voting code").fill("1234")
    page.get_by_role("button", name="Go to my ballot").click()
    expect(page.get_by_role("alert")).to_contain_text("It needs sixteen.")
    look_at(page, axe)
    page.get_by_label("Your voting code").fill(code.lower())
    page.get_by_role("button", name="Go to my ballot").click()

    expect(page.get_by_role("heading", name="Your ballot", level=1)).to_be_visible()
    look_at(page, axe)
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

    expect(page.get_by_text("Your ballot is not in the box yet.")).to_be_visible()
    look_at(page, axe)
    page.get_by_role("button", name="Cast my ballot").click()

    expect(page.get_by_role("heading", name="Your ballot is in the box")).to_be_visible()
    look_at(page, axe)
    receipt = page.locator(".receipt__code").inner_text()
    page.go_back()
    expect(page.get_by_role("heading", name="Your ballot is in the box")).to_be_visible()
    page.reload()
    assert page.locator(".receipt__code").inner_text() == receipt
    assert Envelope.objects.count() == 1
    page.get_by_role("button", name="Stop voting on this device").click()
    look_at(page, axe)

    page.goto(f"/decisions/{decision.ref}/change/")
    look_at(page, axe)
    page.get_by_label("Your receipt code").fill(receipt)
    page.get_by_role("button", name="Get a fresh ballot").click()
    expect(page.get_by_text("You are changing your ballot")).to_be_visible()
    expect(page.locator("#give-1")).not_to_be_checked()
    look_at(page, axe)
    tick(page, 4)
    look_over(page)
    page.get_by_role("button", name="Cast my ballot").click()
    new = page.locator(".receipt__code").inner_text()
    mark = page.locator(".receipt__mark").first.inner_text()
    assert new != receipt

    page.goto(f"/decisions/{decision.ref}/check/")
    look_at(page, axe)
    page.get_by_label("Your receipt code").fill(new)
    page.get_by_role("button", name="Look in the box").click()
    expect(page.get_by_role("heading", name="Your ballot is in the box")).to_be_visible()
    look_at(page, axe)

    close_and_count(decision)
    page.goto(f"/decisions/{decision.ref}/vote/")
    expect(page.get_by_role("heading", name="Voting has closed")).to_be_visible()
    look_at(page, axe)
    page.get_by_role("link", name="Check that my ballot was in the list").click()
    page.get_by_label("The envelope mark on your receipt").fill(mark)
    page.get_by_role("button", name="Look for my mark").click()
    expect(page.get_by_role("heading", name="Your envelope is in the list")).to_be_visible()
    look_at(page, axe)

    page.goto(f"/decisions/{decision.ref}/my-share/")
    tick(page, 4)
    page.get_by_role("button", name="Show me my share").click()
    expect(page.get_by_text("Your share was £90.")).to_be_visible()
    look_at(page, axe)
    page.goto("about:blank")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_points_are_given_with_two_thumbs_and_counted_along(
    open_page: OpenPage, axe: Axe, size: str
) -> None:
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


def test_an_order_is_chosen_from_lists(page: Page, axe: Axe) -> None:
    come_in(page, an_open(ballot_type="RANKING", max_choices=3))
    page.get_by_label(re.compile("^Number 5:")).select_option("first")
    page.get_by_label(re.compile("^Number 1:")).select_option("first")
    look_over(page)
    expect(page.get_by_role("alert")).to_contain_text("Two options share place 1.")
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


def test_the_money_is_counted_along_when_one_fills_the_budget(page: Page, axe: Axe) -> None:
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
