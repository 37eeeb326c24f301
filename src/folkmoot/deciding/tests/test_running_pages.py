"""Every page of the run, at every stage: sound, and as many queries for many rows as for one."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.deciding import actions
from folkmoot.deciding.models import Channel, Decision, Stage, Way
from folkmoot.deciding.tests.crew import EVERYTHING, run, someone
from folkmoot.deciding.tests.makers import (
    NOON,
    PASSPHRASE,
    a_code,
    a_counting_officer,
    a_decision,
    a_place,
    a_vote,
    an_account,
    close_and_count,
)
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db

PAGES = (
    "",
    "settings",
    "options",
    "limits",
    "ballot_paper",
    "officers",
    "passphrase",
    "roll",
    "roll_load",
    "codes",
    "doubtful",
    "open",
    "close",
    "call_off",
    "strike_out",
    "help",
    "claim",
    "hall",
    "sheet",
    "check_in",
    "paper",
    "reconcile",
    "count",
)
LISTS = ("", "options", "limits", "officers", "roll", "doubtful", "sheet", "paper", "reconcile")


def at_stage(stage: Stage, place: Place) -> Decision:
    ways: dict[str, Any] = {"by_postcode": True, "by_roll": True, "veto_grounds": "It is unsafe."}
    if stage not in {Stage.COUNTED, Stage.PUBLISHED}:
        decision = a_decision(place=place, stage=stage, **ways)
    else:
        decision = a_decision(place=place, stage=Stage.OPEN, **ways)
        a_vote(decision, 1, 2)
        close_and_count(decision, publish=stage == Stage.PUBLISHED)
    return Decision.objects.get(pk=decision.pk)


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.OPEN, Stage.CLOSED, Stage.PUBLISHED])
def test_every_page_is_sound_at_every_stage(stage: Stage, valid_html: ValidHtml) -> None:
    place = a_place()
    decision = at_stage(stage, place)
    browser = browser_of(someone(place, *EVERYTHING))
    for page in PAGES:
        answer = browser.get(run(decision, page), follow=True)
        assert answer.status_code == 200, page
        valid_html(answer)


def test_the_summary_of_the_count_is_sound(valid_html: ValidHtml) -> None:
    place = a_place()
    browser = browser_of(someone(place, *EVERYTHING))
    decision = at_stage(Stage.COUNTED, place)
    for page in ("", "look", "publish"):
        valid_html(browser.get(run(decision, page)))


def filled(place: Place, rows: int) -> Decision:
    """A decision with so many of everything that is listed."""
    decision = a_decision(
        place=place, stage=Stage.OPEN, costs=(30_00,) * rows, by_postcode=True, by_roll=True
    )
    for number in range(rows):
        claimed = actions.claim_by_postcode(
            decision=decision,
            name=f"Person {number}",
            address="1 Mill Street",
            postcode="AB1 2CD",
            doubt="Nobody could look it up.",
            by=None,
            at=NOON,
        )
        actions.cast_ballot(entry=claimed, choices={1: 1}, channel=Channel.PHONE, by=None, at=NOON)
        actions.make_codes(
            decision=decision, n_codes=1, label=f"Batch {number}", way=Way.LETTER, by=None, at=NOON
        )
    one, other = an_account("Ann"), an_account("Bob")
    papers = actions.register_papers(decision=decision, n_papers=rows, by=None, at=NOON)
    for paper in papers:
        for typist, choices in ((one, {1: 1}), (other, {})):
            actions.type_paper(
                paper=paper, choices=choices, is_spoilt=not choices, by=typist, at=NOON
            )
    return decision


def queries_of(page: str, decision: Decision, place: Place) -> int:
    browser = browser_of(someone(place, *EVERYTHING))
    browser.get(run(decision))  # so that the session is there already
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert browser.get(run(decision, page)).status_code == 200
    return len(asked)


def test_many_rows_take_as_many_queries_as_two() -> None:
    place = a_place()
    few, many = filled(place, 2), filled(place, 25)
    for page in LISTS:
        assert queries_of(page, few, place) == queries_of(page, many, place), page


def test_the_run_page_names_who_it_waits_on_and_gives_one_next_step() -> None:
    place = a_place()
    decision = a_decision(place=place)
    convenor = someone(place, EVERYTHING[0], name="Cleo")
    helper = someone(place, EVERYTHING[2], name="Hal")

    to_convenor = browser_of(convenor).get(run(decision)).content.decode()
    to_helper = browser_of(helper).get(run(decision)).content.decode()

    assert "See the counting officers" in to_convenor
    assert "See the counting officers" not in to_helper
    assert "This waits on Cleo." in to_helper


@pytest.mark.parametrize(
    "stage", [Stage.DRAFT, Stage.OPEN, Stage.CLOSED, Stage.COUNTED, Stage.PUBLISHED]
)
def test_no_step_leads_to_a_refusal_and_each_that_is_shut_says_why(
    stage: Stage, valid_html: ValidHtml
) -> None:
    place = a_place()
    decision = at_stage(stage, place)
    browser = browser_of(someone(place, *EVERYTHING))
    steps = [
        each
        for each in valid_html(browser.get(run(decision))).iter("li")
        if "stations__one" in each.get("class", "")
    ]
    assert len(steps) == 10
    for step in steps:
        words = " ".join("".join(step.itertext()).split())
        for link in step.iter("a"):
            answer = browser.get(str(link.get("href")), follow=True)
            assert answer.status_code == 200, words
            if "Later" in words:
                assert "door__why" not in answer.content.decode() or stage == Stage.DRAFT, words
        if "Later" in words and not list(step.iter("a")):
            reasons = [each for each in step.iter("p") if each.get("class") == "stations__why-not"]
            assert reasons, words


def test_before_opening_the_steps_of_voting_and_counting_are_shut() -> None:
    place = a_place()
    decision = a_decision(place=place)
    page = browser_of(someone(place, *EVERYTHING)).get(run(decision)).content.decode()
    assert page.count("Voting has not opened yet.") == 6
    for step in ("help", "close", "reconcile", "count", "look", "publish"):
        assert f'"{run(decision, step)}"' not in page.split("All the steps")[1].split("</ol>")[0]


def test_a_called_off_decision_says_why_and_has_no_next_step() -> None:
    place = a_place()
    decision = a_decision(place=place)
    actions.abandon_decision(decision=decision, because="The money is gone.", by=None, at=NOON)
    page = browser_of(someone(place, *EVERYTHING)).get(run(decision)).content.decode()
    assert "The money is gone." in page
    assert "stations__one" not in page


def test_an_entry_is_found_by_its_number_only_in_its_own_decision() -> None:
    place = a_place()
    decision, other = a_decision(place=place), a_decision(place=place)
    a_code(decision), a_code(other)
    entry, _ = a_code(decision)
    browser = browser_of(someone(place, *EVERYTHING))
    assert (
        b"One-time code in a letter"
        in browser.get(run(decision, "roll"), {"number": str(entry.number)}).content
    )
    assert (
        b"Not on the roll" in browser.get(run(other, "roll"), {"number": str(entry.number)}).content
    )


def test_once_counted_the_next_step_is_the_convenors() -> None:
    place = a_place()
    decision = at_stage(Stage.COUNTED, place)
    page = browser_of(someone(place, EVERYTHING[0])).get(run(decision)).content.decode()
    assert "Publish the result" in page


def test_the_run_page_names_the_officers_whose_passphrase_is_missing() -> None:
    place = a_place()
    decision = a_decision(place=place)
    for name in ("Ada", "Bea"):
        officer = actions.name_counting_officer(
            decision=decision, account=a_counting_officer(place, name), by=None, at=NOON
        )
    actions.set_passphrase(officer=officer, passphrase=PASSPHRASE, by=officer.account, at=NOON)
    page = browser_of(someone(place, EVERYTHING[0])).get(run(decision)).content.decode()
    assert "Waits on Ada." in page
