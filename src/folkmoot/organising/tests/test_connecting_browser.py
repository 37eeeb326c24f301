"""In a real browser: a concern passed on in one tap, on a small phone and at a desk."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import SAFEGUARDING_LEAD
from folkmoot.organising.models import Concern, Conversation
from folkmoot.organising.tests.makers import an_organiser, someone_with
from folkmoot.organising.tests.test_browser import SCREENS, an_open_round
from tests.fixtures.browser import Axe, OpenPage, Screenshots, Troubles, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("screen", SCREENS)
def test_a_concern_is_passed_on_read_and_closed(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots, troubles: Troubles
) -> None:
    troubles.allow("422")
    round = an_open_round()
    lead = someone_with(SAFEGUARDING_LEAD, round.place, at=clock.now())
    page = open_page(viewport=SCREENS[screen])

    def look(name: str) -> None:
        axe(page)
        screenshots(page, f"concern-{name}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    sign_in(page, an_organiser(round.place))
    page.goto(reverse("organising:note", args=[round.ref]))
    page.get_by_label("What worries you, or makes you angry?").fill("The boy has bruises.")
    page.get_by_text("Somebody may not be safe").click()
    look("on-the-note")
    page.get_by_role("button", name="Pass all of this on").click()
    expect(page.get_by_text("Passed on.")).to_be_visible()
    look("safety")
    assert not Conversation.objects.exists()
    page = open_page(viewport=SCREENS[screen])
    sign_in(page, lead)
    page.goto(reverse("organising:concerns", args=[round.place.slug]))
    look("list")
    page.get_by_role("link", name="Passed on").click()
    look("shut")
    page.get_by_role("button", name="Open and read it").click()
    expect(page.get_by_text("The boy has bruises.")).to_be_visible()
    page.get_by_label("I have passed it on").check()
    page.get_by_role("button", name="Keep this").click()
    look("to-mend")
    page.get_by_label("To whom did you pass it on?").fill("Jo Ray, children's team")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("Jo Ray")).to_be_visible()
    look("passed-on")
    page.get_by_label("Close it").check()
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("The record is removed for good")).to_be_visible()
    look("closed")
    assert (Concern.objects.get().keep_until_date or date.min) > date(2030, 1, 1)
