"""Gatherings in a real browser: planned at a desk, answered on a small phone."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from folkmoot.gatherings import actions
from folkmoot.gatherings.models import Gathering, Guest
from folkmoot.gatherings.tests.makers import a_day, a_gathering, a_plan, an_organiser, at
from folkmoot.kernel import clock
from folkmoot.kernel.files.tests.makers import a_picture
from folkmoot.places.tests.makers import a_middle, a_place
from tests.fixtures.browser import PHONE, Axe, OpenPage, Screenshots, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = {"a phone": PHONE, "a desk": {"width": 1280, "height": 800}}


def fill_moment(page: Page, name: str, day: tuple[str, str, str, str]) -> None:
    asked = page.get_by_role("group", name=name)
    for part, typed in zip(("Day", "Month", "Year", "Time"), day, strict=True):
        asked.get_by_label(part).fill(typed)


def fill_plan(page: Page) -> None:
    page.get_by_label("What is it called?").fill("Street party")
    page.get_by_label("Street party", exact=True).check()
    fill_moment(page, "When does it begin?", ("21", "5", "2028", "2 pm"))
    fill_moment(page, "When does it end?", ("21", "5", "2028", "7 pm"))
    page.get_by_label("Where is it?").fill("Mill Lane, from the bridge up")
    page.get_by_label("Step-free").check()
    page.get_by_label("What happens, in order?").fill("Setting up\nEating together")


@pytest.mark.parametrize("screen", SCREENS)
def test_a_party_is_planned_announced_and_somebody_says_they_come(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    place = a_place()
    team, dai = open_page(viewport=SCREENS[screen]), open_page(viewport=SCREENS[screen])

    def look(page: Page, name: str) -> None:
        axe(page)
        screenshots(page, f"gathering-{name}-{screen.split()[1]}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    sign_in(team, an_organiser(place))
    team.goto(at("in_place", place.slug))
    look(team, "list-empty")
    team.get_by_role("link", name="Plan a gathering").click()
    fill_plan(team)
    look(team, "plan")
    team.get_by_role("button", name="Keep this").click()
    look(team, "draft")
    team.get_by_role("button", name="Announce it").click()
    gathering = Gathering.objects.get()
    dai.goto(at("gathering", gathering.ref))
    look(dai, "page")
    dai.get_by_role("link", name="Say that you are coming").click()
    dai.get_by_label("How many of you").fill("3")
    dai.get_by_label("What would make it easier").fill("A chair with a back")
    dai.get_by_label("Your name").fill("Dai")
    dai.wait_for_timeout(3100)  # a person looks at a form before sending it
    look(dai, "come")
    dai.get_by_role("button", name="Tell them").click()
    expect(dai.get_by_text("You told us: coming")).to_be_visible()
    look(dai, "answer")
    team.goto(at("guests", gathering.ref))
    expect(team.get_by_text("Dai: A chair with a back")).to_be_visible()
    look(team, "guests")
    team.goto(at("sheet", gathering.ref))
    look(team, "sheet")
    dai.get_by_role("button", name="Take my answer back").click()
    assert Guest.objects.known().count() == 0


@pytest.mark.parametrize("screen", SCREENS)
def test_a_day_of_action_is_one_map_of_many_places(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    now = clock.now()
    day = a_day(starts_date=now.date(), ends_date=now.date())
    for name in ("Wren's Cross", "Elm Park", "Oak Hill"):
        place = a_place(name)
        begins = now.replace(hour=22, minute=0)
        plan = a_plan(day=day, starts_at=begins, ends_at=begins.replace(minute=59),
                      point=a_middle(name))  # fmt: skip
        gathering = actions.plan_gathering(place=place, plan=plan, by=None, at=day.planned_at)
        actions.announce_gathering(gathering=gathering, by=None, at=day.planned_at)
    page = open_page(viewport=SCREENS[screen])
    page.goto(at("day", day.slug))
    expect(page.get_by_text("3 gatherings in 3 places")).to_be_visible()
    axe(page)
    screenshots(page, f"gathering-day-{screen.split()[1]}")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("screen", SCREENS)
def test_a_photo_is_added_asked_about_shown_and_taken_down(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    began = clock.now() - timedelta(hours=4)
    held = a_gathering(at=began - timedelta(days=9), starts_at=began, ends_at=clock.now())
    team, anybody = open_page(viewport=SCREENS[screen]), open_page(viewport=SCREENS[screen])

    def look(page: Page, name: str) -> None:
        axe(page)
        screenshots(page, f"photo-{name}-{screen.split()[1]}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    sign_in(team, an_organiser(held.place))
    team.goto(at("photos", held.ref))
    photo = {"name": "table.jpg", "mimeType": "image/jpeg", "buffer": a_picture((800, 600))}
    team.get_by_label("Which photo?").set_input_files(photo)  # type: ignore[arg-type]
    team.get_by_label("What is to be seen?").fill("A long table")
    team.get_by_label("The people named below").check()
    team.get_by_label("Which grown-ups?").fill("Jess")
    team.get_by_label("Which children?").fill("Ann")
    team.get_by_role("button", name="Keep this photo").click()
    expect(team.get_by_text("Only the team sees it", exact=True)).to_be_visible()
    look(team, "team")
    anybody.goto(at("gathering", held.ref))
    expect(anybody.get_by_alt_text("A long table")).to_have_count(0)
    team.get_by_role("button", name=re.compile("Said yes.*Jess")).click()
    team.get_by_label("Parent or guardian who said yes for Ann").fill("Bea")
    team.get_by_role("button", name=re.compile("Said yes.*Ann")).click()
    expect(team.get_by_text("On the public page", exact=True)).to_be_visible()
    anybody.reload()
    expect(anybody.get_by_alt_text("A long table")).to_be_visible()
    look(anybody, "public")
    anybody.get_by_role("link", name="I am in it: take it down").click()
    look(anybody, "down")
    anybody.wait_for_timeout(3100)  # a person takes longer than a machine
    anybody.get_by_role("button", name="Take it down").click()
    expect(anybody.get_by_text("The photo is down.")).to_be_visible()
    expect(anybody.get_by_alt_text("A long table")).to_have_count(0)
    team.goto(at("photo_notice", held.ref))
    look(team, "notice")
