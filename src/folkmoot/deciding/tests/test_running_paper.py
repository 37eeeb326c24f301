"""Paper ballots: checked in, numbered, typed by two people apart, settled together."""

from typing import Any

import pytest
from django.test import Client

from folkmoot.deciding import actions, codes
from folkmoot.deciding.models import Channel, Decision, Envelope, PaperBallot, Stage
from folkmoot.deciding.rolls import RollLine
from folkmoot.deciding.tests.crew import run, someone
from folkmoot.deciding.tests.makers import NOON, a_code, a_decision, a_place, close
from folkmoot.kernel.access.roles import POLLING_HELPER
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def two_typists(place: Place) -> tuple[Client, Client]:
    return (
        browser_of(someone(place, POLLING_HELPER, name="Ann")),
        browser_of(someone(place, POLLING_HELPER, name="Bob")),
    )


def papers(decision: Decision, number: int = 1) -> list[PaperBallot]:
    return actions.register_papers(decision=decision, n_papers=number, by=None, at=NOON)


def test_an_envelope_is_checked_in_by_the_code_of_its_letter() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN)
    ann, _ = two_typists(place)
    _, code = a_code(decision)
    ann.post(run(decision, "check_in"), {"code": codes.printed(code)})
    assert decision.roll.filter(channel=Channel.PAPER).count() == 1


def test_a_guessed_number_takes_nobodys_vote_away(valid_html: ValidHtml) -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN)
    ann, _ = two_typists(place)
    entry, _ = a_code(decision)
    answer = ann.post(run(decision, "check_in"), {"code": str(entry.number)})
    valid_html(answer)
    assert answer.status_code == 409
    assert "The number alone is not enough." in answer.content.decode()
    assert not decision.roll.filter(channel=Channel.PAPER).exists()
    actions.cast_ballot(entry=entry, choices={1: 1}, channel=Channel.WEB, by=None, at=NOON)


def test_who_was_sent_no_code_is_checked_in_by_their_line_of_the_roll() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN, by_roll=True)
    ann, _ = two_typists(place)
    dai = RollLine(name="Dai Jones", postcode="AB1 2CD", roll_number="17")
    actions.load_roll(decision=decision, lines=[dai], by=None, at=NOON)
    line = decision.roll.get()
    ann.post(run(decision, "check_in"), {"code": str(line.number)})
    line.refresh_from_db()
    assert line.channel == Channel.PAPER


def test_an_envelope_is_put_aside_when_a_vote_came_in_already(valid_html: ValidHtml) -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN)
    entry, code = a_code(decision)
    actions.cast_ballot(entry=entry, choices={1: 1}, channel=Channel.WEB, by=None, at=NOON)
    ann, _ = two_typists(place)
    answer = ann.post(run(decision, "check_in"), {"code": code})
    valid_html(answer)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Put this envelope aside" in page
    assert "(on the web)" in page
    assert code not in page


def test_an_envelope_nobody_sent_is_put_aside() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN)
    ann, _ = two_typists(place)
    page = ann.post(run(decision, "check_in"), {"code": "99"}).content.decode()
    assert "Nobody on the roll has that code or number" in page


def test_papers_that_were_mixed_get_numbers() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN)
    ann, _ = two_typists(place)
    ann.post(run(decision, "number"), {"n_papers": "3"})
    page = ann.post(run(decision, "number"), {"n_papers": "2"}, follow=True).content.decode()
    assert "Write the numbers 4 to 5 on them." in page


def test_two_people_who_read_the_same_seal_the_paper_and_it_is_forgotten() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN)
    (paper,) = papers(decision)
    ann, bob = two_typists(place)
    ann.post(run(decision, "type_one", 1), {"numbers": "3 1"})
    bob.post(run(decision, "type_one", 1), {"ticked": ["1", "3"]})
    paper.refresh_from_db()
    assert paper.is_sealed
    assert (paper.typings.count(), Envelope.objects.filter(entry=None).count()) == (0, 1)


def test_the_second_typist_does_not_see_what_the_first_read() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN)
    papers(decision)
    ann, bob = two_typists(place)
    before = bob.get(run(decision, "type_one", 1)).content
    ann.post(run(decision, "type_one", 1), {"numbers": "2 4"})
    after = bob.get(run(decision, "type_one", 1)).content

    def without_token(page: bytes) -> list[bytes]:
        return [line for line in page.splitlines() if b"csrf" not in line]

    assert without_token(before) == without_token(after)
    peeking = bob.get(run(decision, "settle_paper", 1))
    assert peeking.status_code == 409
    assert "Two people must type this paper first." in peeking.content.decode()


def test_nobody_types_the_same_paper_twice() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN)
    papers(decision)
    ann, _ = two_typists(place)
    ann.post(run(decision, "type_one", 1), {"numbers": "1"})
    again = ann.post(run(decision, "type_one", 1), {"numbers": "1"})
    assert again.status_code == 409
    assert "somebody else must type it" in again.content.decode()


def test_enter_leads_from_paper_to_paper_and_home_when_none_is_left() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN)
    papers(decision, 3)
    ann, _ = two_typists(place)
    second = ann.post(run(decision, "type_one", 2), {"numbers": "1"})
    assert second["Location"] == run(decision, "type_one", 3)
    third = ann.post(run(decision, "type_one", 3), {"numbers": "1"})
    assert third["Location"] == run(decision, "type_one", 1)
    first = ann.post(run(decision, "type_one", 1), {"numbers": "1"})
    assert first["Location"] == run(decision, "paper")


@pytest.mark.parametrize(
    ("settings", "typed", "sentence"),
    [
        ({}, "3 x", "“x” cannot be read"),
        ({}, "3 3", "3 stands there twice"),
        ({}, "9", "Number 9 is not on this ballot"),
        ({}, "", "Type what is on the paper, or say that it is spoilt"),
        ({"max_choices": 1}, "1 2", "Choose at most 1"),
        ({"ballot_type": "POINTS"}, "3", "Type it such as: 3:5 7:2"),
        ({"ballot_type": "POINTS"}, "3:99", "at most 10 points"),
    ],
)
def test_what_cannot_be_on_a_paper_is_told(
    settings: dict[str, Any], typed: str, sentence: str
) -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN, **settings)
    papers(decision)
    ann, _ = two_typists(place)
    answer = ann.post(run(decision, "type_one", 1), {"numbers": typed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_an_order_is_typed_first_choice_first() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN, ballot_type="RANKING")
    (paper,) = papers(decision)
    ann, _ = two_typists(place)
    ann.post(run(decision, "type_one", 1), {"numbers": "4 2"})
    assert paper.typings.get().choices == "2:2 4:1"


def test_what_was_struck_out_after_printing_does_not_hold_up_the_typing() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN, veto_grounds="Unsafe.")
    (paper,) = papers(decision)
    actions.veto_option(option=decision.options.get(number=2), because="Unsafe.", by=None, at=NOON)
    ann, _ = two_typists(place)
    ann.post(run(decision, "type_one", 1), {"numbers": "1 2"})
    assert paper.typings.get().choices == "1:1"


def test_paper_checked_in_and_paper_typed_are_set_side_by_side() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN)
    entry, _ = a_code(decision)
    actions.check_in_paper(entry=entry, told_code=True, by=None, at=NOON)
    ann, _ = two_typists(place)
    page = ann.get(run(decision, "reconcile")).content.decode()
    assert "Not yet: 1 paper votes were checked in, but 0 papers have a number." in page
    early = ann.post(run(decision, "reconcile"), {"because": "One was empty."})
    assert early.status_code == 422
    close(decision)
    ann.post(run(decision, "reconcile"), {"because": "One was empty."})
    decision.refresh_from_db()
    assert decision.reconciliation == "One was empty."
