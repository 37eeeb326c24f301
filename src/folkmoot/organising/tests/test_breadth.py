"""Themes count by how many different streets raise them, and nobody is found in the counts."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from folkmoot.kernel import clock
from folkmoot.organising import actions, queries
from folkmoot.organising.analysis.breadth import ThemeBreadth
from folkmoot.organising.models import Conversation, ListeningRound
from folkmoot.organising.tests.makers import (
    LATER,
    a_conversation,
    a_group,
    a_place,
    a_round,
    a_street,
    a_theme,
    an_organiser,
    at,
    coded,
    someone,
)
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db
STREETS = ("Mill Lane", "Canal Side", "Hill Top", "Tenter Street", "Weavers' Row", "Station Road")


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def raised(round: ListeningRound, theme: str, *streets: str, group: str = "") -> list[Conversation]:
    """A theme raised once on each of these streets."""
    place = round.place
    groups = [a_group(place, group)] if group else []
    notes = [a_conversation(round, street=a_street(place, name), groups=groups) for name in streets]
    for note in notes:
        coded(note, theme)
    return notes


def breadth(round: ListeningRound) -> dict[str, ThemeBreadth]:
    return {each.name: each for each in queries.breadth_of(round).themes}


def test_a_theme_of_many_streets_comes_before_one_that_is_loud_on_one() -> None:
    round = a_round()
    raised(round, "Parking", *["Mill Lane"] * 9)
    raised(round, "Play", *STREETS, group="Under 25")
    found = queries.breadth_of(round)
    assert [each.name for each in found.themes] == ["Play", "Parking"]
    play, parking = found.themes
    assert (play.n_streets, play.n_groups, play.n_conversations) == (6, 1, 6)
    assert (parking.n_streets, parking.n_groups, parking.n_conversations) == (1, 0, 9)
    assert found.broadest == "Play"
    assert (found.reach.n_streets_heard, found.n_streets) == (6, 6)


def test_two_themes_that_are_level_are_both_named() -> None:
    round = a_round()
    raised(round, "Play", *STREETS, group="Under 25")
    raised(round, "Buses", *STREETS)
    assert queries.breadth_of(round).broadest == "Play and Buses"


def test_few_conversations_are_told_as_few_and_their_streets_not_at_all() -> None:
    round = a_round()
    raised(round, "Play", *STREETS)
    raised(round, "Buses", *STREETS, *STREETS)
    raised(round, "Debt", *STREETS[:3])
    found = breadth(round)
    debt = found["Debt"]
    assert debt.conversations == "fewer than 5"
    assert (debt.n_conversations, debt.n_streets, debt.n_groups) == (None, None, None)
    assert found["Play"].conversations == "not shown"  # or the rest would be what Debt has
    assert found["Play"].n_streets is None
    assert found["Buses"].conversations == "12"


def test_the_order_of_what_is_not_told_tells_nothing() -> None:
    round = a_round()
    raised(round, "Noise", *STREETS[:4])
    raised(round, "Debt", *STREETS[:1])
    raised(round, "Damp", *STREETS[:2])
    a_theme(round.place, "Buses")
    raised(round, "Play", *STREETS)
    names = [each.name for each in queries.breadth_of(round).themes]
    assert names == ["Play", "Damp", "Debt", "Noise", "Buses"]


def test_of_two_who_differ_only_what_both_found_counts_until_they_have_settled_it() -> None:
    round = a_round()
    percy = an_organiser(round.place, "Percy")
    notes = raised(round, "Play", *STREETS)
    coded(notes[0], "Play", "Dogs", by=percy)
    coded(notes[1], "Dogs", by=percy)
    found = queries.breadth_of(round)
    assert found.n_unsettled == 2
    assert {each.name: each.n_conversations for each in found.themes} == {"Play": 5, "Dogs": 0}
    both = [a_theme(round.place, "Play"), a_theme(round.place, "Dogs")]
    actions.settle_note(conversation=notes[1], themes=both, by=percy, at=LATER)
    found = queries.breadth_of(round)
    assert found.n_unsettled == 1
    assert {each.name: each.conversations for each in found.themes} == {
        "Play": "not shown",
        "Dogs": "fewer than 5",
    }


def test_a_note_that_was_put_right_is_read_again_and_one_taken_back_still_counts() -> None:
    round = a_round()
    notes = raised(round, "Play", *STREETS)
    actions.withdraw_words(conversation=notes[0], by=None, at=LATER)
    assert breadth(round)["Play"].n_conversations == 6
    a_conversation(round, "No, the slide.", amends=notes[1])
    found = queries.breadth_of(round)
    assert found.themes[0].n_conversations == 5
    assert found.n_left == 1


def test_breadth_is_of_one_round_of_one_place() -> None:
    here, there = a_round(), a_round(a_place("Elm Park"))
    raised(here, "Play", *STREETS)
    raised(there, "Play", *STREETS, *STREETS)
    assert breadth(here)["Play"].n_conversations == 6
    assert queries.breadth_of(a_round(here.place)).n_read == 0


def test_breadth_is_read_by_the_team_alone(valid_html: ValidHtml) -> None:
    round = a_round()
    mine = browser_of(an_organiser(round.place))
    valid_html(mine.get(at("breadth", round.ref)))
    raised(round, "Play", *STREETS, group="Under 25")
    raised(round, "Buses", *["Mill Lane"] * 6)
    page = mine.get(at("breadth", round.ref))
    valid_html(page)
    assert "Raised in most streets: Play" in page.content.decode()
    for who in (an_organiser(a_place("Elm Park")), someone("Sam"), None):
        assert browser_of(who).get(at("breadth", round.ref)).status_code == 404


def test_breadth_asks_the_database_as_often_for_six_notes_as_for_sixty() -> None:
    round = a_round()

    def n_queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            queries.breadth_of(round)
        return len(asked)

    raised(round, "Play", *STREETS[:2])
    few = n_queries()
    for number in range(4):
        raised(round, f"Theme {number}", *STREETS)
    assert n_queries() == few <= 8


def test_the_file_tells_no_more_than_the_page_and_holds_no_formula() -> None:
    round = a_round()
    raised(round, "Play", *STREETS)
    raised(round, "=Buses", *STREETS, *STREETS)
    raised(round, "Debt", *STREETS[:3])
    page = reverse("organising:breadth_file", args=[round.ref])
    answer = browser_of(an_organiser(round.place)).get(page)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["theme"], row["streets"], row["conversations"]) for row in rows] == [
        ("'=Buses", "6", "12"),
        ("Debt", "not shown", "fewer than 5"),
        ("Play", "not shown", "not shown"),
    ]
    assert browser_of(an_organiser(a_place("Elm Park"))).get(page).status_code == 404
    assert browser_of().get(page).status_code in {403, 404}
