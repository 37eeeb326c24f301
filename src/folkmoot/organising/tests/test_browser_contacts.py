"""A list of contacts in a real browser: three bad files are refused in words, a good one taken."""

import pytest
from django.urls import reverse
from playwright.sync_api import FilePayload, expect

from folkmoot.organising.models import Neighbour
from folkmoot.organising.tests.makers import a_place, a_street, an_organiser
from folkmoot.organising.tests.people_makers import a_neighbour
from tests.fixtures.browser import Axe, OpenPage, Screenshots, Troubles, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = {"a phone": {"width": 360, "height": 780}, "a desk": {"width": 1280, "height": 800}}
BAD: tuple[tuple[str, bytes, str], ...] = (
    ("sheet.csv", b"PK\x03\x04\x00\x00", "That is not a list of contacts."),
    ("open.csv", b'Name,E-mail\n"Ann,ann@example.org\n', "a quotation mark is left open"),
    ("empty.vcf", b"", "empty"),
)
GOOD = (
    "Name;E-mail;Phone\nAnn Tolley;ann@example.org;07700 900115\nBryn;bryn at home;\n"
    "Siân;;07700 900117\n"
)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_list_is_brought_and_what_is_wrong_with_it_is_said(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots, troubles: Troubles
) -> None:
    troubles.allow("422")  # files that cannot be read
    place = a_place()
    a_street(place)
    a_neighbour(place, "A. Tolley", phone="+44 7700 900 115")
    page = open_page(viewport=SCREENS[screen])
    sign_in(page, an_organiser(place))

    def look(name: str) -> None:
        axe(page)
        screenshots(page, name)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    def bring(name: str, data: bytes) -> None:
        file: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": data}
        page.get_by_label("The file", exact=True).set_input_files(file)
        page.get_by_role("button", name="Look at it").click()

    page.goto(reverse("organising:neighbours", args=[place.slug]))
    page.get_by_role("link", name="Bring a list, or take yours out").click()
    look("bring")
    for name, data, sentence in BAD:
        bring(name, data)
        expect(page.get_by_text(sentence).first).to_be_visible()
    look("refused")
    bring("people.csv", GOOD.encode("utf-16"))
    expect(page.get_by_text("Row 3, E-mail:")).to_be_visible()
    look("looked-at")
    expect(page.get_by_label("Row 2: Ann Tolley")).not_to_be_checked()
    page.get_by_role("button", name="Take those who are ticked").click()
    expect(page.get_by_text("Where does this list come from?").first).to_be_visible()
    page.get_by_label("Where does this list come from?").fill("Sign-up sheet of the fair")
    page.get_by_role("button", name="Take those who are ticked").click()
    expect(page.get_by_text("Noted. Nobody is written to")).to_be_visible()
    page.get_by_role("link", name="Siân").click()
    expect(page.get_by_text("Sign-up sheet of the fair")).to_be_visible()
    look("taken")
    assert Neighbour.objects.count() == 2
