"""Two who read the same notes: what is shown of it, when, to whom; and how they settle it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.kernel import clock
from folkmoot.organising import queries
from folkmoot.organising.models import Coding, ListeningRound
from folkmoot.organising.tests.makers import (
    LATER,
    a_conversation,
    a_place,
    a_round,
    a_theme,
    an_organiser,
    at,
    coded,
    someone,
)
from folkmoot.people.models import Account
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def two(round: ListeningRound) -> tuple[Account, Account]:
    return an_organiser(round.place), an_organiser(round.place, "Percy")


def read_by_both(round: ListeningRound, words: str, first: str, second: str) -> object:
    """A note both have read; each found one theme, or none."""
    note = a_conversation(round, words)
    for who, name in zip(two(round), (first, second), strict=True):
        coded(note, *([name] if name else []), by=who)
    return note


def test_nothing_is_shown_before_both_have_read_a_note() -> None:
    round = a_round()
    olive, percy = two(round)
    note = a_conversation(round, "The swings are broken.")
    coded(note, "Play", by=olive)
    page = browser_of(percy).get(at("agreement", round.ref)).content.decode()
    assert "Nobody has read the same notes yet" in page
    assert "swings" not in page
    assert queries.difference_in(note) is None
    answer = browser_of(percy).get(at("settle", note.pk))
    assert answer.status_code == 409
    assert "It takes two" in answer.content.decode()
    assert "Play" not in answer.content.decode()


def test_where_two_differ_stands_side_by_side_and_the_figures_in_words() -> None:
    round = a_round()
    read_by_both(round, "The swings are broken.", "Play", "Dogs")
    read_by_both(round, "Dogs on the swings.", "Dogs", "Dogs")
    read_by_both(round, "Lovely here.", "", "")
    found = queries.agreement_page(round)
    assert found.compared.n_notes == 3
    by_name = {each.theme.name: each for each in found.compared.themes}
    assert (by_name["Dogs"].n_both, by_name["Dogs"].n_one) == (1, 1)
    assert by_name["Play"].alike.words == "not read alike yet"
    [difference] = found.differences
    assert [[theme.name for theme in each.themes] for each in difference.findings] == [
        ["Play"],
        ["Dogs"],
    ]
    page = browser_of(two(round)[0]).get(at("agreement", round.ref)).content.decode()
    assert "fewer than ten notes" in page
    assert "Olive of Wren" in page


def test_a_difference_is_settled_on_its_page_and_leaves_the_list(valid_html: ValidHtml) -> None:
    round = a_round()
    read_by_both(round, "The swings are broken.", "Play", "Dogs")
    note = queries.agreement_page(round).differences[0].note
    olive, percy = two(round)
    browser = browser_of(percy)
    valid_html(browser.get(at("agreement", round.ref)))
    valid_html(browser.get(at("settle", note.pk)))
    nothing = browser.post(at("settle", note.pk), {})
    assert nothing.status_code == 422
    assert "Tick at least one theme" in nothing.content.decode()
    strange = browser.post(at("settle", note.pk), {"themes": ["swings"]})
    assert strange.status_code == 422
    play = a_theme(round.place, "Play")
    assert browser.post(at("settle", note.pk), {"themes": [str(play.pk)]}).status_code == 302
    settled = Coding.objects.settled().get()
    assert {settled.coder, settled.settled_with} == {olive, percy}
    found = queries.agreement_page(round)
    assert found.differences == []
    assert found.n_settled == 1
    assert found.compared.n_notes == 1


def test_what_both_found_is_ticked_already() -> None:
    round = a_round()
    note = a_conversation(round, "Dogs on the swings.")
    olive, percy = two(round)
    coded(note, "Play", "Dogs", by=olive)
    coded(note, "Dogs", by=percy)
    form = browser_of(olive).get(at("settle", note.pk)).context["form"]
    assert form["themes"].value() == [str(a_theme(round.place, "Dogs").pk)]


def test_only_the_two_who_read_it_settle_it() -> None:
    round = a_round()
    read_by_both(round, "The swings are broken.", "Play", "Dogs")
    note = queries.agreement_page(round).differences[0].note
    quinn = an_organiser(round.place, "Quinn")
    answer = browser_of(quinn).post(at("settle", note.pk), {"none": "yes"})
    assert answer.status_code == 409
    assert not Coding.objects.settled().exists()


def test_another_places_team_finds_no_agreement_here() -> None:
    round = a_round()
    read_by_both(round, "The swings are broken.", "Play", "Dogs")
    note = queries.agreement_page(round).differences[0].note
    for who in (an_organiser(a_place("Elm Park")), someone("Sam"), None):
        assert browser_of(who).get(at("agreement", round.ref)).status_code == 404
        assert browser_of(who).post(at("settle", note.pk), {"none": "yes"}).status_code == 404


def test_agreement_asks_the_database_as_often_for_two_notes_as_for_twenty() -> None:
    round = a_round()
    browser = browser_of(two(round)[0])

    def n_queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(at("agreement", round.ref)).status_code == 200
        return len(asked)

    for number in range(2):
        read_by_both(round, f"Note {number}", "Play", "Dogs")
    few = n_queries()
    for number in range(2, 20):
        read_by_both(round, f"Note {number}", "Play", "Dogs")
    assert n_queries() == few
