"""What Wren's Cross heard, in a real browser: compared, counted, told, and taken back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from folkmoot.kernel import clock
from folkmoot.organising import actions
from folkmoot.organising.models import HeardPage, ListeningRound
from folkmoot.organising.tests.makers import (
    a_convenor,
    a_group,
    a_place,
    a_plan,
    a_street,
    an_organiser,
)
from folkmoot.people.models import Account
from folkmoot.scenarios.wrens_cross import heard
from folkmoot.scenarios.wrens_cross.listening import GROUPS, STREETS
from tests.fixtures.browser import PHONE, Axe, OpenPage, Screenshots, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = {"a phone": PHONE, "a desk": {"width": 1280, "height": 800}}


def a_round_read() -> tuple[ListeningRound, list[Account]]:
    """A round that has ended, read by two and not told yet."""
    place, at = a_place(), clock.now() - timedelta(days=60)
    by, beside = an_organiser(place), an_organiser(place, "Percy")
    planned = actions.plan_round(place=place, plan=a_plan(), by=by, at=at)
    round = actions.open_round(round=planned, by=by, at=at)
    streets = [a_street(place, name, homes) for name, homes in STREETS]
    groups = [a_group(place, name, people) for name, people in GROUPS]
    notes = heard.hear_more(round, streets, groups, by=by, at=at)
    book = heard.write_book(round, by=by, at=at)
    heard.read(notes, book, by=by, beside=beside, at=at)
    actions.end_listening(round=round, by=by, at=clock.now())
    return round, [by, beside]


@pytest.mark.parametrize("screen", SCREENS)
def test_what_was_heard_is_compared_counted_told_and_taken_back(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    round, (organiser, _) = a_round_read()
    page = open_page(viewport=SCREENS[screen])
    sign_in(page, organiser)

    def look(name: str) -> None:
        axe(page)
        screenshots(page, name)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name

    page.goto(reverse("organising:agreement", args=[round.ref]))
    look("agreement")
    page.get_by_role("link", name="Settle it together").first.click()
    look("settle")
    page.get_by_label("Knowing each other").check()
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("Settled, with both your names.")).to_be_visible()
    page.goto(reverse("organising:breadth", args=[round.ref]))
    look("breadth")
    page.goto(reverse("organising:round", args=[round.ref]))
    page.get_by_role("link", name="Prepare a page: what we heard").click()
    look("prepare")
    page.get_by_label("What did you hear?").fill(heard.WORDS)
    page.get_by_label("How can people answer back?").fill(heard.ANSWER_BACK)
    page.get_by_role("button", name="Keep this").click()
    look("preview")
    page.get_by_role("link", name="choose words to quote").click()
    page.get_by_label("Under which theme?").first.select_option(label="Getting about")
    page.get_by_role("button", name="Put it on the page").first.click()
    look("quotes")
    release_and_read(page, round, look)


def release_and_read(page: Page, round: ListeningRound, look: Callable[[str], None]) -> None:
    """The convenor decides; then everybody reads; then it is taken back."""
    sign_in(page, a_convenor(round.place, at=clock.now()))
    address = reverse("organising:heard", args=[HeardPage.objects.get().ref])
    page.goto(address)
    page.get_by_role("button", name="Let everybody read it").click()
    expect(page.get_by_text("Anyone can read it now.")).to_be_visible()
    page.context.clear_cookies()
    page.goto(address)
    look("public")
    page.goto(reverse("site:place", args=[round.place.slug]))
    look("door")
    sign_in(page, round.place.roles_held.get(role="Convenor").account)
    page.goto(address)
    page.get_by_role("link", name="Take this page back").click()
    page.get_by_label("Why do you take it back?").fill("A street was named wrongly.")
    look("take-back")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("A street was named wrongly.")).to_be_visible()
    look("taken-back")
