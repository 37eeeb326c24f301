"""A decision from the first setting to the published result, in real browsers."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from folkmoot.deciding import actions
from folkmoot.deciding.models import Decision, Stage
from folkmoot.deciding.rolls import RollLine
from folkmoot.deciding.tests.crew import run, someone
from folkmoot.deciding.tests.makers import NOON, a_decision, a_place
from folkmoot.kernel.access.roles import (
    CONVENOR,
    COUNTING_OFFICER,
    POLLING_HELPER,
    ROLL_KEEPER,
)
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from tests.fixtures.browser import (
    PHONE,
    SHEET,
    Axe,
    OpenPage,
    Screenshots,
    Troubles,
    addresses_in_the_window,
    sheets_of,
    sign_in,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHRASES = {"Ada": "kettle lantern orchard violin", "Bea": "pebble tractor muffin harbour"}
WISHES: dict[str, dict[str, Any]] = {
    "at a desk": {"viewport": {"width": 1280, "height": 800}},
    "on a small phone": {"viewport": PHONE},
    "without scripts": {"viewport": PHONE, "java_script_enabled": False},
}


class Desk:
    """One person at one browser, looked over by axe wherever they come (axe is a script)."""

    def __init__(
        self, page: Page, account: Account, axe: Axe | None, screenshots: Screenshots
    ) -> None:
        self.page, self.axe, self.screenshots = page, axe, screenshots
        sign_in(page, account)

    def go(self, address: str) -> None:
        self.page.goto(address)
        self.look()

    def press(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=False).first.click()
        self.look()

    def look(self) -> None:
        """No page may be harder to use than it should, or wider than the screen."""
        title = re.sub(r"\W+", "-", self.page.title().split("–")[0].split(":")[0]).strip("-")
        self.screenshots(self.page, title.lower())
        if self.axe is None:
            return
        self.axe(self.page)
        width = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert width <= 0, f"{self.page.url} is {width} pixels too wide"


@pytest.mark.parametrize("wishes", WISHES)
def test_a_decision_from_preparing_to_publishing(
    wishes: str,
    open_page: OpenPage,
    axe: Axe,
    screenshots: Screenshots,
    troubles: Troubles,
    worker: None,
) -> None:
    troubles.allow("422")  # a page that asks to be mended
    troubles.allow("409")  # an envelope to put aside
    place = a_place()

    def desk(account: Account) -> Desk:
        sees = axe if WISHES[wishes].get("java_script_enabled", True) else None
        return Desk(open_page(**WISHES[wishes]), account, sees, screenshots)

    convenor = desk(someone(place, CONVENOR, name="Cleo"))
    keeper = desk(someone(place, ROLL_KEEPER, name="Kay"))
    someone(place, ROLL_KEEPER, name="Kit")  # who would settle doubtful votes with her
    ann = desk(someone(place, POLLING_HELPER, name="Ann"))
    bob = desk(someone(place, POLLING_HELPER, name="Bob"))

    decision = prepare(convenor, place)
    for name, phrase in PHRASES.items():
        officer = someone(place, COUNTING_OFFICER, name=name)
        name_officer(convenor, decision, officer)
        set_passphrase(desk(officer), decision, phrase)
    codes = letters(keeper, decision, 4)
    open_voting(convenor, decision)
    by_phone(ann, decision, codes[0])
    on_paper(ann, bob, decision, codes[:3])
    close(convenor, decision)
    counting = desk(someone(place, COUNTING_OFFICER, name="Cal"))
    count(counting, decision)
    publish(convenor, decision)

    decision.refresh_from_db()
    assert decision.stage == Stage.PUBLISHED
    assert decision.count.turnout == {"PHONE": 1, "PAPER": 2}


def prepare(convenor: Desk, place: Place) -> Decision:
    page = convenor.page
    convenor.go(f"/places/{place.slug}/decisions/new/")
    convenor.press("Save, and add options")
    expect(page.get_by_text("There is something to mend").first).to_be_visible()
    page.get_by_label("What is this decision called?").fill("Spring fund")
    page.get_by_label("How much money is there to share?").fill("1,000")
    closing = page.get_by_role("group", name="When will voting close?")
    for box, written in (("Day", "1"), ("Month", "5"), ("Year", "2099"), ("Time", "8 pm")):
        closing.get_by_label(box).fill(written)
    convenor.press("Save, and add options")
    for title, cost in (("A bench", "200"), ("A swing", "400"), ("A hedge", "500")):
        page.get_by_label("What is it?").fill(title)
        page.get_by_label("What does it cost?").fill(cost)
        convenor.press("Add it")
    page.locator("form[action$='/options/3/move/'] button").first.click()
    expect(page.get_by_role("heading", name="2 A hedge")).to_be_visible()
    decision = Decision.objects.get(place=place)
    convenor.go(run(decision, "ballot_paper"))
    convenor.go(run(decision))
    return decision


def name_officer(convenor: Desk, decision: Decision, officer: Account) -> None:
    convenor.go(run(decision, "officers"))
    convenor.page.get_by_label(officer.shown_name(), exact=True).check()
    convenor.press("Name them")
    expect(convenor.page.get_by_text("is named. Ask them")).to_be_visible()


def set_passphrase(officer: Desk, decision: Decision, phrase: str) -> None:
    officer.go(run(decision, "passphrase"))
    officer.page.get_by_label("Your passphrase", exact=True).fill(phrase)
    officer.page.get_by_label("The same once more").fill(phrase)
    officer.press("Set my passphrase")
    expect(officer.page.get_by_text("Your passphrase is set.")).to_be_visible()


def letters(keeper: Desk, decision: Decision, number: int) -> list[str]:
    keeper.go(run(decision, "roll"))
    keeper.go(run(decision, "codes"))
    keeper.page.get_by_label("What are they for?").fill("Mill Street")
    keeper.page.get_by_label("How many?").fill(str(number))
    keeper.press("Make them now")
    shown = keeper.page.locator(".letter__figures").all_inner_texts()
    assert len(shown) == number
    return shown


def open_voting(convenor: Desk, decision: Decision) -> None:
    convenor.go(run(decision, "open"))
    convenor.press("Fix all of this and open the voting")
    expect(convenor.page.get_by_text("This is fixed")).to_be_visible()


def by_phone(helper: Desk, decision: Decision, code: str) -> None:
    helper.go(run(decision, "help"))
    helper.page.get_by_label("Code or number from their letter").fill(code)
    helper.press("Find them")
    helper.page.get_by_role("button", name="On the phone").click()
    helper.page.get_by_role("checkbox").first.check()
    helper.page.locator("button[name=step][value=review]").click()
    helper.page.locator("form[action$='/cast/'] button").first.click()
    expect(helper.page.get_by_role("heading", level=1)).to_contain_text("box", ignore_case=True)


def on_paper(ann: Desk, bob: Desk, decision: Decision, codes: list[str]) -> None:
    ann.go(run(decision, "check_in"))
    for code in codes:
        ann.page.get_by_label("The code on the letter").fill(code)
        ann.press("Check it in")
        aside = ann.page.get_by_text("Put this envelope aside")
        expect(aside).to_be_visible(visible=code == codes[0])
    ann.go(run(decision, "paper"))
    ann.page.get_by_label("How many papers?").fill("2")
    ann.press("Number them")
    for desk, typed in ((ann, ("1 2", "3")), (bob, ("1 2", "2 3"))):
        desk.go(run(decision, "type"))
        for line in typed:
            desk.page.get_by_label("What is on the paper?").fill(line)
            with desk.page.expect_navigation():
                desk.page.keyboard.press("Enter")
    for desk in (ann, bob):
        desk.go(run(decision, "settle_paper", 2))
        desk.page.get_by_label("The first reading").check()
        desk.press("I say this is right")
    ann.go(run(decision, "reconcile"))
    expect(ann.page.get_by_text("Yes: 2 paper votes were checked in")).to_be_visible()


def close(convenor: Desk, decision: Decision) -> None:
    convenor.go(run(decision, "close"))
    convenor.page.get_by_label("Why does it close before its time?").fill("The hall is flooded.")
    convenor.press("Close the voting now")
    convenor.go(run(decision))


def count(officer: Desk, decision: Decision) -> None:
    officer.go(run(decision, "count"))
    for name, phrase in PHRASES.items():
        officer.page.get_by_label(f"Passphrase of {name}").fill(phrase)
    officer.press("Open the box and count")
    expect(officer.page.get_by_text("3 ballots fund")).to_be_visible(timeout=30_000)
    officer.look()


def publish(convenor: Desk, decision: Decision) -> None:
    convenor.go(run(decision, "publish"))
    convenor.press("Publish the result")
    expect(convenor.page.get_by_text("The result is public.")).to_be_visible()


def test_the_code_behind_the_hash_sign_fills_the_box_and_leaves_the_address(
    page: Page,
) -> None:
    page.goto("/vote/#0123-4567-89AB-CDEF")
    expect(page.get_by_label("code", exact=False).first).to_have_value("0123-4567-89AB-CDEF")
    assert page.evaluate("location.hash") == ""


def test_each_letter_and_the_ballot_paper_are_one_sheet(
    page: Page, axe: Axe, screenshots: Screenshots
) -> None:
    place = a_place()
    decision = a_decision(place=place, summary="Small things that make the place better.")
    desk = Desk(page, someone(place, ROLL_KEEPER), axe, screenshots)
    letters(desk, decision, 3)
    page.emulate_media(media="print")
    screenshots(page, "letters-on-paper")
    assert sheets_of(page) == 3
    page.goto(run(decision, "ballot_paper"))
    screenshots(page, "ballot-on-paper")
    assert sheets_of(page) == 1


def test_letters_to_people_on_the_list_show_their_address_in_the_window(
    page: Page, axe: Axe, screenshots: Screenshots
) -> None:
    place = a_place()
    decision = a_decision(place=place, by_roll=True, summary="Small things. " * 28)
    lines = [
        RollLine("Siân O'Neil", "AB1 2CD", "", "12, Mill Street, Wren's Cross"),
        RollLine("Tom", "AB1 2CD", "", "Flat 2, The Old Mill, 5 Canal Row, Mill End, Ayton"),
        RollLine("Una Grey", "AB1 2CD"),
    ]
    actions.load_roll(decision=decision, lines=lines, by=None, at=NOON)
    desk = Desk(page, someone(place, ROLL_KEEPER), axe, screenshots)
    desk.go(run(decision, "codes"))
    expect(page.get_by_text("One more has no address")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    screenshots(page, "asked-for")
    page.set_viewport_size(SHEET)
    page.get_by_label("What are they for?").fill("To the list")
    page.get_by_label("How many?").fill("2")
    desk.press("Make them now")
    expect(page.get_by_text("an envelope has its window")).to_be_visible()
    screenshots(page, "made")
    assert sheets_of(page) == 2
    assert addresses_in_the_window(page) == 2
    screenshots(page, "on-paper")
