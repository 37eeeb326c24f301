"""Two notes of one person in a real browser: found, looked at, made one, taken apart."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from folkmoot.organising.models import Neighbour
from folkmoot.organising.tests.makers import a_place, a_street, an_organiser
from folkmoot.organising.tests.people_makers import a_gift, a_neighbour, an_answer
from folkmoot.people import actions as people
from folkmoot.people.tests.makers import NOON
from tests.fixtures.browser import Axe, OpenPage, Screenshots, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = {"a phone": {"width": 360, "height": 780}, "a desk": {"width": 1280, "height": 800}}


@pytest.mark.parametrize("screen", SCREENS)
def test_two_notes_are_found_made_one_and_taken_apart(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    place = a_place()
    first = a_neighbour(
        place, "Dilys Jones", reach_by="phone", phone="07700 900123", street=a_street(place)
    )
    second = a_neighbour(
        place, "D. Jones", reach_by="email", email="dilys.jones.of.wrens.cross@example.org",
        phone="+44 7700 900 123", street=a_street(place, "Elm Park"), answers={"news": "no"},
    )  # fmt: skip
    a_gift(second, words="Cooks for fifty")
    an_answer(first)
    people.make_card(person=second.person, by=None, at=NOON)
    page = open_page(viewport=SCREENS[screen])
    sign_in(page, an_organiser(place))

    def look(name: str) -> None:
        axe(page)
        screenshots(page, name)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    page.goto(reverse("organising:neighbours", args=[place.slug]))
    page.get_by_role("link", name="Is anybody noted twice?").click()
    expect(page.get_by_text("D may stand for Dilys.")).to_be_visible()
    look("twice")
    page.get_by_role("link", name="Look at both").click()
    look("side-by-side")
    page.get_by_role("group", name="Which street?").get_by_label("Elm Park").check()
    page.get_by_role("button", name="Make them one").click()
    expect(page.get_by_text("“Cooks for fifty”")).to_be_visible()
    look("one")
    page.get_by_role("link", name="Take them apart").click()
    look("apart")
    page.get_by_role("button", name="Take them apart").click()
    expect(page.get_by_text("They are two notes again.")).to_be_visible()
    assert Neighbour.objects.known().count() == 2
    page.get_by_role("link", name="They are noted twice").click()
    look("same")
