"""The coding table: one note after the other, each reader by themselves, machines only suggest."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from folkmoot.kernel import clock
from folkmoot.organising import actions, queries
from folkmoot.organising.models import Coding, Conversation, ListeningRound
from folkmoot.organising.tests.makers import (
    LATER,
    a_conversation,
    a_place,
    a_round,
    a_street,
    a_theme,
    an_organiser,
    at,
    coded,
    someone,
)
from folkmoot.people.models import Account
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def shown(browser: Client, round: ListeningRound, reading: str = "") -> Any:
    asked = {"reading": reading} if reading else {}
    return browser.get(at("coding", round.ref), asked)


def suggested(round: ListeningRound, by: Account, *, is_second: bool = False) -> dict[str, Any]:
    table = queries.coding_table(round, by, is_second=is_second)
    return {each.theme.name: each.because for each in table.choices if each.because}


def test_notes_come_one_after_the_other_until_every_one_has_been_read() -> None:
    round = a_round()
    notes = {a_conversation(round, f"Note number {n}").pk for n in range(4)}
    play = a_theme(round.place, "Play")
    browser = browser_of(an_organiser(round.place))
    seen = []
    page = shown(browser, round)
    while note := page.context["table"].note:
        seen.append(note.pk)
        page = browser.post(at("code", note.pk), {"themes": [str(play.pk)]}, follow=True)
    assert set(seen) == notes
    assert len(seen) == 4
    assert "Every note has been read" in page.content.decode()


def test_a_note_is_left_for_now_and_comes_again_at_the_end() -> None:
    round = a_round()
    for number in range(3):
        a_conversation(round, f"Note number {number}")
    a_theme(round.place)
    by = an_organiser(round.place)
    first = queries.coding_table(round, by).note
    assert first is not None
    order = [first]
    for _ in range(3):
        after = queries.coding_table(round, by, after=order[-1].digest).note
        assert after is not None
        order.append(after)
    assert len(set(order)) == 3
    assert order[3] == first


def test_two_at_the_table_mostly_begin_with_different_notes() -> None:
    round = a_round()
    for number in range(12):
        a_conversation(round, f"Note number {number}")
    a_theme(round.place)
    people = [an_organiser(round.place, f"Reader {number}") for number in range(6)]
    notes = [queries.coding_table(round, who).note for who in people]
    assert len(set(notes)) > 1
    again = [queries.coding_table(round, who).note for who in people]
    assert again == notes


def test_ticking_nothing_is_asked_about_and_none_of_these_is_kept() -> None:
    round = a_round()
    said = a_conversation(round)
    theme = a_theme(round.place)
    browser = browser_of(an_organiser(round.place))
    answer = browser.post(at("code", said.pk), {})
    assert answer.status_code == 422
    assert "Tick at least one theme" in answer.content.decode()
    both = browser.post(at("code", said.pk), {"themes": [str(theme.pk)], "none": "yes"})
    assert both.status_code == 422
    assert "checked" in both.content.decode().split("What belongs where")[0]
    assert browser.post(at("code", said.pk), {"none": "yes"}).status_code == 302
    assert Coding.objects.get().themes.count() == 0


def test_a_theme_of_another_place_or_of_no_place_is_refused_in_words() -> None:
    said, there = a_conversation(), a_theme(a_place("Elm Park"))
    a_theme(said.place)
    browser = browser_of(an_organiser(said.place))
    for wrong in (str(there.pk), "swings", "1" * 400):
        answer = browser.post(at("code", said.pk), {"themes": [wrong]})
        assert answer.status_code == 422
        assert "not in the code book today" in answer.content.decode()
    assert not Coding.objects.exists()


def test_what_the_first_found_is_nowhere_on_the_table_of_the_second() -> None:
    round = a_round()
    said = a_conversation(round, "The swings are broken.")
    olive, percy = an_organiser(round.place), an_organiser(round.place, "Percy")
    a_theme(round.place, "Play", belongs="Swings")
    coded(said, "Play", by=olive)
    assert shown(browser_of(percy), round).context["table"].note is None
    page = shown(browser_of(percy), round, "second")
    assert page.context["table"].note == said
    assert "checked" not in page.content.decode().split('id="keys"')[0]
    assert "suggested because" not in page.content.decode()
    assert olive.shown_name() not in page.content.decode()


def test_the_second_reading_brings_what_one_other_has_read_and_no_more() -> None:
    round = a_round()
    notes = [a_conversation(round, f"Note {n}") for n in range(4)]
    olive, percy, quinn = (an_organiser(round.place, name) for name in ("Olive", "Percy", "Quinn"))
    coded(notes[0], "Play", by=olive)
    coded(notes[1], "Play", by=percy)
    for who in (olive, percy):
        coded(notes[2], "Play", by=who)

    def waits(who: Account) -> tuple[Conversation | None, int]:
        table = queries.coding_table(round, who, is_second=True)
        return table.note, table.n_second

    assert waits(olive) == (notes[1], 1)
    assert waits(percy) == (notes[0], 1)
    note, n_second = waits(quinn)
    assert note in notes[:2]
    assert n_second == 2
    assert queries.coding_table(round, olive).n_first == 1


def test_a_theme_is_suggested_with_the_words_that_say_so_and_never_ticked() -> None:
    round = a_round()
    a_conversation(round, "Nobody mends the swings in the park.")
    a_theme(round.place, "Play", belongs="Swings, slides.")
    a_theme(round.place, "Dogs", belongs="Dogs and what they leave.")
    page = shown(browser_of(an_organiser(round.place)), round).content.decode()
    assert "suggested because of “swings”" in " ".join(page.split())
    assert page.count("suggested because") == 1
    assert " checked" not in page.split('id="keys"')[0]


def test_suggestions_learn_from_ones_own_coding_and_what_was_settled_not_from_another() -> None:
    round = a_round()
    olive, percy = an_organiser(round.place), an_organiser(round.place, "Percy")
    a_theme(round.place, "Dogs", belongs="Dogs.")
    play = a_theme(round.place, "Play", belongs="Swings.")
    before = a_conversation(round, "The roundabout squeaks.")
    coded(before, "Play", by=olive)
    a_conversation(round, "That roundabout again.")
    assert suggested(round, olive) == {"Play": ("roundabout",)}
    assert suggested(round, percy) == {}
    coded(before, by=percy)
    assert suggested(round, percy) == {}
    actions.settle_note(conversation=before, themes=[play], by=olive, at=LATER)
    assert suggested(round, percy) == {"Play": ("roundabout",)}


def test_another_places_notes_teach_nothing_here() -> None:
    there = a_round(a_place("Elm Park"))
    coded(a_conversation(there, "The roundabout squeaks."), "Play")
    here = a_round()
    for name in ("Play", "Dogs"):
        a_theme(here.place, name)
    a_conversation(here, "That roundabout again.")
    assert suggested(here, an_organiser(here.place)) == {}


def test_the_last_one_is_undone_and_comes_back_at_once() -> None:
    round = a_round()
    for number in range(5):
        a_conversation(round, f"Note number {number}")
    a_theme(round.place)
    browser = browser_of(an_organiser(round.place))
    note = shown(browser, round).context["table"].note
    page = browser.post(at("code", note.pk), {"none": "yes"}, follow=True)
    last = page.context["table"].last
    assert last.conversation == note
    back = browser.post(at("undo_coding", last.pk), follow=True)
    assert back.context["table"].note == note
    assert browser.post(at("undo_coding", last.pk)).status_code == 409


def test_the_table_is_of_one_places_team(valid_html: ValidHtml) -> None:
    round = a_round()
    said = a_conversation(round, street=a_street(round.place))
    a_theme(round.place)
    coding = coded(a_conversation(round), "Play")
    pages = [at("coding", round.ref), at("code", said.pk), at("undo_coding", coding.pk)]
    for who in (an_organiser(a_place("Elm Park")), someone("Sam"), None):
        for address in pages:
            assert browser_of(who).post(address).status_code == 404
    valid_html(browser_of(an_organiser(round.place)).get(pages[0]))
    valid_html(browser_of(an_organiser(round.place)).post(pages[1]))


def test_who_has_left_the_team_codes_no_more() -> None:
    said = a_conversation()
    a_theme(said.place)
    by = an_organiser(said.place)
    browser = browser_of(by)
    by.is_active = False
    by.save()
    assert browser.post(at("code", said.pk), {"none": "yes"}).status_code == 404


def test_the_table_asks_the_database_as_often_for_one_note_as_for_many() -> None:
    round = a_round()
    by = an_organiser(round.place)
    browser = browser_of(by)

    def n_queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(reverse("organising:coding", args=[round.ref])).status_code == 200
        return len(asked)

    def more(number: int) -> None:
        coded(a_conversation(round, f"Swings {number}"), f"Theme {number % 9}")
        a_conversation(round, f"Slides {number}")

    more(0)
    few = n_queries()
    for number in range(1, 15):
        more(number)
    assert n_queries() == few <= 20


@pytest.mark.parametrize("strange", ["x" * 5000, "é", "'; --"])
def test_a_strange_address_is_the_table_from_its_beginning(strange: str) -> None:
    round = a_round()
    said = a_conversation(round)
    a_theme(round.place)
    page = browser_of(an_organiser(round.place)).get(at("coding", round.ref), {"after": strange})
    assert page.status_code == 200
    assert page.context["table"].note == said
