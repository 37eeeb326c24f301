"""A call in a real browser: found, applied to by several, checked; on a phone and at a desk."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from folkmoot.granting import actions
from folkmoot.granting.models import Application, Call, Window
from folkmoot.granting.tests.makers import a_draft_call, a_manager, someone
from folkmoot.kernel import clock
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.questions.models import QuestionSet
from tests.fixtures.browser import PHONE, Axe, OpenPage, Screenshots, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = {"a phone": PHONE, "a desk": {"width": 1280, "height": 800}}


def a_call_open_now() -> Call:
    """A call that opened a moment ago, by the real clock."""
    call = a_draft_call(n_partners_wanted=1, wants_endorsement=True, one_per_area=True)
    now = clock.now()
    window = Window(now, now + timedelta(days=30))
    return actions.publish_call(call=call, window=window, by=None, at=now)


def link_to(address: str, kind: str) -> str:
    last = Message.objects.filter(to=address).order_by("-id")[0]
    found = re.search(rf"/applications/{kind}/[\w-]+/", last.text)
    assert found
    return found[0]


@pytest.mark.parametrize("screen", SCREENS)
def test_a_partnership_applies_and_the_council_and_the_manager_answer(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    call, wishes = a_call_open_now(), {"viewport": SCREENS[screen]}
    page = open_page(**wishes)

    def look(seen: Page, name: str) -> None:
        axe(seen)
        screenshots(seen, f"call-{name}-{screen.split()[1]}")
        assert seen.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    sign_in(page, someone("Bea"))
    page.goto("/calls/")
    look(page, "all")
    page.get_by_role("link", name="Come forward").click()
    look(page, "one")
    page.get_by_role("link", name="See whether it is for you").click()
    look(page, "fit")
    page.get_by_label("Yes").check()
    page.get_by_role("button", name="See whether it fits").click()
    look(page, "fits")
    page.get_by_role("link", name="Begin an application").click()
    page.get_by_label("What is it about?").fill("Food on Mill Lane")
    page.get_by_label("Which organisation leads?").fill("Mill Lane Trust")
    page.get_by_label("Which council area is it for?").select_option(label="Burnley")
    look(page, "begin")
    page.get_by_role("button", name="Begin", exact=True).click()
    look(page, "draft")
    application = Application.objects.get()
    written(page, application)
    look(page, "part")
    stood_behind(page, open_page(**wishes), application, look)
    page.goto(f"/applications/{application.ref}/")
    look(page, "whole")
    page.get_by_role("link", name="Look once more, and hand it in").click()
    look(page, "hand-in")
    page.get_by_role("button", name="Hand it in").click()
    expect(page.get_by_text("It arrived whole and in time")).to_be_visible()
    look(page, "handed-in")
    checked(open_page(**wishes), call, application, look)


def written(page: Page, application: Application) -> None:
    """Every answer, in two parts."""
    page.goto(f"/applications/{application.ref}/part/1/")
    page.get_by_label("Why here, and why now?").fill("People are ready.")
    page.get_by_label("How many people live there?").fill("4200")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("How much do you ask for?").fill("£20,000")
    page.get_by_role("button", name="Save and go on").click()
    page.goto(f"/applications/{application.ref}/part/2/")


def stood_behind(page: Page, other: Page, application: Application, look: Any) -> None:
    """A partner and the council answer by their links, in another browser."""
    home = f"/applications/{application.ref}/"
    page.goto(f"{home}partners/")
    page.get_by_label("Which organisation?").fill("The Hall")
    page.get_by_label("Who can say yes for it?").fill("una@hall.example")
    page.get_by_role("button", name="Ask them").click()
    look(page, "partners")
    other.goto(link_to("una@hall.example", "partner"))
    look(other, "partner-link")
    other.get_by_label("Yes, The Hall takes part").check()
    other.get_by_label("In your own words").fill("Our hall, twice a week.")
    other.get_by_label("Who are you?").fill("Una Oyelaran")
    other.get_by_role("button", name="Send this answer").click()
    page.goto(f"{home}council/")
    page.get_by_label("Which council?").fill("Burnley Council")
    page.get_by_label("What is its chief executive called?").fill("Pat Okoro")
    page.get_by_label("Their e-mail address").fill("pat@council.example")
    page.get_by_role("button", name="Ask them").click()
    look(page, "council")
    other.goto(link_to("pat@council.example", "council"))
    look(other, "council-link")
    other.get_by_label("Yes, Burnley Council stands behind it").check()
    other.get_by_role("button", name="Send this answer").click()
    expect(other.get_by_text("Your answer is kept")).to_be_visible()


def checked(page: Page, call: Call, application: Application, look: Any) -> None:
    """The grant manager finds it in the list, and asks about an answer."""
    manager = a_manager(call.programme)
    sign_in(page, manager)
    page.goto(f"/calls/{call.ref}/applications/")
    look(page, "list")
    page.goto(f"/applications/{application.ref}/ask/")
    look(page, "ask")
    page.goto(f"/applications/{application.ref}/fits/")
    page.get_by_role("button", name="It fits").click()
    look(page, "eligible")
    page.goto(f"/calls/of/{call.programme.slug}/")
    look(page, "of")
    asked = QuestionSet.objects.get(calls=call)
    actions.copy_questions(question_set=asked, by=manager, at=clock.now())
    draft = QuestionSet.objects.get(slug=asked.slug, published_at__isnull=True)
    page.goto(f"/calls/of/{call.programme.slug}/questions/{draft.pk}/")
    look(page, "set")
    page.goto(f"/calls/of/{call.programme.slug}/questions/{draft.pk}/add/")
    look(page, "question")
    page.goto(f"/calls/of/{call.programme.slug}/questions/{draft.pk}/see/")
    look(page, "preview")
