"""Setting limits over the web, and reading them before one votes."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.deciding.models import Decision, Stage
from folkmoot.deciding.tests.crew import EVERYTHING, run, someone
from folkmoot.deciding.tests.limits import NORTH, SQUARE, a_limit, opened_with_limits
from folkmoot.deciding.tests.makers import a_code, a_decision, a_place
from folkmoot.kernel.access.roles import CONVENOR, ROLL_KEEPER
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db
ASKED = {
    "name": "The square",
    "options": ["1", "2"],
    "most_options": "1",
    "because": "There is one square.",
}


def convenor_of(place: Place) -> Client:
    return browser_of(someone(place, CONVENOR))


def test_a_convenor_sets_changes_and_removes_a_limit() -> None:
    decision = a_decision()
    browser = convenor_of(decision.place)
    browser.post(run(decision, "limits"), ASKED)
    limit = decision.limits.get()
    assert (limit.most_options, limit.most_pence, limit.options.count()) == (1, None, 2)
    changed = ASKED | {"options": ["1", "2", "4"], "most_options": "", "most_pence": "£50"}
    browser.post(run(decision, "limit", limit.pk), changed)
    limit.refresh_from_db()
    assert (limit.most_options, limit.most_pence, limit.options.count()) == (None, 50_00, 3)
    shown = browser.get(run(decision, "limits")).content.decode()
    assert "At most £50 can go to “The square”." in shown
    browser.post(run(decision, "remove_limit", limit.pk))
    assert not decision.limits.exists()


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"most_options": "2"}, "most_options", "so this changes nothing"),
        ({"most_pence": "ten pounds"}, "most_pence", "Write a sum of money in figures"),
        ({"most_options": "", "most_pence": "20"}, "most_pence", "“Option 1” alone costs £30"),
        ({"most_options": "none"}, "most_options", "in figures"),
        ({"options": []}, "options", "at least one"),
        ({"options": ["1", "99"]}, "options", ""),
        ({"name": "parks"}, "name", "There is a limit with this name already"),
        ({"because": ""}, "because", ""),
    ],
)
def test_a_wrong_answer_is_told_beside_the_field_and_what_was_typed_is_kept(
    given: dict[str, object], field: str, sentence: str, valid_html: ValidHtml
) -> None:
    decision = a_decision()
    a_limit(decision, 3, 4, name="Parks")
    answer = convenor_of(decision.place).post(run(decision, "limits"), ASKED | given)
    assert answer.status_code == 422
    tree = valid_html(answer)
    told = tree.find(f".//*[@id='id_{field}-error']")
    assert told is not None
    assert sentence in "".join(told.itertext())
    assert str((ASKED | given)["name"]) in answer.content.decode()
    assert decision.limits.count() == 1


def test_a_limit_is_found_only_in_its_own_decision() -> None:
    decision, other = a_decision(), a_decision()
    limit = a_limit(decision, 1, 2)
    both = someone(decision.place, CONVENOR)
    browser = browser_of(both)
    stranger = convenor_of(other.place)
    assert stranger.get(run(other, "limit", limit.pk)).status_code == 404
    assert stranger.post(run(other, "remove_limit", limit.pk)).status_code == 404
    assert stranger.get(run(decision, "limits")).status_code in {403, 404}
    assert browser.get(run(decision, "limit", limit.pk)).status_code == 200
    keeper = browser_of(someone(decision.place, ROLL_KEEPER))
    assert keeper.post(run(decision, "limits"), ASKED).status_code == 403
    assert decision.limits.count() == 1


def test_once_open_the_limits_are_read_and_not_changed(valid_html: ValidHtml) -> None:
    decision = opened_with_limits(SQUARE, NORTH)
    browser = convenor_of(decision.place)
    page = browser.get(run(decision, "limits"))
    valid_html(page)
    assert "Everything was fixed when voting opened." in page.content.decode()
    limit = decision.limits.first()
    assert limit is not None
    assert browser.post(run(decision, "limit", limit.pk), ASKED).status_code == 422
    assert browser.post(run(decision, "remove_limit", limit.pk)).status_code == 409
    assert decision.limits.count() == 2


def test_the_list_of_limits_takes_as_many_queries_for_six_as_for_two() -> None:
    few, many = a_decision(), a_decision()
    for decision, n_limits in ((few, 2), (many, 6)):
        for number in range(n_limits):
            a_limit(decision, 1, 2, name=f"Limit {number}")

    def queries(decision: Decision, page: str) -> int:
        browser = browser_of(someone(decision.place, *EVERYTHING))
        browser.get(run(decision))
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(run(decision, page)).status_code == 200
        return len(asked)

    for page in ("limits", "open", "ballot_paper"):
        assert queries(few, page) == queries(many, page), page


def test_voters_read_the_limits_before_they_choose(client: Client, valid_html: ValidHtml) -> None:
    decision = opened_with_limits(SQUARE)
    said = "Of all options for “The square”, only one can be funded."
    page = client.get(f"/decisions/{decision.ref}/")
    valid_html(page)
    assert said in page.content.decode()
    client.post(f"/decisions/{decision.ref}/vote/", {"code": a_code(decision)[1]})
    ballot = client.get(f"/decisions/{decision.ref}/ballot/")
    valid_html(ballot)
    assert said in ballot.content.decode()
    assert "You may choose any of them" in ballot.content.decode()
    paper = browser_of(someone(decision.place, *EVERYTHING)).get(run(decision, "ballot_paper"))
    assert said in paper.content.decode()


def test_a_place_without_limits_reads_nothing_about_them(client: Client) -> None:
    decision = a_decision(place=a_place(), stage=Stage.OPEN)
    assert "funded together" not in client.get(f"/decisions/{decision.ref}/").content.decode()


def test_the_settings_before_opening_say_the_limits() -> None:
    decision = a_decision()
    a_limit(decision, 1, 2)
    page = browser_of(someone(decision.place, *EVERYTHING)).get(run(decision, "open"))
    assert "Limit: The square" in page.content.decode()
