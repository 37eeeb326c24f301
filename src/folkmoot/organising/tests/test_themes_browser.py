"""Finding themes in a real browser: by keyboard at a desk, by thumb, and without a script."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from folkmoot.kernel import clock
from folkmoot.organising import actions
from folkmoot.organising.models import Coding, ListeningRound
from folkmoot.organising.tests.makers import a_note, a_place, a_plan, a_street, an_organiser
from tests.fixtures.browser import PHONE, Axe, OpenPage, Screenshots, Troubles, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK = {"width": 1280, "height": 800}
SAID = (
    "The swings in the park are broken, and the slide is rusty.",
    "The bus does not come, and then two come at once.",
    "There is nothing for my girls to do after school but the phone.",
    "The lights on the towpath have been out since Christmas.",
    "My stair has been damp for two winters.",
    "Nobody tells us when they dig up the road.",
)
BOOK = (
    ("Children and young people", "Play, swings, slides, youth clubs, after school.", ""),
    ("Getting about", "Buses, roads, crossings, parking.", "Dark paths: those are safety."),
    ("Feeling safe", "Lights, dark paths, fights, being followed.", ""),
    ("Homes", "Damp, repairs, rent, landlords, heating.", ""),
    ("Having a say", "Being told, asked and answered.", ""),
)


def a_round_with_notes() -> ListeningRound:
    place, at = a_place(), clock.now()
    by = an_organiser(place)
    planned = actions.plan_round(place=place, plan=a_plan(), by=by, at=at)
    round = actions.open_round(round=planned, by=by, at=at)
    for words in SAID:
        note = a_note(round, words, said_at=at, street=a_street(place))
        actions.note_conversation(round=round, note=note, by=by, at=at)
    for name, belongs, belongs_not in BOOK:
        actions.add_theme(
            place=place, name=name, belongs=belongs, belongs_not=belongs_not, by=by, at=at
        )
    return round


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0)


def test_notes_are_coded_by_keyboard_without_loading_the_page_anew(
    open_page: OpenPage, axe: Axe, screenshots: Screenshots, troubles: Troubles
) -> None:
    troubles.allow("422")
    round = a_round_with_notes()
    page = open_page(viewport=DESK)
    sign_in(page, an_organiser(round.place))
    page.goto(reverse("organising:coding", args=[round.ref]))
    page.evaluate("window.same = true")
    axe(page)
    screenshots(page, "table")
    page.keyboard.press("?")
    expect(page.get_by_text("none of these", exact=True)).to_be_visible()
    axe(page)
    screenshots(page, "help")
    page.keyboard.press("?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Tick at least one theme")
    axe(page)
    page.keyboard.press("1")
    page.keyboard.press("3")
    expect(page.locator("[data-key='3']")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("[data-left]")).to_have_text("5 left")
    assert {each.number for each in Coding.objects.get().themes.all()} == {1, 3}
    page.keyboard.press("0")
    expect(page.locator("[data-left]")).to_have_text("4 left")
    page.keyboard.press("u")
    expect(page.locator("[data-left]")).to_have_text("5 left")
    before = page.locator(".code__words").inner_text()
    page.keyboard.press("s")
    expect(page.locator(".code__words")).not_to_have_text(before)
    for left in range(4, -1, -1):
        page.keyboard.press("2")
        page.keyboard.press("Enter")
        if left:
            expect(page.locator("[data-left]")).to_have_text(f"{left} left")
    expect(page.get_by_text("Every note has been read")).to_be_visible()
    assert page.evaluate("window.same") is True
    assert Coding.objects.standing().count() == len(SAID)
    axe(page)
    screenshots(page, "done")


def test_keys_can_be_put_away_and_stay_away(open_page: OpenPage) -> None:
    round = a_round_with_notes()
    page = open_page(viewport=DESK)
    sign_in(page, an_organiser(round.place))
    address = reverse("organising:coding", args=[round.ref])
    page.goto(address)
    page.keyboard.press("?")
    page.get_by_label("Use these keys").uncheck()
    page.goto(address)
    page.keyboard.press("1")
    expect(page.locator("[data-key='1']")).not_to_be_checked()


def test_when_the_answer_does_not_come_the_ticks_are_still_there(
    open_page: OpenPage, troubles: Troubles
) -> None:
    troubles.allow("ERR_INTERNET_DISCONNECTED")
    round = a_round_with_notes()
    page = open_page(viewport=DESK)
    sign_in(page, an_organiser(round.place))
    page.goto(reverse("organising:coding", args=[round.ref]))
    page.keyboard.press("2")
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.locator(".code__trouble")).to_contain_text("Your ticks are still here")
    expect(page.locator("[data-key='2']")).to_be_checked()
    page.context.set_offline(False)
    page.keyboard.press("Enter")
    expect(page.locator("[data-left]")).to_have_text("5 left")
    assert Coding.objects.count() == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_notes_are_coded_by_thumb_and_without_a_script(
    scripts: bool, open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    round = a_round_with_notes()
    page = open_page(viewport=PHONE, java_script_enabled=scripts)
    sign_in(page, an_organiser(round.place))
    page.goto(reverse("organising:code_book", args=[round.place.slug]))
    screenshots(page, "book")
    if scripts:
        axe(page)
        assert fits(page)
    page.goto(reverse("organising:coding", args=[round.ref]))
    screenshots(page, "table")
    if scripts:
        axe(page)
        assert fits(page)
        for item in page.locator(".code__themes .govuk-checkboxes__item").all():
            box = item.bounding_box()
            assert box is not None
            assert box["height"] >= 44
    page.get_by_label("Getting about").check()
    page.get_by_role("button", name="Keep and next").click()
    expect(page.locator("[data-left]")).to_have_text("5 left")
    page.get_by_role("button", name="None of these").click()
    expect(page.locator("[data-left]")).to_have_text("4 left")
    page.get_by_role("button", name="Undo the last one").click()
    expect(page.locator("[data-left]")).to_have_text("5 left")
    assert Coding.objects.standing().count() == 1
