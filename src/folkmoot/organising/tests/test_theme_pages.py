"""The pages of the code book: of one place's team, and nobody else's."""

import pytest

from folkmoot.kernel import clock
from folkmoot.organising.models import Theme
from folkmoot.organising.tests.makers import (
    LATER,
    a_place,
    a_theme,
    an_organiser,
    at,
    someone,
)
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def test_the_code_book_is_read_and_kept_by_the_team_alone(valid_html: ValidHtml) -> None:
    here, there = a_place(), a_place("Elm Park")
    theme = a_theme(here, "Play", belongs_not="Youth clubs.")
    in_place = [at("code_book", here.slug), at("add_theme", here.slug)]
    of_theme = [at(page, theme.pk) for page in ("change_theme", "retire_theme", "reopen_theme")]
    for who in (an_organiser(there), someone("Sam"), None):
        for address in in_place:
            assert browser_of(who).get(address).status_code == 403
        for address in of_theme:
            assert browser_of(who).post(address).status_code == 404
    for address in [*in_place, of_theme[0]]:
        valid_html(browser_of(an_organiser(here)).get(address))


def test_a_theme_is_added_put_more_clearly_retired_and_brought_back_on_its_pages() -> None:
    place = a_place()
    browser = browser_of(an_organiser(place))
    sent = {"name": "Play", "belongs": "Swings, slides.", "belongs_not": "Youth clubs."}
    assert browser.post(at("add_theme", place.slug), sent).status_code == 302
    theme = Theme.objects.get()
    page = browser.get(at("code_book", place.slug)).content.decode()
    assert "Swings, slides." in page
    assert "<kbd>1</kbd>" in page
    browser.post(at("change_theme", theme.pk), sent | {"name": "Play and swings"})
    browser.post(at("retire_theme", theme.pk))
    theme.refresh_from_db()
    assert (theme.name, theme.retired_at) == ("Play and swings", LATER)
    browser.post(at("reopen_theme", theme.pk))
    theme.refresh_from_db()
    assert theme.retired_at is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "What is the theme called"),
        ({"belongs": " "}, "What belongs to it"),
        ({"belongs": "x" * 501}, "500"),
        ({"name": "dogs"}, "“dogs” is in the code book already."),
    ],
)
def test_a_theme_that_cannot_be_says_why_and_keeps_what_was_typed(
    wrong: dict[str, str], sentence: str
) -> None:
    place = a_place()
    a_theme(place, "Dogs")
    sent = {"name": "Play", "belongs": "Swings.", "belongs_not": "Kept as typed"} | wrong
    answer = browser_of(an_organiser(place)).post(at("add_theme", place.slug), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Kept as typed" in page
    assert Theme.objects.count() == 1
