"""Ways in: what somebody meets who comes to vote."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse

from folkmoot.deciding import actions, codes, patience
from folkmoot.deciding.models import Channel, Decision, RollEntry, Stage, Standing, Way
from folkmoot.deciding.rolls import RollLine
from folkmoot.deciding.tests.makers import NOON, a_code, a_decision, close
from folkmoot.deciding.tests.voters import Voter, text_of
from folkmoot.kernel.rules import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

ANN = {"name": "Siân O'Neil", "postcode": "LS1 4AP"}


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet() -> None:
    cache.clear()


def an_open(**settings: Any) -> Decision:
    return a_decision(stage=Stage.OPEN, **settings)


def test_a_code_finds_the_vote_it_is_for() -> None:
    decision, other = an_open(), an_open()
    _, code = a_code(decision)
    a_code(other)

    response = Client().post(reverse("deciding:enter_code"), {"code": code})

    assert response["Location"] == reverse("deciding:ballot", args=[decision.ref])


def spaced(code: str) -> str:
    return f" {code[:7]} . {code[7:]} "


@pytest.mark.parametrize("typed", [str.lower, codes.printed, spaced])
def test_a_code_may_be_typed_as_it_comes(typed: Callable[[str], str]) -> None:
    voter = Voter(an_open())
    _, code = a_code(voter.decision)

    assert voter.come_in(typed(code)).status_code == 302


def test_a_slip_of_the_finger_is_told_at_once() -> None:
    voter = Voter(an_open())
    _, code = a_code(voter.decision)
    wrong = code[:3] + ("A" if code[3] != "A" else "B") + code[4:]

    response = voter.come_in(wrong)

    assert "One letter or number in that code is not right." in text_of(response)
    assert wrong in text_of(response)  # what was typed is kept


def test_a_code_nobody_made_gives_no_ballot() -> None:
    voter = Voter(an_open())

    response = voter.come_in(codes.new_code())

    assert "That code is not for this vote." in text_of(response)
    assert voter.get("ballot")["Location"] == voter.page("vote")


def test_the_code_of_another_vote_is_told_so() -> None:
    _, code = a_code(an_open())
    voter = Voter(an_open())

    assert "That code is not for this vote." in text_of(voter.come_in(code))


def test_a_used_code_says_how_to_change_the_ballot() -> None:
    decision = an_open()
    _, code = a_code(decision)
    Voter(decision).vote({1: 1}, code)

    response = Voter(decision).come_in(code)

    assert response.status_code == 409
    assert "A vote has been cast with this already." in text_of(response)
    assert reverse("deciding:change", args=[decision.ref]) in text_of(response)


def test_a_code_that_was_taken_back_gives_no_ballot() -> None:
    decision = an_open()
    entry, code = a_code(decision)
    voter = Voter(decision)
    voter.come_in(code)
    assert entry.batch is not None
    actions.withdraw_codes(batch=entry.batch, by=None, at=NOON)

    assert "it was taken back" in text_of(voter.get("ballot"))
    assert "not for this vote" in text_of(Voter(decision).come_in(code))


def test_a_library_is_not_locked_out_by_wrong_codes_but_a_machine_is() -> None:
    decision = an_open()
    for _ in range(patience.MOST["codes"] - 1):
        patience.note_wrong_try(_from_here(), "codes")
    assert Voter(decision).come_in().status_code == 302  # a right one is never refused below it

    Voter(decision).come_in(codes.new_code())
    response = Voter(decision).come_in(codes.new_code())

    assert "Many wrong tries have come from this building" in text_of(response)
    assert Voter(decision).come_in().status_code == 302, "nobody is kept from voting by a neighbour"


def test_mistyped_codes_do_not_count_as_guesses() -> None:
    voter = Voter(an_open())
    for _ in range(patience.MOST["codes"] + 5):
        voter.come_in("0123")

    assert voter.come_in().status_code == 302


def test_wrong_codes_leave_nothing_in_the_database() -> None:
    decision = an_open()
    before = RollEntry.objects.count()
    Voter(decision).come_in(codes.new_code())

    assert RollEntry.objects.count() == before


def test_the_page_says_who_may_vote_and_shows_only_the_ways_there_are() -> None:
    decision = an_open(
        who_may_vote="Everyone who lives in Mill Lane.", by_roll=True, minimum_age=11
    )

    page = text_of(Voter(decision).get("vote"))

    assert "Everyone who lives in Mill Lane. You must be 11 or older." in page
    assert "I have a code" in page
    assert "I am on the list of voters" in page
    assert "I live here" not in page


def test_a_way_that_is_not_allowed_leads_back_to_those_that_are() -> None:
    voter = Voter(an_open(by_roll=False, by_postcode=False))

    assert voter.get("vote_by_roll")["Location"] == voter.page("vote")
    assert voter.post("vote_by_address", ANN)["Location"] == voter.page("vote")


def on_the_roll(number: str = "12", **settings: Any) -> Decision:
    decision = an_open(by_roll=True, **settings)
    line = RollLine(ANN["name"], ANN["postcode"], number, "1 Mill Lane")
    actions.load_roll(decision=decision, lines=[line], by=None, at=NOON)
    return decision


def test_someone_on_the_roll_goes_straight_to_their_ballot() -> None:
    voter = Voter(on_the_roll())

    response = voter.post(
        "vote_by_roll", {"name": "sian oneil", "postcode": "ls14ap", "number": "12"}
    )

    assert response["Location"] == voter.page("ballot")
    voter.fill_in({1: 1})
    voter.cast()
    assert voter.decision.roll.get().channel == Channel.WEB


def test_someone_not_found_on_the_roll_may_vote_now_and_be_checked_later() -> None:
    voter = Voter(on_the_roll())

    offered = voter.post("vote_by_roll", ANN | {"number": "99"})
    assert "We could not find you on the list" in text_of(offered)
    assert "Siân O'Neil" in text_of(offered)

    told = ANN | {"number": "99", "address": "1 Mill Lane", "provisional": "yes"}
    response = voter.post("vote_by_roll", told)

    assert response["Location"] == voter.page("ballot")
    assert "Your vote is taken now and checked later" in text_of(voter.get("ballot"))
    entry = voter.decision.roll.get(standing=Standing.PROVISIONAL)
    assert entry.way == Way.ROLL
    assert entry.why_provisional
    voter.fill_in({1: 1})
    voter.cast()
    assert "Your ballot is in, to be checked" in text_of(voter.get("receipt"))


def test_who_looks_again_and_is_found_needs_no_checking() -> None:
    voter = Voter(on_the_roll())

    response = voter.post(
        "vote_by_roll", ANN | {"number": "12", "address": "1 Mill Lane", "provisional": "yes"}
    )

    assert response["Location"] == voter.page("ballot")
    assert not voter.decision.roll.filter(standing=Standing.PROVISIONAL).exists()


def test_the_roll_of_another_vote_admits_nobody() -> None:
    on_the_roll()
    voter = Voter(an_open(by_roll=True))

    response = voter.post("vote_by_roll", ANN | {"number": "12"})

    assert "We could not find you on the list" in text_of(response)


def test_the_youngest_age_is_asked_and_said() -> None:
    voter = Voter(on_the_roll(minimum_age=11))

    asked = voter.post("vote_by_roll", ANN | {"number": "12"})
    admitted = voter.post("vote_by_roll", ANN | {"number": "12", "old_enough": "on"})

    assert "This vote is for people of 11 and over." in text_of(asked)
    assert admitted.status_code == 302


def test_a_code_from_the_hall_counts_as_a_vote_in_the_hall() -> None:
    decision = an_open()
    _, code = actions.admit_in_person(
        decision=decision, name="Ann", address="", postcode="", doubt="", by=None, at=NOON
    )
    Voter(decision).vote({1: 1}, code)

    assert decision.roll.get().channel == Channel.HALL


def test_claiming_a_place_on_the_roll_is_refused_after_close() -> None:
    decision = close(an_open(by_roll=True))

    with pytest.raises(Refused, match="Voting has closed"):
        actions.claim_place_on_roll(
            decision=decision, name="Ann", address="", postcode="", by=None, at=NOON
        )


def test_stopping_leaves_nothing_on_the_device() -> None:
    voter = Voter(an_open())
    voter.come_in()
    voter.fill_in({2: 1}, step="later")
    assert "You have begun" in text_of(voter.get("vote"))

    voter.post("stop_voting")

    assert "You have begun" not in text_of(voter.get("vote"))
    assert voter.get("ballot")["Location"] == voter.page("vote")


def _from_here() -> HttpRequest:
    return RequestFactory().get("/")
