"""Cast, receipt, change, check."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from folkmoot.deciding import actions, codes
from folkmoot.deciding.actions.casting import NOT_ON_ROLL
from folkmoot.deciding.ballots import mark_of, shown_mark
from folkmoot.deciding.models import Channel, Decision, Envelope, Stage
from folkmoot.deciding.tests.makers import (
    NOON,
    a_code,
    a_decision,
    a_vote,
    close,
    passphrases,
)
from folkmoot.deciding.tests.voters import Voter, text_of
from folkmoot.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def an_open(**settings: Any) -> Decision:
    return a_decision(stage=Stage.OPEN, **settings)


def test_the_receipt_shows_the_code_and_the_mark_of_the_envelope() -> None:
    voter = Voter(an_open())
    code, mark = voter.vote({1: 1})
    page = text_of(voter.get("receipt"))

    assert mark == mark_of(bytes(Envelope.objects.get().sealed))
    assert len(code) == 19
    assert code in page
    assert shown_mark(mark) in page
    assert mark in page
    assert "This receipt says nothing about what you chose." in page
    assert "Option 1" not in page


def test_reload_and_back_cast_nothing_again() -> None:
    voter = Voter(an_open())
    first = voter.vote({1: 1})

    assert voter.get("ballot")["Location"] == voter.page("receipt")
    assert voter.get("review")["Location"] == voter.page("receipt")
    assert voter.receipt() == first
    assert Envelope.objects.count() == 1


def test_a_button_pressed_twice_casts_once_and_shows_one_receipt() -> None:
    voter = Voter(an_open())
    voter.come_in()
    voter.fill_in({1: 1})
    window = voter.again()
    voter.cast("1:1")
    first = voter.receipt()

    response = window.cast("1:1")  # the first answer never arrived

    assert response["Location"] == window.page("receipt")
    assert window.receipt() == first
    assert "It was cast once" in text_of(window.get("receipt"))
    assert Envelope.objects.count() == 1


def test_an_answer_lost_on_the_way_is_found_by_looking_again() -> None:
    voter = Voter(an_open())
    voter.come_in()
    voter.fill_in({1: 1})
    window = voter.again()
    voter.cast("1:1")
    first = voter.receipt()

    assert window.get("review")["Location"] == window.page("receipt")
    assert window.receipt() == first


def test_a_second_window_does_not_change_the_ballot_behind_the_first() -> None:
    voter = Voter(an_open())
    voter.come_in()
    voter.fill_in({1: 1})
    window = voter.again()
    voter.cast("1:1")
    sealed = bytes(Envelope.objects.get().sealed)

    window.cast("2:1")

    assert bytes(Envelope.objects.get().sealed) == sealed


def test_a_second_window_of_the_same_browser_is_told_that_only_the_first_counts() -> None:
    voter = Voter(an_open())
    voter.come_in()
    voter.fill_in({1: 1})
    voter.cast("1:1")
    first = voter.receipt()
    assert "It was cast once" not in text_of(voter.get("receipt"))

    voter.cast("2:1")

    assert "It was cast once" in text_of(voter.get("receipt"))
    assert voter.receipt() == first


def test_the_receipt_is_shown_for_ten_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    voter = Voter(an_open())
    code, _ = voter.vote({1: 1})
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)

    page = text_of(voter.get("receipt"))

    assert code not in page
    assert "There is no receipt to show" in page


def test_stopping_takes_the_receipt_off_the_device() -> None:
    voter = Voter(an_open())
    code, _ = voter.vote({1: 1})

    voter.post("stop_voting")

    assert code not in text_of(voter.get("receipt"))


def test_someone_else_does_not_see_the_receipt() -> None:
    voter = Voter(an_open())
    code, _ = voter.vote({1: 1})

    assert code not in text_of(Voter(voter.decision).get("receipt"))


def test_a_changed_ballot_takes_the_place_of_the_old_one() -> None:
    decision = an_open()
    old, old_mark = Voter(decision).vote({1: 1})

    voter = Voter(decision)
    assert voter.post("change", {"receipt": old.lower()})["Location"] == voter.page("ballot")
    assert "You are changing your ballot" in text_of(voter.get("ballot"))
    voter.fill_in({2: 1})
    voter.cast()
    new, new_mark = voter.receipt()

    assert new != old
    assert new_mark != old_mark
    assert Envelope.objects.count() == 1
    assert "only the newest receipt is good" in text_of(voter.post("change", {"receipt": old}))
    close(decision)
    actions.count_votes(decision=decision, passphrases=passphrases(decision), by=None, at=NOON)
    assert list(decision.piles.values_list("choices", "n_ballots")) == [("2:1", 1)]


def test_a_change_pressed_twice_is_one_change() -> None:
    decision = an_open()
    old, _ = Voter(decision).vote({1: 1})
    voter = Voter(decision)
    voter.post("change", {"receipt": old})
    voter.fill_in({2: 1})
    window = voter.again()
    voter.cast("2:1")
    first = voter.receipt()

    assert window.cast("2:1")["Location"] == window.page("receipt")
    assert window.receipt() == first


def test_two_changes_begun_with_one_receipt_do_not_both_win() -> None:
    decision = an_open()
    old, _ = Voter(decision).vote({1: 1})
    slow, quick = Voter(decision), Voter(decision)
    for voter, choice in ((slow, {3: 1}), (quick, {2: 1})):
        voter.post("change", {"receipt": old})
        voter.fill_in(choice)
    quick.cast()
    newest = quick.receipt()

    response = slow.cast("3:1")

    assert response.status_code == 409
    assert "That receipt code is no longer good" in text_of(response)
    assert Envelope.objects.get().mark == newest[1]


def test_the_receipt_of_another_vote_changes_nothing_here() -> None:
    old, _ = Voter(an_open()).vote({1: 1})
    voter = Voter(an_open())

    assert "We do not know that receipt code." in text_of(voter.post("change", {"receipt": old}))


def test_a_mistyped_receipt_speaks_of_the_receipt() -> None:
    page = text_of(Voter(an_open()).post("change", {"receipt": ""}))

    assert "Type the code from your receipt." in page


def test_while_voting_is_open_a_receipt_code_finds_the_ballot_in_the_box() -> None:
    decision = an_open()
    code, mark = Voter(decision).vote({1: 1})

    found = text_of(Voter(decision).post("check", {"receipt": code}))
    unknown = text_of(Voter(decision).post("check", {"receipt": codes.new_code()}))

    assert "Your ballot is in the box" in found
    assert shown_mark(mark) in found
    assert "We do not know that receipt code." in unknown


def test_after_close_the_first_sixteen_figures_find_the_envelope() -> None:
    decision = an_open()
    _, mark = Voter(decision).vote({1: 1})
    a_vote(decision, 2)
    close(decision)

    found = text_of(Voter(decision).post("check", {"mark": shown_mark(mark).upper()}))
    missing = text_of(Voter(decision).post("check", {"mark": "0" * 16}))

    assert "Your envelope is in the list" in found
    assert "among 2 envelopes" in found
    assert mark in found
    assert "That mark is not in the list" in missing


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type the envelope mark from your receipt."),
        ("abcd", "That mark has 4 figures and letters."),
        ("xyzx " * 4, "A mark has only the figures 0 to 9"),
    ],
)
def test_a_mistyped_mark_is_told(typed: str, sentence: str) -> None:
    decision = a_decision(stage=Stage.CLOSED)

    assert sentence in text_of(Voter(decision).post("check", {"mark": typed}))


def test_the_list_of_envelopes_is_there_once_voting_has_closed() -> None:
    decision = an_open()
    marks = [a_vote(decision, number).mark for number in (1, 2, 3)]
    assert Voter(decision).get("envelopes").status_code == 409
    close(decision)

    listed = Voter(decision).get("envelopes")

    assert listed["Content-Type"].startswith("text/plain")
    assert listed.content.decode().split("\n") == [*sorted(marks), ""]


def test_a_provisional_voter_is_told_what_happens_next() -> None:
    decision = an_open(by_roll=True)
    entry = actions.claim_place_on_roll(
        decision=decision, name="Ann", address="1 Mill Lane", postcode="LS1 4AP", by=None, at=NOON
    )
    receipt = actions.cast_ballot(
        entry=entry, choices={1: 1}, channel=Channel.WEB, by=None, at=NOON
    )

    assert entry.why_provisional == NOT_ON_ROLL
    page = text_of(Voter(decision).post("check", {"receipt": receipt.code}))
    assert "It is still to be checked whether you may vote." in page


def test_casting_twice_with_one_fixed_receipt_is_one_ballot() -> None:
    decision = an_open()
    entry, _ = a_code(decision)
    code = codes.new_code()
    casts = [
        actions.cast_ballot(
            entry=entry,
            choices=choices,
            channel=Channel.WEB,
            by=None,
            at=NOON,
            receipts=actions.Receipts(given=code),
        )
        for choices in ({1: 1}, {2: 1})
    ]

    assert casts[0].mark == casts[1].mark == Envelope.objects.get().mark
    assert [cast.again for cast in casts] == [False, True]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is as sure unless told")
def test_a_receipt_that_was_shown_outlives_a_power_cut() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone()[0] == 2  # written to the disk before the answer is given
