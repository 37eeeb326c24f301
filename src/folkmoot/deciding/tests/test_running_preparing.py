"""Preparing a decision over the web."""

import pytest
from django.urls import reverse

from folkmoot.deciding import actions
from folkmoot.deciding.models import Completion, Decision, Stage
from folkmoot.deciding.tests.crew import run, someone
from folkmoot.deciding.tests.makers import NOON, a_decision, a_place
from folkmoot.kernel.access.roles import CONVENOR
from folkmoot.kernel.rules import Refused
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

USUAL = {
    "title": "Spring fund",
    "budget_pence": "1,000",
    "ballot_type": "APPROVAL",
    "min_choices": "1",
    "rule_family": "equal-shares",
    "satisfaction": "cost",
    "completion": "comparison",
    "increment_pence": "1",
    "minimum_votes": "0",
    "ways": ["by_code", "in_person"],
    "minimum_age": "11",
    "keys_needed": "2",
}


def convene(place: Place, **changed: object) -> object:
    browser = browser_of(someone(place, CONVENOR))
    address = reverse("deciding:new_decision", args=[place.slug])
    return browser.post(address, USUAL | changed)


def test_a_convenor_begins_a_decision_and_is_led_to_its_options() -> None:
    place = a_place()
    answer = convene(place)
    decision = Decision.objects.get(place=place)
    assert answer.url == run(decision, "options")  # type: ignore[attr-defined]
    assert (decision.budget_pence, decision.completion) == (1_000_00, Completion.COMPARISON)
    assert (decision.by_code, decision.by_roll, decision.in_person) == (True, False, True)


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"ways": []}, "ways", "Choose at least one answer"),
        ({"min_choices": "3", "max_choices": "2"}, "max_choices", "cannot be fewer"),
        ({"satisfaction": "points"}, "satisfaction", "needs a ballot with points"),
        (
            {"ballot_type": "POINTS", "points_total": "5", "points_most": "9"},
            "points_most",
            "cannot be more than all the points",
        ),
        ({"keys_needed": "1"}, "keys_needed", "2 or more"),
    ],
)
def test_settings_that_do_not_fit_are_told_beside_the_field(
    changed: dict[str, object], field: str, sentence: str, valid_html: ValidHtml
) -> None:
    answer = convene(a_place(), **changed)
    assert sentence in answer.context["form"].errors[field][0]  # type: ignore[attr-defined]
    assert "Spring fund" in answer.content.decode()  # type: ignore[attr-defined]
    valid_html(answer)


def test_another_rule_needs_no_answers_about_equal_shares() -> None:
    place = a_place()
    convene(place, rule_family="greedy", completion="add1", satisfaction="points")
    assert Decision.objects.get(place=place).completion == Completion.NONE


def test_options_are_added_changed_moved_and_removed_in_a_draft() -> None:
    place = a_place()
    decision = a_decision(place=place, costs=(10_00, 20_00))
    browser = browser_of(someone(place, CONVENOR))
    browser.post(run(decision, "options"), {"title": "A bench", "cost_pence": "5"})
    browser.post(run(decision, "option", 1), {"title": "A swing", "cost_pence": "11"})
    browser.post(run(decision, "move_option", 3), {"to": "up"})
    browser.post(run(decision, "remove_option", 1))
    listed = [(o.number, o.title, o.cost_pence) for o in decision.options.all()]
    assert listed == [(1, "A bench", 5_00), (2, "Option 2", 20_00)]


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"title": "OPTION 1", "cost_pence": "5"}, "title", "an option with this name already"),
        ({"title": "A bridge", "cost_pence": "5,000"}, "cost_pence", "could never be paid for"),
        ({"title": "A bridge", "cost_pence": "-5"}, "cost_pence", "or more"),
    ],
)
def test_an_option_that_cannot_stand_is_told_beside_the_field(
    given: dict[str, str], field: str, sentence: str, valid_html: ValidHtml
) -> None:
    place = a_place()
    decision = a_decision(place=place)
    n_before = decision.options.count()
    answer = browser_of(someone(place, CONVENOR)).post(run(decision, "options"), given)
    tree = valid_html(answer)
    told = tree.find(f".//*[@id='id_{field}-error']")
    assert told is not None
    assert sentence in "".join(told.itertext())
    assert decision.options.count() == n_before


def test_an_option_keeps_its_own_name_when_it_is_changed() -> None:
    place = a_place()
    decision = a_decision(place=place)
    answer = browser_of(someone(place, CONVENOR)).post(
        run(decision, "option", 1), {"title": "Option 1", "cost_pence": "5"}
    )
    assert answer["Location"] == run(decision, "options")


def test_once_open_no_option_can_be_added_or_moved() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN)
    browser = browser_of(someone(place, CONVENOR))
    added = browser.post(run(decision, "options"), {"title": "Late", "cost_pence": "5"})
    moved = browser.post(run(decision, "move_option", 2), {"to": "up"})
    assert (added.status_code, moved.status_code) == (422, 409)
    assert decision.options.count() == 4


def test_the_first_option_does_not_move_up() -> None:
    decision = a_decision()
    with pytest.raises(Refused, match="at the end of the list"):
        actions.move_option(option=decision.options.get(number=1), up=True, by=None, at=NOON)


def test_the_ballot_paper_can_be_printed_before_opening() -> None:
    place = a_place()
    decision = a_decision(place=place, max_choices=2)
    page = browser_of(someone(place, CONVENOR)).get(run(decision, "ballot_paper"))
    assert "Tick from 1 to 2 options." in page.content.decode()
