"""Listening in a real browser: on a small phone at a door, and at a desk."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from folkmoot.kernel import clock
from folkmoot.organising import actions
from folkmoot.organising.models import Conversation, ListeningRound
from folkmoot.organising.tests.makers import a_group, a_place, a_plan, a_street, an_organiser
from tests.fixtures.browser import PHONE, Axe, OpenPage, Screenshots, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCREENS = {"a phone": PHONE, "a desk": {"width": 1280, "height": 800}}
SMALLEST = 44  # pixels: what a thumb can hit


def an_open_round() -> ListeningRound:
    place, at = a_place(), clock.now()
    for street in ("Mill Lane", "Weavers' Row", "Canal Side"):
        a_street(place, street)
    a_group(place)
    by = an_organiser(place)
    planned = actions.plan_round(place=place, plan=a_plan(), by=by, at=at)
    return actions.open_round(round=planned, by=by, at=at)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_conversation_is_noted_and_found_again(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    round = an_open_round()
    page = open_page(viewport=SCREENS[screen])
    sign_in(page, an_organiser(round.place))

    def look(name: str) -> None:
        axe(page)
        screenshots(page, name)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    page.goto(reverse("organising:home", args=[round.place.slug]))
    look("home")
    page.get_by_role("link", name="Note a conversation").click()
    look("note")
    page.get_by_text("More: where and how long").click()
    look("note-open")
    for item in page.locator(".govuk-radios__item").all():
        box = item.bounding_box()
        assert box is not None
        assert box["height"] >= SMALLEST
    page.get_by_label("What worries you, or makes you angry?").fill("The swings are broken.")
    page.get_by_label("Which street?").select_option(label="Mill Lane")
    page.get_by_label("Did you promise anything?").fill("Ask the council about the swings")
    for part, typed in (("Day", "1"), ("Month", "5"), ("Year", "2099")):
        asked = page.get_by_role("group", name="By when will you do it?")
        asked.get_by_label(part).fill(typed)
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("The swings are broken.")).to_be_visible()
    look("conversation")
    page.goto(reverse("organising:round", args=[round.ref]))
    look("round")
    expect(page.get_by_text("in 1 of 3 streets")).to_be_visible()
    page.goto(reverse("organising:conversations", args=[round.place.slug]))
    look("conversations")
    page.goto(reverse("organising:ground", args=[round.place.slug]))
    look("ground")
    assert Conversation.objects.count() == 1
