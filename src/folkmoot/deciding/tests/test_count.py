"""Counting: what a place can rely on."""

from typing import Any

import pytest

from folkmoot.deciding import actions
from folkmoot.deciding.models import Channel, Envelope, Stage
from folkmoot.deciding.tests.makers import (
    NOON,
    a_code,
    a_decision,
    a_vote,
    close,
    close_and_count,
    passphrases,
)
from folkmoot.kernel.rules import Refused

pytestmark = pytest.mark.django_db


def test_each_neighbourhood_gets_its_share_of_the_fund() -> None:
    decision = a_decision(stage=Stage.OPEN, completion="none")
    for _ in range(6):
        a_vote(decision, 1, 2, 3)
    for _ in range(3):
        a_vote(decision, 4)

    count = close_and_count(decision)

    assert count.outcome["winners"] == [1, 2, 4]
    assert count.outcome["greedy"]["winners"] == [1, 2, 3]
    assert (count.n_ballots, count.spent_pence) == (9, 90_00)


def test_votes_are_counted_once() -> None:
    decision = a_decision(stage=Stage.OPEN)
    a_vote(decision, 1)
    close_and_count(decision)
    with pytest.raises(Refused, match="have been counted"):
        actions.count_votes(decision=decision, passphrases={}, by=None, at=NOON)


def test_one_passphrase_alone_does_not_open_the_box() -> None:
    decision = a_decision(stage=Stage.OPEN)
    a_vote(decision, 1)
    decision = close(decision)
    with pytest.raises(Refused, match="2 different passphrases"):
        actions.count_votes(
            decision=decision, passphrases=passphrases(decision, 1), by=None, at=NOON
        )
    assert Envelope.objects.count() == 1


def test_a_wrong_passphrase_opens_nothing_and_says_whose_it_is() -> None:
    decision = a_decision(stage=Stage.OPEN)
    a_vote(decision, 1)
    decision = close(decision)
    given = passphrases(decision)
    given[next(iter(given))] = "something else entirely wrong"
    with pytest.raises(Refused, match="not the passphrase of Officer 0"):
        actions.count_votes(decision=decision, passphrases=given, by=None, at=NOON)
    decision.refresh_from_db()
    assert (decision.stage, Envelope.objects.count()) == (Stage.CLOSED, 1)


def test_someone_changes_their_mind_with_the_receipt_and_only_the_last_ballot_counts() -> None:
    decision = a_decision(stage=Stage.OPEN, completion="none")
    entry, _ = a_code(decision)
    first = actions.cast_ballot(entry=entry, choices={1: 1}, channel=Channel.WEB, by=None, at=NOON)
    second = actions.cast_ballot(
        entry=entry,
        choices={2: 1},
        channel=Channel.PHONE,
        by=None,
        at=NOON,
        receipts=actions.Receipts(shown=first.code),
    )
    assert first.mark != second.mark

    count = close_and_count(decision)
    assert [pile.choices for pile in decision.piles.all()] == ["2:1"]
    assert count.turnout == {"PHONE": 1}


def test_an_old_receipt_changes_nothing() -> None:
    decision = a_decision(stage=Stage.OPEN)
    entry, _ = a_code(decision)
    first = actions.cast_ballot(entry=entry, choices={1: 1}, channel=Channel.WEB, by=None, at=NOON)
    again: dict[str, Any] = {
        "entry": entry,
        "choices": {2: 1},
        "channel": Channel.WEB,
        "by": None,
        "at": NOON,
    }
    actions.cast_ballot(**again, receipts=actions.Receipts(shown=first.code))
    with pytest.raises(Refused, match="no longer good"):
        actions.cast_ballot(**again, receipts=actions.Receipts(shown=first.code))
    with pytest.raises(Refused, match="cast with this already"):
        actions.cast_ballot(**again)
