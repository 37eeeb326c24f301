"""People met, in a real browser: noted at a door, linked to what they said, unlinked."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from folkmoot.kernel import clock
from folkmoot.organising import actions
from folkmoot.organising.models import Ask, Conversation, ListeningRound, Speaker
from folkmoot.organising.tests.makers import a_note, a_place, a_plan, a_street, an_organiser
from folkmoot.organising.tests.people_makers import a_helper, a_neighbour, linked, tags
from folkmoot.people.tests.makers import a_steward
from tests.fixtures.browser import PHONE, Axe, OpenPage, Screenshots, Troubles, sign_in

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


@pytest.mark.parametrize("screen", SCREENS)
def test_a_card_is_made_and_opens_ones_own_page(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    said = a_conversation_of_today()
    answers = {"ask": "yes", "news": "no"}
    d = a_neighbour(said.place, "D", reach_by="text", phone="07700 900123", answers=answers)
    linked(said, d, at=clock.now())
    page = open_page(viewport=SCREENS[screen])
    sign_in(page, an_organiser(said.place))

    def look(name: str) -> None:
        axe(page)
        screenshots(page, name)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    page.goto(reverse("organising:neighbour", args=[d.pk]))
    page.get_by_role("button", name="Make a card").click()
    look("card")
    code = "-".join(page.locator(".hear-claim__code span").all_inner_texts())
    page.context.clear_cookies()
    page.goto(f"{reverse('own:claim')}#{code}")
    expect(page.get_by_label("The code on your card")).to_have_value(code)
    assert code not in page.url
    look("claim")
    page.get_by_role("button", name="Open my page").click()
    expect(page.get_by_text("I was a cook for thirty years.")).to_be_visible()
    look("own")
    page.get_by_role("link", name="Put something right").click()
    look("own-change")
    page.goto(reverse("own:forget"))
    look("own-forget")
    page.get_by_label("Yes, forget it for good").check()
    page.get_by_role("button", name="Forget it").click()
    expect(page.get_by_text("We have forgotten who you are.")).to_be_visible()
    d.person.refresh_from_db()
    assert d.person.name == ""


@pytest.mark.parametrize("screen", SCREENS)
def test_a_chef_cancels_and_d_is_asked(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots, troubles: Troubles
) -> None:
    troubles.allow("422")  # what was ticked is to be looked over
    place = a_place()
    tags()
    d = a_neighbour(place, "D", answers={"ask": "yes"})
    ann = a_helper(place, "Ann", words="Runs a bakery")
    page = open_page(viewport=SCREENS[screen])
    sign_in(page, an_organiser(place))

    def look(name: str) -> None:
        axe(page)
        screenshots(page, name)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    page.goto(reverse("organising:add_gift", args=[d.pk]))
    page.get_by_label("What do they offer?").fill("Trained cook, tends his garden")
    page.get_by_role("button", name="Keep this").click()
    look("gift-ticked")
    expect(page.get_by_label("Cooking")).to_be_checked()
    page.get_by_role("button", name="Keep this").click()
    look("neighbour-offers")
    page.goto(reverse("organising:opportunities", args=[place.slug]))
    look("needed-none")
    page.get_by_role("link", name="Something needs people").click()
    page.get_by_label("What is needed?").fill("Chef for the street party barbecue")
    page.get_by_text("Choose them now").click()
    page.get_by_label("Cooking").check()
    look("need")
    page.get_by_role("button", name="Keep this").click()
    look("whom-to-ask")
    asked_ann = page.locator(".hear-card", has_text="Ann")
    asked_ann.get_by_role("button", name="Note it").click()
    page.get_by_role("button", name=re.compile("^Yes.*Ann")).click()
    look("filled")
    page.get_by_role("button", name=re.compile("^They had to cancel.*Ann")).click()
    expect(page.get_by_text("Urgent", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="D", exact=True)).to_be_visible()
    look("urgent")
    page.goto(reverse("organising:opportunities", args=[place.slug]))
    look("needed")
    assert Ask.objects.get(neighbour=ann).stage == "CANCELLED"


@pytest.mark.parametrize("screen", SCREENS)
def test_the_words_for_gifts_are_looked_at(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    tags()
    page = open_page(viewport=SCREENS[screen])
    sign_in(page, a_steward())
    page.goto(reverse("organising:vocabulary"))
    axe(page)
    screenshots(page, "words")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
