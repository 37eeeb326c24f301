"""In a real browser, at both widths: concerns, names, partners, agreements, journeys."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import SAFEGUARDING_LEAD
from folkmoot.organising import actions
from folkmoot.organising.models import Concern, Conversation
from folkmoot.organising.tests.makers import a_conversation, a_street, an_organiser, someone_with
from folkmoot.organising.tests.test_agreements import an_agreement
from folkmoot.organising.tests.test_browser import SCREENS, an_open_round
from folkmoot.organising.tests.test_partnerships import a_survey, answered
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


@pytest.mark.parametrize("screen", SCREENS)
def test_people_are_named_ranked_and_taken_for_one(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    round, at = an_open_round(), clock.now()
    by = an_organiser(round.place)
    for street, names in (("Mill Lane", ["Dot Hale", "Ted"]), ("Canal Side", ["Mrs Hale"])):
        said = a_conversation(round, street=a_street(round.place, street), said_at=at, at=at)
        actions.name_people(conversation=said, named={"together": (names, False)}, by=by, at=at)
    page = open_page(viewport=SCREENS[screen])

    def look(name: str) -> None:
        axe(page)
        screenshots(page, f"named-{name}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    sign_in(page, by)
    page.goto(reverse("organising:note", args=[round.ref]))
    page.get_by_label("What worries you, or makes you angry?").fill("The swings.")
    page.get_by_label("Who around here is good at bringing people together?").fill("Dot Hale")
    look("on-the-note")
    page.get_by_role("button", name="Keep this").click()
    page.get_by_role("link", name="Change whom they named").click()
    look("names")
    page.get_by_text("I asked; they could name nobody").nth(1).click()
    page.get_by_role("button", name="Keep this").click()
    look("conversation")
    page.goto(reverse("organising:connectors", args=[round.place.slug]))
    look("ranking")
    page.get_by_role("link", name="Mrs Hale").click()
    page.get_by_text("The same person under another name").click()
    look("one-named")
    page.get_by_label("The same person as").select_option(label="Dot Hale")
    page.get_by_role("button", name="They are the same person").click()
    expect(page.get_by_text("Taken for one.")).to_be_visible()
    look("two-as-one")
    expect(page.get_by_text("Named by 3 of 3 heard, from 2 streets.")).to_be_visible()


@pytest.mark.parametrize("screen", SCREENS)
def test_a_partnership_is_drawn_and_an_agreement_made(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    round = an_open_round()
    by, survey = an_organiser(round.place), answered(a_survey(round.place))
    page = open_page(viewport=SCREENS[screen])

    def look(name: str) -> None:
        axe(page)
        screenshots(page, f"together-{name}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    sign_in(page, by)
    page.goto(reverse("organising:partnership", args=[survey.pk]))
    look("partnership")
    page.get_by_role("link", name="Surgery").click()
    look("partner")
    page.goto(reverse("organising:new_agreement", args=[round.place.slug]))
    page.get_by_label("What is it about?").fill("The hall on Tuesdays")
    page.get_by_role("button", name="Keep this").click()
    for party in ("The hall", "The club"):
        page.get_by_role("link", name="Add who is part of it").click()
        page.get_by_label("Who?").fill(party)
        page.get_by_role("button", name="Keep this").click()
    page.get_by_role("link", name="Add what somebody promises").click()
    page.get_by_label("What do they promise?").fill("Open at six")
    for part, typed in (("Day", "1"), ("Month", "5"), ("Year", "2099")):
        page.get_by_label(part).fill(typed)
    look("promise")
    page.get_by_role("button", name="Keep this").click()
    look("draft")
    page.get_by_role("button", name="Everybody has said yes").click()
    expect(page.get_by_text("Agreed. You are reminded")).to_be_visible()
    look("agreed")
    page.get_by_role("link", name="What came of it?").click()
    look("outcome")


@pytest.mark.parametrize("screen", SCREENS)
def test_what_led_to_what_is_said_and_told(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    round, at = an_open_round(), clock.now()
    by = an_organiser(round.place)
    said = a_conversation(round, street=a_street(round.place, "Mill Lane"), said_at=at, at=at)
    agreement = an_agreement(round.place)
    page = open_page(viewport=SCREENS[screen])

    def look(name: str) -> None:
        axe(page)
        screenshots(page, f"because-{name}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    sign_in(page, by)
    page.goto(reverse("organising:one_agreement", args=[agreement.ref]))
    page.get_by_role("link", name="Its journey").click()
    page.get_by_role("link", name="Say what led to it").click()
    page.get_by_label("Because of what?").select_option(value=f"conversation:{said.pk}")
    page.get_by_label("How did one lead to the other?").fill("They asked for a room.")
    look("form")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("They asked for a room.")).to_be_visible()
    look("journey")
