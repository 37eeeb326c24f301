"""Journeys in a real browser: on a desk, on a small phone, without scripts."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page

from folkmoot.ideas import actions
from folkmoot.ideas.models import Proposal, Stage, Welcome
from folkmoot.ideas.tests.makers import (
    a_convenor,
    a_decision,
    a_merger,
    a_place,
    a_put,
    an_officer,
)
from folkmoot.ideas.tests.test_pages import a_rich_place, public_addresses
from folkmoot.kernel import clock
from folkmoot.kernel.notify.models import Message
from folkmoot.places.models import Place
from tests.fixtures.browser import sign_in

pytestmark = pytest.mark.browser
Axe = Callable[[Page], None]
Screenshots = Callable[[Page, str], Path]


def a_lively_place() -> Place:
    place = a_place()
    welcome = Welcome(place=place, themes=["Play", "Green places"])
    actions.set_welcome(place=place, welcome=welcome, by=None, at=clock.now())
    return place


def fits(page: Page) -> bool:
    """Nothing sticks out to the side."""
    return bool(
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    )


def put_forward(page: Page, place: Place, axe: Axe | None) -> str:
    """A stranger fills in the form, wrongly at first; returns the private link."""
    page.goto(f"/ideas/in/{place.slug}/")
    if axe:
        axe(page)
    page.get_by_role("link", name="Put your idea forward").first.click()
    if axe:
        axe(page)
    page.get_by_label("Name of your proposal").fill("A bench by the bus stop")
    page.wait_for_timeout(3100)
    page.get_by_role("button", name="Put it forward").click()
    assert page.get_by_role("heading", name="There is something to mend").is_visible()
    assert page.get_by_label("Name of your proposal").input_value() == "A bench by the bus stop"
    if axe:
        axe(page)
    page.get_by_label("What would you like to happen?").fill("Somewhere dry to sit.")
    page.get_by_label("Name to show").fill("Amina")
    page.get_by_label("By letter").check()
    page.get_by_label("Your name and address").fill("Amina\n1 High Street")
    if axe:
        axe(page)
    page.get_by_role("button", name="Put it forward").click()
    assert page.get_by_role("heading", name="Thank you").is_visible()
    if axe:
        axe(page)
    link = str(page.locator(".idea-receipt__link a").get_attribute("href"))
    assert link.startswith(settings.SITE_ADDRESS), "never the address the request claimed"
    return link.removeprefix(settings.SITE_ADDRESS)


@pytest.mark.parametrize("kind", ["page", "narrow_page"])
def test_a_stranger_puts_an_idea_forward_changes_it_and_takes_it_back(
    request: pytest.FixtureRequest,
    kind: str,
    axe: Axe,
    screenshots: Screenshots,
    open_page: Callable[..., Page],
    troubles: Any,
) -> None:
    troubles.allow("422")
    page: Page = request.getfixturevalue(kind)
    place = a_lively_place()
    link = put_forward(page, place, axe)
    screenshots(page, "receipt")
    assert fits(page)
    page.get_by_role("button", name="Finish and close it here").click()

    again = open_page()
    again.goto(link)
    axe(again)
    again.get_by_role("link", name="Change the words").click()
    again.get_by_label("Why does it matter?").fill("The bus comes every hour.")
    axe(again)
    again.get_by_role("button", name="Keep the new words").click()
    again.get_by_role("link", name="A bench by the bus stop").first.click()
    axe(again)
    again.get_by_role("link", name="The words were changed (version 2)").click()
    axe(again)
    assert again.locator("ins").filter(has_text="The bus comes every hour.").count() == 1
    again.goto(link)
    again.get_by_role("link", name="Withdraw").click()
    axe(again)
    again.get_by_role("button", name="Withdraw it").click()
    axe(again)
    assert Proposal.objects.get().stage == Stage.WITHDRAWN


def test_an_idea_is_put_forward_and_supported_without_any_script(
    no_script_page: Page, troubles: Any
) -> None:
    troubles.allow("422")
    place = a_lively_place()
    put_forward(no_script_page, place, None)
    proposal = Proposal.objects.get()
    no_script_page.goto(f"/ideas/{proposal.ref}/")
    no_script_page.get_by_role("link", name="I’d support this").click()
    no_script_page.get_by_label("Your e-mail address").fill("cara@example.org")
    no_script_page.wait_for_timeout(3100)
    no_script_page.get_by_role("button", name="I’d support this").click()
    text = Message.objects.get(to="cara@example.org").text
    no_script_page.goto("/ideas/confirm/" + text.split("/ideas/confirm/")[1].split()[0])
    no_script_page.get_by_role("button", name="Yes, count me").click()
    assert proposal.supports.count() == 1


def test_from_the_queue_to_a_decision(
    open_page: Callable[..., Page], axe: Axe, screenshots: Screenshots
) -> None:
    now, place = clock.now(), a_lively_place()
    put = a_put(
        place=place, longitude=place.west, latitude=place.south, at=now - timedelta(days=30)
    )
    convenor, officer = a_convenor(place), an_officer(place)
    a_decision(place=place)

    desk = open_page()
    sign_in(desk, convenor)
    desk.goto("/ideas/queue/")
    axe(desk)
    desk.get_by_role("link", name="to an officer").click()
    desk.get_by_label("Which service answers?").fill("Parks")
    axe(desk)
    desk.get_by_role("button", name="Give it to them").click()

    office = open_page(viewport={"width": 360, "height": 740})
    sign_in(office, officer)
    office.goto("/ideas/queue/")
    axe(office)
    assert fits(office)
    office.get_by_role("link", name="Answer").click()
    axe(office)
    office.get_by_label("I have no interest in this").check()
    office.get_by_role("button", name="Go on").click()
    axe(office)
    assert fits(office)
    screenshots(office, "assess")
    answer(office)

    desk.goto(f"/ideas/{put.proposal.ref}/")
    axe(desk)
    screenshots(desk, "answered")
    desk.get_by_role("link", name="Put it into a decision").click()
    axe(desk)
    desk.get_by_label("Which decision?").select_option(label="Spring fund")
    desk.get_by_role("button", name="Put it on the list").click()
    axe(desk)
    assert Proposal.objects.get().stage == Stage.DECIDING


def answer(office: Page) -> None:
    """An officer says that it can be done."""
    office.get_by_label("It can be done", exact=True).check()
    office.get_by_label("Why?").fill("There is room by the kerb.")
    office.get_by_label("The least it would cost").fill("600")
    office.get_by_label("The most it would cost").fill("800")
    office.get_by_label("Compared with like work").check()
    office.get_by_role("button", name="Answer").click()


def test_two_authors_agree_to_become_one(
    open_page: Callable[..., Page], axe: Axe, screenshots: Screenshots
) -> None:
    place = a_lively_place()
    now = clock.now()
    one, other = (a_put(title, place=place, at=now) for title in ("A bench", "A shelter"))
    a_merger(one.proposal, other.proposal)
    for put in (one, other):
        page = open_page(viewport={"width": 360, "height": 740})
        page.goto(f"/ideas/link/{put.secret}/")
        axe(page)
        page.get_by_role("link", name="Read and answer").click()
        axe(page)
        assert fits(page)
        page.get_by_label("Yes, make them one").check()
        page.get_by_role("button", name="Answer").click()
    screenshots(page, "merged")
    assert Proposal.objects.filter(stage=Stage.MERGED).count() == 2
    page.goto(f"/ideas/{one.proposal.ref}/")
    axe(page)
    assert page.get_by_text("Now part of another proposal").is_visible()


def test_every_public_page_fits_a_small_phone(narrow_page: Page, axe: Axe) -> None:
    place = a_rich_place()
    for address in public_addresses(place):
        narrow_page.goto(address)
        assert fits(narrow_page), address
        axe(narrow_page)
