"""D's story, in a real browser on a phone: from a note without a signal to the regular caterer."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from folkmoot.gatherings.models import Gathering
from folkmoot.gatherings.tests.makers import a_gathering
from folkmoot.kernel import clock
from folkmoot.organising.models import Neighbour, Opportunity, Speaker, Step
from folkmoot.organising.tests.handset import an_open_round, note, notebook_of, opened
from folkmoot.organising.tests.makers import a_theme, an_organiser, at
from folkmoot.organising.tests.people_makers import a_helper, an_opportunity, asked, tags
from folkmoot.places.models import Place
from tests.fixtures.browser import PHONE, Axe, OpenPage, Screenshots, Troubles, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "Dafydd"
DESK = {"width": 1280, "height": 800}
CAME = "Because of what?"
Look = Callable[[str], None]


@pytest.fixture
def place() -> Place:
    """A place that listens, in which Ann has said that she will cook at the street party."""
    tags()
    place, now = an_open_round().place, clock.now()
    party = an_opportunity(place, "Chef for the street party", "Cooking")
    asked(party, a_helper(place, "Ann", words="Runs a bakery"), "YES")
    for kind, title in (("training", "Introduction to listening"), ("other", "Halloween cook-off")):
        a_gathering(
            place, at=now - timedelta(days=3), kind=kind, title=title,
            starts_at=now - timedelta(hours=2), ends_at=now - timedelta(hours=1),
        )  # fmt: skip
    a_theme(place, "Nothing for young people")
    return place


def test_from_a_chat_over_the_garden_wall_to_the_regular_caterer(
    place: Place, open_page: OpenPage, axe: Axe, screenshots: Screenshots, troubles: Troubles
) -> None:
    troubles.allow("ERR_INTERNET_DISCONNECTED|422")  # the network is cut; tags are looked over
    page, mine = open_page(viewport=PHONE), open_page(viewport=PHONE)

    def look(name: str, page: Page = page) -> None:
        axe(page)
        screenshots(page, name)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    sign_in(page, an_organiser(place))
    an_organiser_notes_without_a_signal_what_he_says(page, place, look)
    he_is_met_and_offers_what_he_can_do(page, place, look)
    the_chef_cancels_and_he_is_asked_and_thanked(page, look)
    he_joins_learns_and_listens(page, look)
    he_begins_something_and_is_introduced(page, place, look)
    he_caters_regularly(page, place, look)
    one_screen_draws_the_chain_and_one_press_shows_what_he_sees(page, look)
    code = his_card(page, look)
    he_withdraws_his_name(mine, code, lambda name: look(name, mine))
    the_chain_stays_and_nobody_is_named(page, place, look)


def an_organiser_notes_without_a_signal_what_he_says(page: Page, place: Place, look: Look) -> None:
    opened(page, notebook_of(place.listening_rounds.get()))
    page.context.set_offline(True)
    page.reload()
    note(page, "I was a cook for thirty years. I would like to do something.")
    expect(page.locator("[data-part=waiting] li")).to_have_count(1)
    look("1-no-signal")
    page.context.set_offline(False)
    page.get_by_role("button", name="Send now").click()
    expect(page.locator("[data-part=sent] li")).to_have_count(1)
    look("1-sent")


def he_is_met_and_offers_what_he_can_do(page: Page, place: Place, look: Look) -> None:
    page.goto(at("conversation", place.conversations.get().pk))
    page.get_by_role("link", name="They said their name may stand with it").click()
    page.get_by_role("link", name="It is somebody we have not noted yet").click()
    page.get_by_label("What are they called?").fill(NAME)
    for question in ("May I keep your name", "May we ask you to help"):
        page.get_by_role("group", name=question).get_by_label("Yes").check()
    page.get_by_role("button", name="Keep this").click()
    page.get_by_role("link", name="Note what they offer").click()
    page.get_by_label("What do they offer?").fill("Trained cook")
    page.get_by_role("button", name="Keep this").click()
    look("2-gift")
    expect(page.get_by_label("Cooking")).to_be_checked()
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("“Trained cook”")).to_be_visible()
    look("2-met")


def the_chef_cancels_and_he_is_asked_and_thanked(page: Page, look: Look) -> None:
    page.goto(at("opportunity", Opportunity.objects.get().pk))
    page.get_by_role("button", name=re.compile("^They had to cancel.*Ann")).click()
    expect(page.get_by_text("Urgent", exact=True)).to_be_visible()
    look("3-urgent")
    page.locator(".hear-card", has_text=NAME).get_by_role("button", name="Note it").click()
    for said in ("Yes", "They say they did it", "We received it", "We thanked them"):
        page.get_by_role("button", name=re.compile(f"^{said}.*{NAME}")).click()
    expect(page.get_by_text("Thank you for thanking them.")).to_be_visible()
    look("3-thanked")


def did(page: Page, kind: str, words: str, because: str) -> None:
    """Note what he did next, and what led to it."""
    page.goto(at("add_step", Neighbour.objects.get(person__name=NAME).pk))
    page.get_by_label(kind).check()
    page.get_by_label("What exactly, in a few words?").fill(words)
    page.get_by_role("button", name="Keep this").click()
    choose(page, CAME, because)


def choose(page: Page, label: str, words: str) -> None:
    """Choose the record whose words hold these, and keep it."""
    options = page.get_by_label(label).locator("option")
    value = options.filter(has_text=words).first.get_attribute("value")
    page.get_by_label(label).select_option(value=value)
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("Kept.")).to_be_visible()


def came_of(page: Page, words: str, then: str) -> None:
    """Of the station with these words came that record."""
    page.get_by_role("link", name="Say what led to what").click()
    page.get_by_role("link", name=re.compile(f"What came of it.*{words}")).first.click()
    choose(page, "What came of it?", then)


def he_joins_learns_and_listens(page: Page, look: Look) -> None:
    did(page, "Joined a group or a committee", "The street party committee", "was asked")
    look("4-joined")
    did(page, "Came to a gathering or a course", "Two evenings", "The street party committee")
    came = f"{NAME} came to a gathering or a course: Two evenings"
    page.get_by_role("link", name="Say what led to what").click()
    page.get_by_role("link", name=re.compile(f"What led to it.*{came}")).first.click()
    choose(page, CAME, "Training session: Introduction to listening")
    did(page, "Listened to others", "Twelve doors on Canal Side", "Two evenings")
    look("4-listened")


def he_begins_something_and_is_introduced(page: Page, place: Place, look: Look) -> None:
    came_of(page, f"{NAME} listened to others", "Heard: Nothing for young people")
    came_of(page, "Heard: Nothing for young people", "Halloween cook-off")
    look("5-cook-off")
    did(page, "Met somebody we introduced", "A community café", "Halloween cook-off")
    did(page, "Had an interview", "Manager of the café", "A community café")
    look("5-interview")


def he_caters_regularly(page: Page, place: Place, look: Look) -> None:
    page.goto(at("new_agreement", place.slug))
    page.get_by_label("What is it about?").fill("Lunch at every course")
    page.get_by_role("button", name="Keep this").click()
    for label, who in (("Or somebody you have met?", NAME), ("Who?", "The hub")):
        page.get_by_role("link", name="Add who is part of it").click()
        box = page.get_by_label(label)
        box.fill(who) if who == "The hub" else box.select_option(label=who)
        look("6-party")
        page.get_by_role("button", name="Keep this").click()
    page.get_by_role("link", name="Add what somebody promises").click()
    page.get_by_label("What do they promise?").fill("Cook for every course")
    for part, typed in (("Day", "1"), ("Month", "5"), ("Year", "2099")):
        page.get_by_label(part).fill(typed)
    page.get_by_role("button", name="Keep this").click()
    page.get_by_role("button", name="Everybody has said yes").click()
    look("6-agreed")
    page.get_by_role("link", name="Its journey").click()
    page.get_by_role("link", name="Say what led to it").click()
    choose(page, CAME, "Manager of the café")


def one_screen_draws_the_chain_and_one_press_shows_what_he_sees(page: Page, look: Look) -> None:
    page.goto(at("neighbour_journey", Neighbour.objects.get(person__name=NAME).pk))
    chain = page.locator(".hear-chain")
    for words in (
        "Conversation of", f"{NAME} offered: “Trained cook”", "Needed: Chef for the street party",
        f"{NAME} was thanked", "The street party committee", "Introduction to listening",
        "Twelve doors", "Nothing for young people", "Halloween cook-off", "A community café",
        "Manager of the café", "Agreement: Lunch at every course",
    ):  # fmt: skip
        expect(chain.get_by_text(words).first).to_be_visible()
    look("7-chain")
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    look("7-chain-at-a-desk")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.get_by_role("link", name="What they see themselves").click()
    expect(page.get_by_text("You were asked: Chef for the street party").first).to_be_visible()
    expect(page.get_by_text("Ann")).to_have_count(0)
    look("7-what-he-sees")


def his_card(page: Page, look: Look) -> str:
    page.goto(at("neighbour", Neighbour.objects.get(person__name=NAME).pk))
    page.get_by_role("button", name="Make a card").click()
    look("8-card")
    return "-".join(page.locator(".hear-claim__code span").all_inner_texts())


def he_withdraws_his_name(page: Page, code: str, look: Look) -> None:
    page.goto(f"{reverse('own:claim')}#{code}")
    page.get_by_role("button", name="Open my page").click()
    expect(page.get_by_text("You joined a group or a committee").first).to_be_visible()
    look("8-own-page")
    page.get_by_role("link", name="Forget who I am").click()
    page.get_by_label("Yes, forget it for good").check()
    look("8-withdraw")
    page.get_by_role("button", name="Forget it").click()
    expect(page.get_by_text("We have forgotten who you are.")).to_be_visible()


def the_chain_stays_and_nobody_is_named(page: Page, place: Place, look: Look) -> None:
    page.goto(at("journey", place.slug, "conversation", place.conversations.get().pk))
    chain = page.locator(".hear-chain")
    expect(chain.get_by_text("Somebody was thanked")).to_be_visible()
    expect(chain.get_by_text("Agreement: Lunch at every course").first).to_be_visible()
    look("9-somebody")
    assert NAME not in page.content()
    page.goto(at("neighbours", place.slug) + f"?search={NAME}")
    expect(page.get_by_text("Nobody here")).to_be_visible()
    assert not Speaker.objects.exists()
    assert Step.objects.count() == 5
    assert Gathering.objects.count() == 2
