"""A course in a real browser: signed up for on a small phone, and shown as a badge."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from folkmoot.kernel import clock
from folkmoot.learning import actions
from folkmoot.learning.models import Badge, Completion, Course, Run, RunPlan
from folkmoot.learning.tests.makers import (
    NOON,
    a_convenor,
    a_course,
    a_meeting,
    a_place,
    a_run,
    page,
    sessions_of,
    signed_up,
)
from folkmoot.organising.tests.people_makers import a_neighbour
from folkmoot.people.actions import make_card
from folkmoot.people.models import Account
from tests.fixtures.browser import PHONE, Axe, OpenPage, Screenshots, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = {"a phone": PHONE, "a desk": {"width": 1280, "height": 800}}


def a_run_ahead(course: Course) -> Run:
    """A run that begins in three weeks, by the real clock."""
    now = clock.now()
    plan = RunPlan(8, list(course.trainers.all()))
    run = actions.plan_run(course=course, plan=plan, by=None, at=now)
    for number in (0, 1):
        begins = now + timedelta(days=21 + 7 * number)
        meeting = a_meeting(starts_at=begins, ends_at=begins + timedelta(hours=6), childcare="ask")
        actions.add_session(run=run, meeting=meeting, by=None, at=now)
    return actions.open_run(run=run, by=None, at=now)


Look = Callable[[Page, str], None]


@pytest.fixture
def look(axe: Axe, screenshots: Screenshots, screen: str) -> Look:
    """Is it open to everyone, and within the screen? And a picture of it."""

    def looked(seen: Page, name: str) -> None:
        axe(seen)
        screenshots(seen, f"course-{name}-{screen.split()[1]}")
        assert seen.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    return looked


@pytest.mark.parametrize("screen", SCREENS)
def test_somebody_signs_up_comes_completes_and_shows_a_badge(
    screen: str, open_page: OpenPage, look: Look
) -> None:
    place = a_place()
    course = a_course(place, about="Two days with tea and lunch.", level="For beginners")
    held = a_run(course)
    dilys = a_neighbour(place)
    signed_up(held, "Dilys", neighbour=dilys)
    signed_up(held, "Mohammed al-Rahman Fotheringay-Ponsonby", needs="No nuts", n_children=2)
    a_run_ahead(course)

    def somebody(account: Account | None = None) -> Page:
        opened = open_page(viewport=SCREENS[screen])
        if account:
            sign_in(opened, account)
        return opened

    sign_up(somebody(), course, look)
    take_attendance(somebody(held.trainers.get().account), held, look)
    read_numbers(somebody(a_convenor(place)), course, look)
    ask_for_a_badge(somebody(), make_card(person=dilys.person, by=None, at=NOON), look)
    check(somebody(), look)


def sign_up(dai: Page, course: Course, look: Look) -> None:
    dai.goto(page("in_place", course.place.slug))
    look(dai, "list")
    dai.get_by_role("link", name=course.title).click()
    look(dai, "page")
    dai.get_by_role("link", name="Sign up").click()
    dai.get_by_label("What may we call you?").fill("Dai")
    dai.wait_for_timeout(3100)  # a person looks at a form before sending it
    look(dai, "join")
    dai.get_by_role("button", name="Sign up").click()
    expect(dai.get_by_text("You have a place, Dai")).to_be_visible()
    look(dai, "mine")


def take_attendance(tess: Page, held: Run, look: Look) -> None:
    for session in sessions_of(held):
        tess.goto(page("day", session.pk))
        target = tess.locator(".govuk-checkboxes__item").first.bounding_box()
        assert target is not None
        assert target["height"] >= 44
        tess.get_by_label("Dilys").check()
        look(tess, "day")
        tess.get_by_role("button", name="Keep this").click()
    tess.get_by_label("Dilys").check()
    look(tess, "run")
    tess.get_by_role("button", name="They have completed it").click()
    expect(tess.get_by_text("They have completed it.")).to_be_visible()
    tess.goto(page("learner", Completion.objects.get().learner_id))
    look(tess, "learner")


def read_numbers(cora: Page, course: Course, look: Look) -> None:
    cora.goto(page("numbers", course.place.slug))
    cora.get_by_text("April to June 2026", exact=True).last.click()
    look(cora, "numbers")
    for name in ("change", "trainers"):
        cora.goto(page(name, course.ref))
        look(cora, name)


def ask_for_a_badge(mine: Page, secret: str, look: Look) -> None:
    mine.goto("/mine/")
    mine.get_by_label("code").fill(secret)
    mine.get_by_role("button", name="Open my page").click()
    mine.get_by_role("link", name="Your courses").click()
    look(mine, "own")
    mine.get_by_role("link", name="a badge to show on the web").click()
    look(mine, "wish")
    mine.get_by_role("button", name="Yes, make my badge").click()
    expect(mine.get_by_role("link", name="Take the file")).to_be_visible()
    look(mine, "badge-own")
    mine.goto(f"/mine/courses/{Completion.objects.get().pk}/certificate/")
    look(mine, "certificate")


def check(stranger: Page, look: Look) -> None:
    badge = Badge.objects.get()
    stranger.goto(f"/badges/{badge.ref}/")
    expect(stranger.get_by_role("heading", name="This is true")).to_be_visible()
    look(stranger, "badge")
    stranger.get_by_role("link", name="Check the file itself").click()
    stranger.get_by_label("What is in the file?").fill(badge.jws)
    stranger.get_by_label("Whose is it said to be?").fill("Dilys")
    stranger.get_by_role("button", name="Look").click()
    expect(stranger.get_by_text("It fits", exact=True)).to_be_visible()
    look(stranger, "check")
