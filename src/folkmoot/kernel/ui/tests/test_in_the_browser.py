"""The gallery in a real browser: wide and narrow, by day and by night, with and without a mouse."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("folkmoot.kernel.ui.tests.addresses"),
]

SIZES = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 360, "height": 740}}
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true })"
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1
        && !one.closest('.leaflet-container, svg, .govuk-visually-hidden, .gallery__source')
        && !one.matches('.govuk-visually-hidden'))
    .map(one => one.outerHTML.slice(0, 120))"""
TO_PRESS = "button, .govuk-button, .header__link, .thread__link, input, select"
TOO_SMALL = """pressed => [...document.querySelectorAll(pressed)]
    .filter(one => { const box = one.getBoundingClientRect()
        return box.width > 0 && one.type !== 'hidden' && (box.height < 40 || box.width < 24) })
    .map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture
def gallery(settings: Settings) -> str:
    """The address of the gallery, open."""
    settings.DEMO = True
    return "/gallery/"


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_gallery_fits_and_is_accessible(
    open_page: Any, axe: Any, screenshots: Any, gallery: str, size: str, colours: str
) -> None:
    page: Page = open_page(viewport=SIZES[size], color_scheme=colours)
    page.goto(gallery)
    page.wait_for_selector(".board__tools")
    page.wait_for_selector(".map__live .map__marker")
    screenshots(page, "closed")
    axe(page)
    page.evaluate(OPEN_ALL)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(TOO_SMALL, TO_PRESS) == []


def test_the_gallery_is_whole_without_a_script(
    no_script_page: Page, gallery: str, screenshots: Any
) -> None:
    no_script_page.goto(gallery)
    assert no_script_page.locator("svg.map__drawing").is_visible()
    assert no_script_page.locator("textarea[name=boundary]").is_visible()
    assert no_script_page.get_by_text("Up to 600 letters.").first.is_visible()
    screenshots(no_script_page, "plain")


def test_the_typeface_is_ours(page: Page, gallery: str) -> None:
    page.goto(gallery)
    page.evaluate("document.fonts.load('19px Figtree', 'Aŵŷ')")
    loaded = "[...document.fonts].filter(one => one.status === 'loaded').map(one => one.family)"
    assert set(page.evaluate(loaded)) == {"Figtree"}
    assert len(page.evaluate(loaded)) == 2


def test_lines_are_short_enough_to_read(page: Page, gallery: str) -> None:
    page.goto(gallery)
    width = page.evaluate("""() => {
        const line = document.createElement('span')
        line.textContent = 'We walked down Mill Lane and asked every house what it would change'
        line.style.whiteSpace = 'nowrap'
        const text = document.querySelector('.gallery__sample > .govuk-body')
        text.append(line)
        const asked = line.getBoundingClientRect().width / line.textContent.length
        line.remove()
        text.textContent = 'word '.repeat(60)
        return text.getBoundingClientRect().width / asked
    }""")
    assert 60 <= width <= 70


def test_a_point_on_the_map_opens_with_the_keyboard(page: Page, gallery: str) -> None:
    page.goto(gallery)
    marker = page.get_by_role("button", name="The Wheel hub")
    marker.focus()
    page.keyboard.press("Enter")
    opened = page.get_by_role("dialog", name="The Wheel hub")
    assert opened.get_by_role("link", name="The Wheel hub").is_visible()
    assert opened.get_by_text("open every day").is_visible()
    page.keyboard.press("Escape")
    opened.wait_for(state="detached")
    assert page.evaluate("document.activeElement.ariaLabel") == "The Wheel hub"


def test_the_wheel_scrolls_the_page_not_the_map(page: Page, gallery: str) -> None:
    page.goto(gallery)
    live = page.locator(".map__live").first
    live.scroll_into_view_if_needed()
    live.hover()
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 400)
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > before + 300


def test_a_boundary_is_drawn_moved_and_mended(page: Page, gallery: str) -> None:
    page.goto(gallery)
    board = page.locator("[data-board=draw]")
    board.get_by_role("button", name="Start again").click()
    box = board.locator("textarea")
    assert box.input_value() == ""
    sheet = board.locator(".map__live")
    for x, y in ((300, 100), (600, 100), (600, 300), (300, 300)):
        sheet.click(position={"x": x, "y": y})
    ring = json.loads(box.input_value())["coordinates"][0]
    assert len(ring) == 5
    assert ring[0] == ring[-1]
    assert ring[0][0] < ring[1][0]
    assert ring[1][1] > ring[2][1]
    first = board.get_by_role("button", name="Corner 1 of 4")
    first.focus()
    page.keyboard.press("ArrowLeft")
    assert json.loads(box.input_value())["coordinates"][0][0][0] < ring[0][0]
    page.keyboard.press("Delete")
    assert len(json.loads(box.input_value())["coordinates"][0]) == 4
    sheet.click(position={"x": 450, "y": 320})
    assert board.get_by_text("4 corners.").is_visible()


def test_a_boundary_pasted_as_words_appears_on_the_map(page: Page, gallery: str) -> None:
    page.goto(gallery)
    board = page.locator("[data-board=draw]")
    outline = {"type": "Polygon", "coordinates": [[[-3, 53], [-2, 53], [-2, 54], [-3, 53]]]}
    board.locator("textarea").fill(json.dumps(outline))
    board.locator("textarea").blur()
    expect(board.locator(".board__corner")).to_have_count(3)
    board.locator("textarea").fill("not an outline")
    board.locator("textarea").blur()
    expect(board.get_by_text("We cannot read what is in the box")).to_be_visible()
    assert board.locator("textarea").input_value() == "not an outline"


def test_a_point_is_chosen_by_mouse_by_keyboard_and_by_words(page: Page, gallery: str) -> None:
    page.goto(gallery)
    board = page.locator("[data-board=pick]")
    board.get_by_role("button", name="Put it in the middle").click()
    latitude, longitude = (float(part) for part in board.locator("input").input_value().split(","))
    assert 52.40 < latitude < 52.43
    assert -1.53 < longitude < -1.50
    board.get_by_role("button", name="The point").focus()
    page.keyboard.press("ArrowUp")
    assert float(board.locator("input").input_value().split(",")[0]) > latitude
    board.locator("input").fill("52.41, -1.51")
    board.locator("input").blur()
    assert board.locator("input").input_value() == "52.41, -1.51"
    expect(board.locator(".map__marker")).to_have_count(1)


def test_the_way_past_the_head_of_the_page_comes_first(page: Page, troubles: Any) -> None:
    troubles.allow("409")
    page.goto("/refuse/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"


def test_the_list_of_mistakes_is_where_one_starts(page: Page, gallery: str) -> None:
    page.goto(gallery)
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    assert page.title().startswith("To mend: ")
    page.get_by_role("link", name="Add the month and year.").click()
    assert page.evaluate("document.activeElement.id") == "id_mended-first_day_day"


def test_a_page_on_paper_is_words_and_pictures_only(
    page: Page, gallery: str, screenshots: Any
) -> None:
    page.goto(gallery)
    page.emulate_media(media="print")
    assert not page.locator(".header__nav").first.is_visible()
    assert not page.get_by_role("button", name="Cast your vote").first.is_visible()
    assert page.locator(".thread").is_visible()
    screenshots(page, "paper")
