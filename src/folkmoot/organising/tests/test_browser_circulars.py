"""A message to many, in a real browser: written, looked over, sent, ended from its own link."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from folkmoot.kernel import clock
from folkmoot.organising import actions
from folkmoot.organising.models import Circular
from folkmoot.organising.tests.circular_makers import a_reader
from folkmoot.organising.tests.makers import LATER, a_place, an_organiser
from folkmoot.organising.tests.people_makers import a_neighbour
from folkmoot.people import actions as people
from folkmoot.people.models import Consent
from tests.fixtures.browser import PHONE, Axe, OpenPage, Screenshots, Troubles, sign_in
from tests.fixtures.mail import Mail

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = {"a phone": PHONE, "a desk": {"width": 1280, "height": 800}}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.usefixtures("worker")
def test_a_message_is_written_seen_sent_and_ended(
    screen: str,
    open_page: OpenPage,
    axe: Axe,
    screenshots: Screenshots,
    troubles: Troubles,
    mail_server: Mail,
) -> None:
    troubles.allow("422")  # the tick is left out once
    place = a_place()
    a_reader(place, "Dilys"), a_reader(place, "Cai")
    a_neighbour(place, "Non", reach_by="email", email="non@people.example")
    page = open_page(viewport=SCREENS[screen])
    sign_in(page, an_organiser(place))

    def look(name: str) -> None:
        axe(page)
        screenshots(page, name)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    page.goto(reverse("organising:circulars", args=[place.slug]))
    look("messages-none")
    page.get_by_role("link", name="Write a message").click()
    page.get_by_label("News of the place, or an invitation").check()
    page.get_by_label("By e-mail").check()
    page.get_by_label("What is it about?").fill("Street party on 6 June")
    page.get_by_label("The message", exact=True).fill("Dear {name},\n\nbring a chair.\n\n{me}")
    look("write-message")
    page.get_by_role("button", name="Keep it and look it over").click()
    expect(page.get_by_role("heading", name="2 people would get it")).to_be_visible()
    look("message-looked-over")
    page.get_by_role("link", name="Go on to send it").click()
    page.get_by_role("button", name="Send it now").click()
    look("message-send-unsure")
    page.get_by_label("I have read it as they will").check()
    page.get_by_role("button", name="Send it now").click()
    letters = mail_server.wait_for(2)
    page.goto(reverse("organising:circular", args=[Circular.objects.get().pk]))
    expect(page.get_by_text("Sent", exact=True).first).to_be_visible()
    look("message-went")
    page.context.clear_cookies()
    page.goto(path_in(letters[0]["List-Unsubscribe"]))
    look("no-more-of-these")
    page.get_by_role("button", name="No more of these").click()
    expect(page.get_by_role("heading", name="You get no more of these")).to_be_visible()
    look("no-more-done")
    assert Consent.objects.filter(said="no").count() == 1


def path_in(header: str) -> str:
    """Where a mail program would send its one press."""
    link = re.sub(r"[<>\s]", "", header)
    return link[link.index("/mine/stop/") :]


@pytest.mark.parametrize("screen", SCREENS)
def test_a_yes_is_given_on_ones_own_page(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    place = a_place()
    trust = people.add_organisation(name="The Hall Trust", kind="charity", by=None, at=LATER)
    actions.speak_for(place=place, organisation=trust, by=None, at=LATER)
    dilys = a_reader(place, "Dilys", phone="07700 900123")
    code = people.make_card(person=dilys.person, by=None, at=clock.now())
    page = open_page(viewport=SCREENS[screen])
    page.goto(f"{reverse('own:claim')}#{code}")
    page.get_by_role("button", name="Open my page").click()
    page.get_by_role("link", name="Say yes to more, or take something back").click()
    question = page.get_by_role("group", name="The Hall Trust asks: May we ask you to help")
    question.get_by_label("By text").check()
    axe(page)
    screenshots(page, "own-answers")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("You can change it here at any time.")).to_be_visible()
    assert Consent.objects.get(purpose="ask").organisation == trust
