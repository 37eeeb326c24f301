"""Actions refuse by themselves what pages do not offer."""

from typing import Any

import pytest

from folkmoot.deciding import actions
from folkmoot.deciding.models import Stage
from folkmoot.deciding.tests.makers import (
    NOON,
    a_counting_officer,
    a_decision,
    a_place,
    an_account,
)
from folkmoot.kernel.rules import Refused

pytestmark = pytest.mark.django_db

WHO: dict[str, Any] = {"name": "Dai", "address": "", "postcode": "AB1", "by": None, "at": NOON}


def test_only_a_counting_officer_of_the_place_is_named_to_count_and_once() -> None:
    here, there = a_place("Here"), a_place("There")
    decision = a_decision(place=here)
    of_here, of_there = a_counting_officer(here), a_counting_officer(there)
    former = a_counting_officer(here)
    here.roles_held.filter(account=former).update(ends_at=NOON)
    for account in (of_there, former, an_account()):
        with pytest.raises(Refused, match="Only a Counting officer of Here can be named"):
            actions.name_counting_officer(decision=decision, account=account, by=None, at=NOON)
    actions.name_counting_officer(decision=decision, account=of_here, by=None, at=NOON)
    with pytest.raises(Refused, match="named already"):
        actions.name_counting_officer(decision=decision, account=of_here, by=None, at=NOON)
    assert [each.account for each in decision.counting_officers.all()] == [of_here]


@pytest.mark.parametrize("doubt", ["", "Nobody could look it up."])
def test_an_address_gives_a_vote_only_where_the_decision_says_so(doubt: str) -> None:
    other = a_decision(stage=Stage.OPEN, by_postcode=True)
    with pytest.raises(Refused, match="need a code"):
        actions.claim_by_postcode(
            decision=a_decision(stage=Stage.OPEN, by_postcode=False), doubt=doubt, **WHO
        )
    actions.claim_by_postcode(decision=other, doubt=doubt, **WHO)


def test_a_place_on_the_roll_is_claimed_only_where_there_is_one() -> None:
    with pytest.raises(Refused, match="no list of voters"):
        actions.claim_place_on_roll(decision=a_decision(stage=Stage.OPEN, by_roll=False), **WHO)
    actions.claim_place_on_roll(decision=a_decision(stage=Stage.OPEN, by_roll=True), **WHO)


def test_a_vote_in_the_hall_is_given_only_where_the_decision_says_so() -> None:
    with pytest.raises(Refused, match="at a desk"):
        actions.admit_in_person(
            decision=a_decision(stage=Stage.OPEN, in_person=False), doubt="", **WHO
        )
    actions.admit_in_person(decision=a_decision(stage=Stage.OPEN, in_person=True), doubt="", **WHO)


def test_nobody_is_put_on_the_roll_before_or_after_the_vote() -> None:
    draft = a_decision(by_postcode=True, by_roll=True)
    closed = a_decision(stage=Stage.CLOSED, by_postcode=True, by_roll=True)
    for decision, why in ((draft, "not opened yet"), (closed, "Voting has closed")):
        with pytest.raises(Refused, match=why):
            actions.claim_by_postcode(decision=decision, doubt="", **WHO)
        with pytest.raises(Refused, match=why):
            actions.claim_place_on_roll(decision=decision, **WHO)
        with pytest.raises(Refused, match=why):
            actions.admit_in_person(decision=decision, doubt="", **WHO)
