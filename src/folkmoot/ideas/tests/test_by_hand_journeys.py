"""Telling people by hand, in a real browser: letters on paper, calls made, texts sent."""

import pytest
from playwright.sync_api import Page, expect

from folkmoot.ideas.models import Contact
from folkmoot.ideas.tests.makers import a_place, a_put, an_organiser
from folkmoot.kernel.notify.models import Message
from folkmoot.places.models import Place
from tests.fixtures.browser import (
    SHEET,
    Axe,
    Screenshots,
    Troubles,
    addresses_in_the_window,
    sheets_of,
    sign_in,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def by_letter(place: Place, number: int, address: str = "Wren's Cross\nWX1 2AB") -> None:
    contact = Contact(f"Lou Lloyd {number}", "", "letter", address=f"{number} Elm Row\n{address}")
    a_put(f"Bench {number}", place=place, contact=contact)


def test_each_letter_is_one_sheet_with_its_address_in_the_window(
    page: Page, screenshots: Screenshots
) -> None:
    place = a_place()
    for number in (1, 2):
        by_letter(place, number)
    by_letter(place, 3, "The Old Mill Business Park, Upper Mill Lane\nMill End\nWX1 2AB")
    page.set_viewport_size(SHEET)
    sign_in(page, an_organiser(place))
    page.goto(f"/ideas/in/{place.slug}/letters/print/")
    assert sheets_of(page) == 3
    assert addresses_in_the_window(page) == 3
    screenshots(page, "on-paper")


def test_a_long_letter_goes_on_overleaf_and_the_next_begins_its_own_sheet(page: Page) -> None:
    place = a_place()
    for number in (1, 2):
        by_letter(place, number)
    Message.objects.filter(to__startswith="Lou Lloyd 1").update(text="It goes on.\n\n" * 60)
    sign_in(page, an_organiser(place))
    page.goto(f"/ideas/in/{place.slug}/letters/print/")
    assert sheets_of(page) == 4


@pytest.mark.parametrize("kind", ["page", "narrow_page"])
def test_someone_rings_and_texts_those_who_wait(
    kind: str,
    request: pytest.FixtureRequest,
    axe: Axe,
    screenshots: Screenshots,
    troubles: Troubles,
) -> None:
    troubles.allow("422")
    place, page = a_place(), request.getfixturevalue(kind)
    a_put("A bench", place=place, contact=Contact("Pat Price", "", "phone", phone="01632 960001"))
    a_put("A tree", place=place, contact=Contact("Tess", "", "text", phone="07700 900123"))
    a_put("A tap", place=place, contact=Contact("Una", "", "phone", phone="+44 1632 960003"))
    sign_in(page, an_organiser(place, "Orla Organiser"))
    page.goto("/tasks/")
    page.get_by_role("link", name="Make the calls and send the texts").click()
    for whom, answer in (
        ("Text Tess", "The text is sent"),
        ("Ring Una", "The number is wrong"),
        ("Ring Pat Price", "Nobody answered"),
    ):
        axe(page)
        page.get_by_role("link", name=whom).click()
        axe(page)
        page.get_by_role("button", name="Keep it").click()
        expect(page.get_by_role("heading", name="There is something to mend")).to_be_visible()
        axe(page)
        screenshots(page, whom)
        page.get_by_label(answer).check()
        page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", name="Done (1)")).to_be_visible()
    axe(page)
    screenshots(page, "list")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
