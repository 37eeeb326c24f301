"""Answering in a real browser: saved as one types, with a colleague in the same box, on a phone."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from folkmoot.kernel.questions import actions, queries
from folkmoot.kernel.questions.actions import Typing
from folkmoot.kernel.questions.models import AnswerSet, QuestionSet
from folkmoot.kernel.questions.tests.makers import NOON, WHOLE, some_answers, somebody
from tests.fixtures.browser import PHONE, Axe, OpenPage, Screenshots, Troubles

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("folkmoot.kernel.questions.tests.addresses"),
]
DESK = {"width": 1280, "height": 800}


def somebodys(page: Page, name: str, live: Any) -> Page:
    page.context.add_cookies([{"name": "who", "value": name, "url": live.url}])
    return page


def opened(page: Page, answers: AnswerSet, number: int) -> None:
    page.goto(f"/q/{answers.ref}/{number}/")


def test_what_is_typed_is_saved_by_itself_and_two_colleagues_lose_nothing(
    open_page: OpenPage, live: Any, axe: Axe, screenshots: Screenshots, troubles: Troubles
) -> None:
    answers = some_answers()
    for name in ("Ann", "Bea"):
        somebody(name)
    ann = somebodys(open_page(viewport=PHONE), "Ann", live)
    bea = somebodys(open_page(viewport=DESK), "Bea", live)
    for page in (ann, bea):
        opened(page, answers, 1)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    screenshots(ann, "part-phone")
    ann.get_by_label("What would you do?").fill("Ann cooks.")
    expect(ann.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    assert queries.typed_in(answers) == {("story", 0): "Ann cooks."}
    bea.get_by_label("What is your group called?").fill("Mill Lane")
    expect(bea.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    bea.get_by_label("What would you do?").fill("Bea eats.")
    expect(bea.get_by_text("A colleague wrote at the same time.")).to_be_visible()
    axe(bea)
    bea.get_by_role("button", name="Save", exact=True).click()
    expect(bea.get_by_text("Two people wrote here at the same time.")).to_be_visible()
    axe(bea)
    screenshots(bea, "both-desk")
    opened(ann, answers, 1)
    axe(ann)
    assert ann.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    screenshots(ann, "both-phone")
    bea.get_by_role("button", name="Take the other").click()
    expect(bea.get_by_text("Settled.")).to_be_visible()
    assert queries.typed_in(answers)["story", 0] == "Bea eats."
    bea.get_by_label("Yes").check()
    expect(bea.get_by_label("Which organisation?")).to_be_visible()


def test_without_a_script_and_with_a_table_on_a_phone(
    open_page: OpenPage,
    no_script_page: Page,
    axe: Axe,
    screenshots: Screenshots,
    troubles: Troubles,
) -> None:
    answers = some_answers()
    troubles.allow("422")
    phone = open_page(viewport=PHONE)
    opened(phone, answers, 2)
    phone.get_by_label("What, row 1").fill("Pans")
    phone.get_by_label("Cost, row 1").fill("lots")
    phone.get_by_role("button", name="Save", exact=True).click()
    expect(phone.get_by_text("Row 1, Cost: Write a sum").first).to_be_visible()
    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    screenshots(phone, "table-phone")
    opened(no_script_page, answers, 1)
    no_script_page.get_by_label("Yes").check()
    no_script_page.get_by_role("button", name="Save", exact=True).click()
    no_script_page.get_by_label("Which organisation?").select_option("hall")
    no_script_page.get_by_role("button", name="Save and go on").click()
    assert queries.typed_in(answers)["holder", 0] == "hall"
    phone.goto(f"/q/{answers.ref}/")
    axe(phone)
    screenshots(phone, "whole-phone")
    phone.goto(f"/q/{answers.ref}/back/")
    axe(phone)
    _read_as_it_was_handed_in(open_page, axe, screenshots)


def _read_as_it_was_handed_in(open_page: OpenPage, axe: Axe, screenshots: Screenshots) -> None:
    """Tables stand as tables, turn by turn, and what is wide scrolls within itself."""
    questions = QuestionSet.objects.get()
    answers = some_answers(WHOLE, questions=questions)
    told = [("The hall of the Trust", "Chairs"), ("The school", "A kitchen, two days a week")]
    typing = [
        Typing(key, words, turn=turn)
        for turn, row in enumerate(told)
        for key, words in zip(("partner", "gives"), row, strict=True)
    ]
    actions.save_answers(answer_set=answers, typing=typing, by=None, at=NOON)
    actions.close_answers(answer_set=answers, by=None, at=NOON)
    for name, screen in (("phone", PHONE), ("desk", DESK)):
        page = open_page(viewport=screen)
        page.goto(f"/q/{answers.ref}/")
        axe(page)
        expect(page.get_by_role("row", name="Together £2,400.50")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        screenshots(page, f"read-{name}")
