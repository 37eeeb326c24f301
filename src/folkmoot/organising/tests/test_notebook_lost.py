"""The phone dies, the signal goes, the clock moves: no note is lost, and none can be read."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from folkmoot.kernel import clock
from folkmoot.organising import actions
from folkmoot.organising.models import Answer, Conversation
from folkmoot.organising.tests.handset import (
    CONCERN,
    Handset,
    Site,
    an_open_round,
    note,
    notebook_of,
    opened,
    states,
    wait_until,
)
from folkmoot.organising.tests.makers import a_sealed_note, an_organiser
from folkmoot.people.models import Account
from tests.fixtures.browser import PHONE, OpenPage, Troubles, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = ("Nightingales under the viaduct", "Marigold saw the lorry", "half a sentence about herons")


def test_over_days_without_a_signal_a_phone_that_dies_loses_nothing_and_tells_nothing(
    handset: Handset, site: Site
) -> None:
    """The site is away, the phone is killed twice, once while somebody writes."""
    round = an_open_round()
    address = site.url + notebook_of(round)
    page = handset.switch_on()
    mine = an_organiser(round.place)
    handset.sign_in(mine, site.url)
    opened(page, address)
    site.stop()
    note(page, WORDS[0])
    assert states(page) == {"waiting": 1}
    handset.kill()

    page = handset.switch_on()
    opened(page, address)
    expect(page.get_by_text("One note waits to be sent")).to_be_visible()
    note(page, WORDS[1])
    page.get_by_label(CONCERN).fill(WORDS[2])
    wait_until(lambda: states(page).get("draft") == 1)
    handset.kill()
    assert handset.finds("Weavers"), "what is not sealed would be found"
    assert told_by(handset) == []

    page = handset.switch_on()
    opened(page, address)
    expect(page.locator("[data-part=draft] li")).to_have_count(1)
    page.get_by_role("button", name="Go on with it").click()
    expect(page.get_by_text("only where there is a signal")).to_be_visible()
    assert not Conversation.objects.exists()
    site.start()
    sign_in_send_and_finish(page, handset, mine, site)
    said = {each.words for each in Answer.objects.all()}
    assert said == {WORDS[0], WORDS[1], WORDS[2] + ", and its end"}
    assert states(page) == {"sent": 3}
    handset.kill()
    assert told_by(handset) == []


def sign_in_send_and_finish(page: Page, handset: Handset, mine: Account, site: Site) -> None:
    """With a signal again: what waits is sent, and what was begun is finished."""
    handset.context.clear_cookies()  # some die with the phone, some do not
    page.get_by_role("button", name="Send now").click()
    expect(page.get_by_text("You are signed out")).to_be_visible()
    handset.sign_in(mine, site.url)
    page.get_by_role("button", name="Send now").click()
    expect(page.get_by_text("2 notes are with the team now.")).to_be_visible()
    page.get_by_role("button", name="Go on with it").click()
    expect(page.get_by_label(CONCERN)).to_have_value(WORDS[2])
    page.get_by_label(CONCERN).fill(WORDS[2] + ", and its end")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("One note is with the team now.")).to_be_visible()


def told_by(handset: Handset) -> list[tuple[str, list[str]]]:
    """What somebody who takes the phone apart can read of the notes, and where it lies."""
    found = [(words, handset.finds(words)) for words in WORDS]
    return [(words, files) for words, files in found if files]


def test_five_hundred_notes_go_in_one_stream_and_an_answer_that_is_lost_doubles_none(
    open_page: OpenPage, troubles: Troubles
) -> None:
    troubles.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 5")
    round = an_open_round()
    mine = an_organiser(round.place)
    page = open_page(viewport=PHONE)
    sign_in(page, mine)
    opened(page, notebook_of(round))
    page.context.set_offline(True)
    written = clock.now() - timedelta(hours=1)
    rows = [a_sealed_note(round, f"Note {n}.", by=mine, written=written) for n in range(500)]
    keep_rows(page, rows)
    page.reload()
    expect(page.get_by_text("500 notes wait to be sent")).to_be_visible()
    lost = a_bad_line(page)
    page.context.set_offline(False)
    page.get_by_role("button", name="Send now").click()
    wait_until(lambda: states(page).get("sent", 0) >= 50 and len(lost) >= 2)
    other = page.context.new_page()
    troubles.watch(other, page.url.partition("/listening")[0])
    other.goto(notebook_of(round))
    for _ in range(3):
        for tab in (page, other):
            tab.get_by_role("button", name="Send now").click()
    wait_until(lambda: sent_after_pressing(page, other) == 500, seconds=60)
    assert states(other) == {"sent": 500}
    assert Conversation.objects.count() == Answer.objects.count() == 500
    assert {str(pk) for pk in Conversation.objects.values_list("pk", flat=True)} == {
        row["key"] for row in rows
    }


def a_bad_line(page: Page) -> list[str]:
    """The second batch arrives, and its answer never comes; the third finds trouble."""
    asked: list[str] = []

    def lose(route: Route) -> None:
        asked.append("asked")
        if len(asked) == 2:
            assert route.fetch().status == 200
            route.abort()
        elif len(asked) == 3:
            route.fulfill(status=502, body="<p>Bad gateway</p>")
        else:
            route.continue_()

    page.route("**/notes/", lose)
    return asked


def sent_after_pressing(*tabs: Page) -> int:
    """How many are sent half a second after somebody pressed the button in every tab."""
    for tab in tabs:
        tab.get_by_role("button", name="Send now").click()
    tabs[0].wait_for_timeout(500)
    return states(tabs[0]).get("sent", 0)


def keep_rows(page: Page, rows: list[dict[str, str]]) -> None:
    """As if they had been written here one by one."""
    page.evaluate(
        """rows => new Promise((resolve, reject) => {
            const { where, by } = JSON.parse(document.querySelector('[data-facts]').textContent)
            const asked = indexedDB.open('folkmoot-outbox', 1)
            asked.onsuccess = () => {
                const change = asked.result.transaction('rows', 'readwrite')
                for (const { key, mark, sealed } of rows) change.objectStore('rows').put({
                    key, mark, where, by, state: 'waiting', tries: 0, written: Date.now(),
                    sealed: Uint8Array.from(atob(sealed), letter => letter.charCodeAt(0))
                })
                change.oncomplete = () => { asked.result.close(); resolve() }
                change.onerror = reject
            }
        })""",
        rows,
    )


def test_a_clock_that_moves_loses_nothing_and_is_told(
    open_page: OpenPage, troubles: Troubles
) -> None:
    troubles.allow("ERR_INTERNET_DISCONNECTED")
    round = an_open_round()
    page = open_page(viewport=PHONE)
    sign_in(page, an_organiser(round.place))
    opened(page, notebook_of(round))
    page.context.set_offline(True)
    note(page, "The swings are broken.")
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=4))
    page.reload()
    expect(page.get_by_text("the oldest since")).to_be_visible()
    expect(page.get_by_text("Some notes have waited for three days")).to_be_visible()
    page.clock.set_fixed_time(datetime(2031, 1, 1, tzinfo=UTC))
    note(page, "The bins are full.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Send now").click()
    expect(page.get_by_text("2 notes are with the team now.")).to_be_visible()
    expect(page.get_by_text("which cannot be right")).to_be_visible()
    expect(page.get_by_text("Please set it right.")).to_be_visible()
    assert all(each.said_at <= clock.now() for each in Conversation.objects.all())
    assert states(page) == {"sent": 2}


def test_a_note_sealed_to_the_key_before_is_opened_after_the_key_was_changed(
    open_page: OpenPage, troubles: Troubles
) -> None:
    troubles.allow("ERR_INTERNET_DISCONNECTED")
    round = an_open_round()
    page = open_page(viewport=PHONE)
    sign_in(page, an_organiser(round.place))
    opened(page, notebook_of(round))
    page.context.set_offline(True)
    note(page, "The swings are broken.")
    actions.make_notebook_key(place=round.place, by=None, at=clock.now())
    page.context.set_offline(False)
    page.reload()
    wait_until(lambda: states(page) == {"sent": 1})
    assert Answer.objects.get().words == "The swings are broken."
