"""Acting on what one saw a moment ago: what counts is how things stand now."""

import pytest

from folkmoot.deciding import actions
from folkmoot.deciding.models import Channel, CodeBatch, CountingOfficer, RollEntry, Stage
from folkmoot.deciding.tests.makers import (
    NOON,
    PASSPHRASE,
    Drawn,
    a_code,
    a_decision,
    a_vote,
    close,
    passphrases,
    three_officers,
)
from folkmoot.deciding.tests.voters import Voter, text_of
from folkmoot.kernel.rules import Refused

pytestmark = pytest.mark.django_db

CLAIM = {"name": "Dai Jones", "address": "2 Mill Street", "postcode": "AB1 2CD"}


def test_a_passphrase_set_while_voting_opens_does_not_lock_the_ballots_away() -> None:
    decision = a_decision()
    three_officers(decision)
    waiting = CountingOfficer.objects.select_related("decision", "account").get(
        account__name="Officer 0"
    )
    actions.open_voting(decision=decision, rng=Drawn(), by=None, at=NOON)

    with pytest.raises(Refused, match="fixed when voting opened"):
        actions.set_passphrase(
            officer=waiting, passphrase="badger copper lighthouse tulip", by=None, at=NOON
        )

    a_vote(decision, 1)
    closed = close(decision)
    opening = passphrases(closed)
    assert set(opening.values()) == {f"{PASSPHRASE} 0", f"{PASSPHRASE} 1"}
    counted = actions.count_votes(decision=closed, passphrases=opening, by=None, at=NOON)
    assert counted.n_ballots == 1


def test_codes_are_not_taken_back_behind_the_closing() -> None:
    decision = a_decision(stage=Stage.OPEN)
    entry, _ = a_code(decision)
    seen = CodeBatch.objects.select_related("decision").get()
    close(decision)

    with pytest.raises(Refused, match="the roll is fixed"):
        actions.withdraw_codes(batch=seen, by=None, at=NOON)
    assert RollEntry.objects.filter(pk=entry.pk).exists()


def test_codes_taken_back_by_two_at_once_are_taken_back_once() -> None:
    decision = a_decision(stage=Stage.OPEN)
    a_code(decision)
    first, second = CodeBatch.objects.get(), CodeBatch.objects.get()
    actions.withdraw_codes(batch=first, by=None, at=NOON)
    with pytest.raises(Refused, match="taken back already"):
        actions.withdraw_codes(batch=second, by=None, at=NOON)


def test_a_code_taken_back_as_the_button_is_pressed_casts_nothing_and_says_so() -> None:
    decision = a_decision(stage=Stage.OPEN)
    entry, _ = a_code(decision)
    assert entry.batch is not None
    actions.withdraw_codes(batch=entry.batch, by=None, at=NOON)

    with pytest.raises(Refused, match="it was taken back"):
        actions.cast_ballot(entry=entry, choices={1: 1}, channel=Channel.WEB, by=None, at=NOON)
    with pytest.raises(Refused, match="it was taken back"):
        actions.check_in_paper(entry=entry, told_code=True, by=None, at=NOON)


def test_nobody_is_put_on_the_roll_behind_the_closing() -> None:
    decision = a_decision(stage=Stage.OPEN, by_postcode=True, by_roll=True)
    close(decision)
    assert decision.stage == Stage.OPEN, "as somebody saw it a moment ago"

    for enrol in (actions.claim_by_postcode, actions.admit_in_person):
        with pytest.raises(Refused, match="Voting has closed"):
            enrol(decision=decision, **CLAIM, doubt="", by=None, at=NOON)
    with pytest.raises(Refused, match="Voting has closed"):
        actions.claim_place_on_roll(decision=decision, **CLAIM, by=None, at=NOON)
    assert not decision.roll.exists()


def test_the_next_voter_at_a_tablet_does_not_see_the_last_ones_receipt() -> None:
    tablet = Voter(a_decision(stage=Stage.OPEN))
    code, _ = tablet.vote({1: 1})
    assert code in text_of(tablet.get("receipt"))

    tablet.come_in()

    assert code not in text_of(tablet.get("receipt"))
