"""Drawing a place in a real browser: by mouse, by keyboard alone, and without any script."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from folkmoot.places.models import Place
from folkmoot.places.tests.makers import a_convenor, a_middle, a_place, a_shape
from tests.fixtures.browser import Troubles, sign_in

pytestmark = pytest.mark.browser
Axe = Callable[[Page], None]
CORNERS = ((0.35, 0.3), (0.65, 0.3), (0.65, 0.7), (0.35, 0.7))


@pytest.fixture
def wren(transactional_db: None) -> Place:
    return a_place()


def at_the_board(page: Page, place: Place) -> None:
    sign_in(page, a_convenor(place, "Carys"))
    page.goto(f"/places/{place.slug}/draw/")


def test_a_convenor_draws_with_the_mouse(page: Page, wren: Place, axe: Axe) -> None:
    at_the_board(page, wren)
    board = page.get_by_role("application")
    expect(page.get_by_text("7 corners.")).to_be_visible()
    axe(page)

    page.get_by_role("button", name="Start again").click()
    board.scroll_into_view_if_needed()
    box = board.bounding_box()
    assert box
    for across, down in CORNERS:
        page.mouse.click(box["x"] + across * box["width"], box["y"] + down * box["height"])
    expect(page.get_by_text("4 corners.")).to_be_visible()
    axe(page)

    page.get_by_label("Why has the line moved?").fill("The new estate")
    page.get_by_role("button", name="Keep this drawing").click()
    expect(page.get_by_text("Drawn. Everyone sees the new line now.")).to_be_visible()
    axe(page)

    page.get_by_role("link", name="Compare with the one before").first.click()
    expect(page.get_by_role("heading", name="The drawing of")).to_be_visible()
    axe(page)
    assert len(wren.boundaries.first().geometry["coordinates"][0]) == 5  # type: ignore[union-attr]


def test_a_convenor_draws_with_the_keyboard_alone(page: Page, wren: Place, axe: Axe) -> None:
    at_the_board(page, wren)
    page.get_by_role("button", name="Start again").focus()
    page.keyboard.press("Enter")
    board, add = page.get_by_role("application"), page.get_by_role("button", name="Add a corner")
    for arrow in ("ArrowRight", "ArrowDown", "ArrowLeft"):
        add.focus()
        page.keyboard.press("Enter")
        board.focus()
        page.keyboard.press(arrow)
        page.wait_for_timeout(400)  # the map slides
    expect(page.get_by_text("3 corners.")).to_be_visible()
    corner = page.get_by_role("button", name="Corner 1 of 3")
    corner.focus()
    before = page.get_by_role("textbox", name="The boundary").input_value()
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    assert page.get_by_role("textbox", name="The boundary").input_value() != before
    axe(page)

    page.get_by_label("Why has the line moved?").focus()
    page.keyboard.type("Walked again")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Drawn. Everyone sees the new line now.")).to_be_visible()
    assert wren.boundaries.count() == 2


def test_a_convenor_pastes_and_mends_on_a_phone(
    narrow_page: Page, wren: Place, axe: Axe, troubles: Troubles
) -> None:
    troubles.allow("422")  # a page that asks to be mended
    at_the_board(narrow_page, wren)
    narrow_page.get_by_role("textbox", name="The boundary").fill("53.79, -1.56\nHigh Street")
    narrow_page.get_by_label("Why has the line moved?").fill("The new estate")
    narrow_page.get_by_role("button", name="Keep this drawing").click()
    mend = narrow_page.get_by_role("link", name="Line 2: “High Street”")
    expect(mend).to_be_visible()
    axe(narrow_page)
    mend.click()
    expect(narrow_page.get_by_role("textbox", name="The boundary")).to_be_focused()
    expect(narrow_page.get_by_label("Why has the line moved?")).to_have_value("The new estate")

    drawing = json.dumps(a_shape(*a_middle(), size=0.012))
    narrow_page.get_by_role("textbox", name="The boundary").fill(drawing)
    narrow_page.get_by_role("button", name="Keep this drawing").click()
    expect(narrow_page.get_by_text("Drawn. Everyone sees the new line now.")).to_be_visible()
    axe(narrow_page)
    wide = narrow_page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def test_a_convenor_draws_without_any_script(
    no_script_page: Page, wren: Place, tmp_path: Path
) -> None:
    page = no_script_page
    at_the_board(page, wren)
    page.get_by_role("textbox", name="The boundary").fill(
        "52.60, -1.70\n52.62, -1.70\n52.61, -1.66"
    )
    page.get_by_label("Why has the line moved?").fill("By hand")
    page.get_by_role("button", name="Keep this drawing").click()
    expect(page.get_by_text("Drawn. Everyone sees the new line now.")).to_be_visible()
    expect(page.get_by_role("img", name="Where Wren's Cross begins and ends")).to_be_visible()

    file = tmp_path / "wren.geojson"
    file.write_text(json.dumps(a_shape(*a_middle())))
    page.goto(f"/places/{wren.slug}/draw/")
    page.get_by_label("Or choose a file").set_input_files(file)
    page.get_by_label("Why has the line moved?").fill("From a file")
    page.get_by_role("button", name="Keep this drawing").click()
    expect(page.get_by_text("From a file")).to_be_visible()
    assert wren.boundaries.count() == 3


@pytest.mark.parametrize("page_name", ["", "{}/about/", "{}/team/", "{}/colour/", "{}/edit/"])
def test_every_page_is_accessible(page: Page, wren: Place, axe: Axe, page_name: str) -> None:
    at_the_board(page, wren)
    page.goto(f"/places/{page_name.format(wren.slug)}")
    page.wait_for_load_state("networkidle")
    axe(page)
