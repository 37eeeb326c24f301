"""People met, in a real browser: noted at a door, linked to what they said, unlinked."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from folkmoot.kernel import clock
from folkmoot.organising import actions
from folkmoot.organising.models import Conversation, ListeningRound, Speaker
from folkmoot.organising.tests.makers import a_note, a_place, a_plan, a_street, an_organiser
from tests.fixtures.browser import PHONE, Axe, OpenPage, Screenshots, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCREENS = {"a phone": PHONE, "a desk": {"width": 1280, "height": 800}}


def a_conversation_of_today() -> Conversation:
    place, at = a_place(), clock.now()
    a_street(place)
    by = an_organiser(place)
    planned = actions.plan_round(place=place, plan=a_plan(), by=by, at=at)
    round: ListeningRound = actions.open_round(round=planned, by=by, at=at)
    note = a_note(round, "I was a cook for thirty years.", said_at=at, street=a_street(place))
    return actions.note_conversation(round=round, note=note, by=by, at=at)


@pytest.mark.parametrize("screen", SCREENS)
def test_somebody_is_met_and_their_name_comes_and_goes(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    said = a_conversation_of_today()
    page = open_page(viewport=SCREENS[screen])
    sign_in(page, an_organiser(said.place))

    def look(name: str) -> None:
        axe(page)
        screenshots(page, name)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    page.goto(reverse("organising:conversation", args=[said.pk]))
    page.get_by_role("link", name="They said their name may stand with it").click()
    look("who-nobody")
    page.get_by_role("link", name="It is somebody we have not noted yet").click()
    look("meet")
    page.get_by_label("What are they called?").fill("D")
    page.get_by_role("group", name="How may they be reached?").get_by_label("By phone").check()
    page.get_by_label("Their telephone number").fill("07700 900123")
    for question in ("May I keep your name", "May we ask you to help"):
        page.get_by_role("group", name=question).get_by_label("Yes").check()
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("I was a cook for thirty years.")).to_be_visible()
    look("neighbour")
    page.get_by_text("Every answer, in the words that were asked").click()
    look("neighbour-answers")
    page.get_by_role("link", name="Note what they said yes or no to").click()
    look("answer")
    page.goto(reverse("organising:neighbours", args=[said.place.slug]))
    look("neighbours")
    page.goto(reverse("organising:conversation", args=[said.pk]))
    look("conversation-named")
    page.get_by_role("button", name="Take the name away").click()
    expect(page.get_by_text("No name stands with this.")).to_be_visible()
    assert not Speaker.objects.exists()
