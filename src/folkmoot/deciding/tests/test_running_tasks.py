"""What waits on whom in decisions."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.deciding import actions, words
from folkmoot.deciding.models import Channel, Decision, Stage
from folkmoot.deciding.queries.tasks import tasks_for
from folkmoot.deciding.tests.crew import EVERYTHING, ROLES, run, someone
from folkmoot.deciding.tests.makers import (
    NOON,
    a_code,
    a_decision,
    a_place,
    a_vote,
    an_account,
    close,
    three_officers,
)
from folkmoot.kernel.access.roles import CONVENOR, COUNTING_OFFICER, POLLING_HELPER, ROLL_KEEPER
from folkmoot.people.models import Account

pytestmark = pytest.mark.django_db

LATER, SOON = NOON + timedelta(days=2), NOON + timedelta(hours=1)


def titles(account: Account) -> list[str]:
    return [task.title for task in tasks_for(account, LATER)]


def test_a_counting_officer_is_asked_for_a_passphrase_until_it_is_set() -> None:
    place = a_place()
    decision = a_decision(place=place)
    account = someone(place, COUNTING_OFFICER)
    assert titles(account) == []
    officer = actions.name_counting_officer(decision=decision, account=account, by=None, at=NOON)
    (task,) = tasks_for(account, LATER)
    assert (task.title, task.href) == ("Set your passphrase", run(decision, "passphrase"))
    assert (task.about, task.place, task.since) == ("Spring fund", place.name, NOON)
    actions.set_passphrase(
        officer=officer, passphrase="kettle lantern orchard violin", by=account, at=NOON
    )
    assert titles(account) == []


def test_opening_and_closing_wait_on_the_convenor_from_the_day_that_was_announced() -> None:
    place = a_place()
    convenor = someone(place, CONVENOR)
    a_decision(place=place, opens_at=NOON + timedelta(days=1))
    a_decision(place=place, stage=Stage.OPEN, closes_at=SOON)
    a_decision(place=place, stage=Stage.OPEN, closes_at=LATER + timedelta(hours=1))
    assert titles(convenor) == ["Close the voting", "Open the voting: passphrases are missing"]


def test_with_all_passphrases_letters_wait_on_the_roll_keeper_and_then_the_opening() -> None:
    place = a_place()
    keeper, convenor = someone(place, ROLL_KEEPER), someone(place, CONVENOR)
    decision = a_decision(place=place)
    assert titles(keeper) == titles(convenor) == []
    three_officers(decision)
    (task,) = tasks_for(keeper, LATER)
    assert (task.title, task.href) == ("Make the letters", run(decision, "roll"))
    assert titles(convenor) == []
    a_code(decision)
    assert (titles(keeper), titles(convenor)) == ([], ["Open the voting"])


def doubt(decision: Decision) -> None:
    entry = actions.claim_by_postcode(
        decision=decision, name="Dai", address="", postcode="AB1", doubt="?", by=None, at=NOON
    )
    actions.cast_ballot(entry=entry, choices={1: 1}, channel=Channel.WEB, by=None, at=NOON)


def test_doubtful_votes_wait_on_the_roll_keeper_and_papers_on_the_typists() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN, by_postcode=True)
    doubt(decision)
    helper, other = someone(place, POLLING_HELPER), an_account()
    one, two, _ = actions.register_papers(decision=decision, n_papers=3, by=None, at=NOON)
    actions.type_paper(paper=one, choices={1: 1}, is_spoilt=False, by=helper, at=NOON)
    actions.type_paper(paper=two, choices={1: 1}, is_spoilt=False, by=helper, at=NOON)
    actions.type_paper(paper=two, choices={2: 1}, is_spoilt=False, by=other, at=NOON)

    keeper = someone(place, ROLL_KEEPER)
    assert titles(keeper) == ["Look at one doubtful vote"]
    look = actions.Look(decision.roll.get().pk, True, "I asked her.")
    actions.look_at_votes(decision=decision, looks=[look], by=keeper, at=NOON)
    assert titles(keeper) == [], "now it waits on somebody else"
    assert titles(someone(place, ROLL_KEEPER)) == ["Look at one doubtful vote"]
    assert set(titles(helper)) == {
        "Type one paper ballot",
        "Look at one paper that two people read differently",
    }


def test_counting_waits_on_the_named_officers_and_publishing_on_the_convenor() -> None:
    place = a_place()
    decision = a_decision(place=place, stage=Stage.OPEN)
    a_vote(decision, 1)
    close(decision)
    named = decision.counting_officers.first()
    assert named is not None
    someone_else = someone(place, COUNTING_OFFICER)
    assert titles(named.account) == ["Open the box and count"]
    assert titles(someone_else) == []


def test_nothing_of_another_place_waits_on_anyone_here() -> None:
    here, there = a_place("Here"), a_place("There")
    decision = a_decision(place=there, stage=Stage.OPEN, closes_at=SOON, by_postcode=True)
    doubt(decision)
    assert titles(someone(here, *ROLES)) == []
    assert titles(an_account()) == []


def test_many_decisions_take_as_many_questions_as_one() -> None:
    one, many = a_place(), a_place()
    for place, number in ((one, 1), (many, 12)):
        for _ in range(number):
            a_decision(place=place, stage=Stage.OPEN, closes_at=SOON)
    asked = []
    for place in (one, many):
        account = someone(place, *EVERYTHING)
        with CaptureQueriesContext(connection) as questions:
            assert tasks_for(account, LATER)
        asked.append(len(questions))
    assert asked[0] == asked[1] <= 2


def test_suggested_passphrases_are_good_enough_and_never_the_same() -> None:
    drawn = {words.suggested_passphrase() for _ in range(200)}
    assert len(drawn) == 200
    assert all(len(each.replace(" ", "")) >= 16 and len(set(each.split())) == 4 for each in drawn)
    assert len(set(words.WORDS)) == len(words.WORDS) > 900
