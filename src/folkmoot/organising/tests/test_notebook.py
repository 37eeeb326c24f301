"""The notebook on a phone and at a desk: what is noted is kept, and then it is with the team."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from folkmoot.kernel import clock
from folkmoot.organising import actions
from folkmoot.organising.models import Answer, Concern, Conversation, Promise
from folkmoot.organising.tests.handset import (
    CONCERN,
    an_open_round,
    note,
    notebook_of,
    opened,
    states,
    wait_until,
)
from folkmoot.organising.tests.makers import a_sealed_note, an_organiser
from folkmoot.places.models import PlaceRole
from tests.fixtures.browser import PHONE, Axe, Live, OpenPage, Screenshots, Troubles, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCREENS = {"a phone": PHONE, "a desk": {"width": 1280, "height": 800}}
TARGETS = (
    "main button, main input:not([type=radio]):not([type=checkbox]), main select, main textarea, "
    "main .govuk-radios__item, main .govuk-checkboxes__item, [data-much]"
)
TOO_SMALL = """targets => [...document.querySelectorAll(targets)]
    .filter(one => { const box = one.getBoundingClientRect()
        return box.width > 0 && one.type !== 'hidden' && box.height < 44 - 0.5 })
    .map(one => one.outerHTML.slice(0, 140))"""


def told_how_long(page: Page, address: str, *, is_apple: bool) -> None:
    """The notebook says how long notes may wait in it; on an iPhone, how to make that longer."""
    if is_apple:
        page.add_init_script("Object.defineProperty(navigator, 'standalone', {value: false})")
    opened(page, address)
    assert page.title().startswith("Notebook of Wren's Cross"), "there is nothing to mend yet"
    expect(page.get_by_text("not promised to keep")).to_be_visible(visible=not is_apple)
    expect(page.get_by_text("Press Share, then Add to Home Screen")).to_be_visible(visible=is_apple)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_conversation_is_noted_sealed_and_sent(
    screen: str, open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    round = an_open_round()
    page = open_page(viewport=SCREENS[screen])
    sign_in(page, an_organiser(round.place))

    def look(name: str) -> None:
        axe(page)
        screenshots(page, name)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert page.evaluate(TOO_SMALL, TARGETS) == []

    told_how_long(page, notebook_of(round), is_apple=screen == "a phone")
    look("begun")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("Write down at least one thing they said.")).to_be_visible()
    look("to-mend")
    page.get_by_label(CONCERN).fill("x" * 1_000_000)
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("has 1,000,000 letters; keep it to 4,000")).to_be_visible()
    page.get_by_text("More: where and how long").click()
    look("more")
    page.get_by_label("Which street?").select_option(label="Mill Lane")
    page.get_by_label("Did you promise anything?").fill("Ask about the swings")
    page.get_by_label(CONCERN).fill("The swings are broken.")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("Say by when you will do what you promised.")).to_be_visible()
    for part, typed in (("Day", "1"), ("Month", "5"), ("Year", "2099")):
        page.get_by_role("group", name="By when will you do it?").get_by_label(part).fill(typed)
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("One note is with the team now.")).to_be_visible()
    expect(page.locator("[data-part=sent] li")).to_have_count(1)
    look("sent")
    said = Conversation.objects.get()
    assert Answer.objects.get().words == "The swings are broken."
    assert (said.street and said.street.name) == "Mill Lane"
    assert Promise.objects.get().words == "Ask about the swings"
    assert states(page) == {"sent": 1}


def test_what_needs_a_look_is_put_right_and_stops_no_other(
    open_page: OpenPage, axe: Axe, screenshots: Screenshots, troubles: Troubles
) -> None:
    round = an_open_round()
    mine = an_organiser(round.place)
    page = open_page(viewport=PHONE)
    sign_in(page, mine)
    opened(page, notebook_of(round))
    written = clock.now() - timedelta(minutes=5)
    bad = a_sealed_note(round, "Kept.", by=mine, written=written, n_people="0")
    noise = bad | {"key": a_sealed_note(round, by=mine)["key"]}
    good = a_sealed_note(round, "Good.", by=mine, written=written)
    bring(page, round.place.slug, bad, noise, good)
    expect(page.locator("[data-part=look] li")).to_have_count(2)
    expect(page.locator("[data-part=sent] li")).to_have_count(1)
    expect(page.get_by_text("has changed since it was sealed")).to_be_visible()
    axe(page)
    screenshots(page, "look")
    row = page.locator(f"[data-row='{bad['key']}']")
    with page.expect_download() as saved:
        row.get_by_role("button", name="Save as a file").click()
    assert json.loads(saved.value.path().read_text())["key"] == bad["key"]
    row.get_by_role("button", name="Open and put right").click()
    expect(page.get_by_label(CONCERN)).to_have_value("Kept.")
    page.get_by_text("More: where and how long").click()
    page.get_by_label("How many people took part?").fill("2")
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator("[data-part=look] li")).to_have_count(1)
    gone = page.locator(f"[data-row='{noise['key']}']").get_by_role("button", name="Remove")
    gone.click()
    wait_until(lambda: states(page) == {"sent": 2, "look": 1})
    gone.click()
    expect(page.locator("[data-part=look] li")).to_have_count(0)
    assert {each.words for each in Answer.objects.all()} == {"Kept.", "Good."}
    assert str(Conversation.objects.get(n_people=2).pk) == bad["key"]


def bring(page: Page, where: str, *rows: dict[str, str]) -> None:
    """Bring saved notes back into the notebook, each as a file."""
    facts = page.evaluate("JSON.parse(document.querySelector('[data-facts]').textContent)")
    more = {"kind": "folkmoot sealed note", "where": where, "by": facts["by"], "written": 1}
    files = [
        {"name": f"{each['key']}.json", "mimeType": "application/json",
         "buffer": json.dumps(each | more).encode()}
        for each in rows
    ]  # fmt: skip
    page.set_input_files("#bring", files)  # type: ignore[arg-type]


def test_someone_signed_out_loses_nothing_and_is_asked_to_sign_in(
    open_page: OpenPage, live: Live, troubles: Troubles
) -> None:
    troubles.allow("403")
    round = an_open_round()
    mine = an_organiser(round.place)
    page = open_page(viewport=PHONE)
    sign_in(page, mine)
    opened(page, notebook_of(round))
    page.context.clear_cookies()
    note(page, "The swings are broken.")
    expect(page.get_by_text("You are signed out")).to_be_visible()
    page.reload()
    expect(page.get_by_role("link", name="One note waits to be sent.")).to_be_visible()
    expect(page.get_by_role("link", name="Sign in").first).to_have_attribute(
        "href", f"{reverse('account_login')}?next={notebook_of(round).replace('/', '%2F')}"
    )
    assert not Conversation.objects.exists()
    sign_in(page, mine)
    opened(page, notebook_of(round))
    expect(page.get_by_text("One note is with the team now.")).to_be_visible()
    assert Answer.objects.get().words == "The swings are broken."


def test_who_no_longer_listens_there_keeps_the_note_and_is_told(
    open_page: OpenPage, troubles: Troubles
) -> None:
    troubles.allow("403")
    round = an_open_round()
    mine = an_organiser(round.place)
    page = open_page(viewport=PHONE)
    sign_in(page, mine)
    opened(page, notebook_of(round))
    PlaceRole.objects.filter(account=mine).update(ends_at=clock.now())
    note(page, "The swings are broken.")
    expect(page.get_by_text("You no longer listen in Wren's Cross")).to_be_visible()
    assert states(page) == {"waiting": 1}
    assert not Conversation.objects.exists()


def test_signing_out_with_unsent_notes_asks_and_keeps_them(
    open_page: OpenPage, axe: Axe, screenshots: Screenshots, troubles: Troubles
) -> None:
    troubles.allow("ERR_INTERNET_DISCONNECTED|403")
    round = an_open_round()
    mine = an_organiser(round.place)
    page = open_page(viewport=PHONE)
    sign_in(page, mine)
    opened(page, notebook_of(round))
    page.context.set_offline(True)
    note(page, "The swings are broken.")
    expect(page.get_by_text("Kept on this phone. No signal.")).to_be_visible()
    page.goto("about:blank")
    page.context.set_offline(False)
    for address in (reverse("account_logout"), reverse("people:account")):
        page.goto(address)
        page.get_by_role("button", name="Sign out", exact=True).click()
        expect(page.get_by_text("One note on this phone")).to_be_visible()
        axe(page)
        screenshots(page, address.strip("/").replace("/", "-"))
    page.get_by_role("button", name="Sign out, and keep").first.click()
    expect(page.get_by_text("You have signed out.")).to_be_visible()
    assert states(page) == {"waiting": 1}
    sign_in(page, mine)
    opened(page, notebook_of(round))
    wait_until(lambda: Conversation.objects.count() == 1)


def test_two_people_on_one_phone_each_send_their_own(
    open_page: OpenPage, troubles: Troubles
) -> None:
    troubles.allow("403")
    round = an_open_round()
    mine, percy = an_organiser(round.place), an_organiser(round.place, "Percy")
    page = open_page(viewport=PHONE)
    sign_in(page, mine)
    opened(page, notebook_of(round))
    page.context.clear_cookies()
    note(page, "The swings are broken.")
    sign_in(page, percy)
    opened(page, notebook_of(round))
    expect(page.get_by_text("Somebody else wrote this on this phone")).to_be_visible()
    note(page, "The bins are full.")
    expect(page.get_by_text("One note is with the team now.")).to_be_visible()
    assert states(page) == {"waiting": 1, "sent": 1}
    sign_in(page, mine)
    opened(page, notebook_of(round))
    wait_until(lambda: Conversation.objects.count() == 2)
    by = {str(each.listeners.get().account.name) for each in Conversation.objects.all()}
    assert by == {mine.name, percy.name}


def test_without_a_script_the_ordinary_page_is_shown_the_way_to(no_script_page: Page) -> None:
    round = an_open_round()
    sign_in(no_script_page, an_organiser(round.place))
    no_script_page.goto(notebook_of(round))
    no_script_page.get_by_role("link", name="Note a conversation on the ordinary page").click()
    no_script_page.get_by_label(CONCERN).fill("The swings are broken.")
    no_script_page.get_by_role("button", name="Keep this").click()
    assert Conversation.objects.count() == 1


def test_a_new_key_is_made_and_the_lost_phone_explained(
    open_page: OpenPage, axe: Axe, screenshots: Screenshots
) -> None:
    round = an_open_round()
    page = open_page(viewport=PHONE)
    sign_in(page, an_organiser(round.place))
    page.goto(reverse("organising:notebook_key", args=[round.place.slug]))
    axe(page)
    screenshots(page, "key")
    page.get_by_role("button", name="Make a new key").click()
    expect(page.get_by_role("heading", name="Note a conversation")).to_be_visible()
    assert round.place.notebook_keys.count() == 2
    actions.end_listening(round=round, by=None, at=clock.now())
    page.reload()
    expect(page.get_by_text("No round of listening is open")).to_be_visible()
    axe(page)


def test_without_a_signal_a_worry_and_who_was_there_are_sealed_and_passed_on_when_there_is_one(
    open_page: OpenPage, axe: Axe, screenshots: Screenshots, troubles: Troubles
) -> None:
    troubles.allow("ERR_INTERNET_DISCONNECTED")
    round = an_open_round()
    mine, percy = an_organiser(round.place), an_organiser(round.place, "Percy")
    page = open_page(viewport=PHONE)
    sign_in(page, mine)
    opened(page, notebook_of(round))
    page.context.set_offline(True)
    page.get_by_label(CONCERN).fill("The swings are broken.")
    page.get_by_text("More: where and how long").click()
    page.get_by_label("Who listened with you?").fill("Percy")
    axe(page)
    screenshots(page, "with-percy")
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator("[data-part=waiting] li")).to_have_count(1)
    page.get_by_label("What did you notice?").fill("He is not safe at number 9.")
    page.get_by_text("Somebody may not be safe", exact=True).click()
    page.get_by_label("pass all of this on").check()
    axe(page)
    screenshots(page, "worry")
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator("[data-part=waiting] li")).to_have_count(2)
    expect(page.get_by_label("pass all of this on")).not_to_be_checked()
    assert "number 9" not in page.content()
    page.context.set_offline(False)
    page.get_by_role("button", name="Send now").click()
    expect(page.get_by_text("Passed on to the safeguarding lead.")).to_be_visible()
    expect(page.locator("[data-part=sent] li")).to_have_count(2)
    page.get_by_role("button", name="Send now").click()
    expect(
        page.get_by_text("Nothing waits to be sent. Passed on to the safeguarding")
    ).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert "number 9" in Concern.objects.get().told().words
    said = Conversation.objects.get()
    assert set(said.listeners.values_list("account", flat=True)) == {mine.pk, percy.pk}
