"""Many at once, on a real database with real transactions: run on SQLite and on PostgreSQL."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from folkmoot.deciding import actions, codes
from folkmoot.deciding.actions import casting as casting_actions
from folkmoot.deciding.models import TO_FINISH, Channel, Decision, Envelope, RollEntry, Stage
from folkmoot.deciding.rolls import RollLine
from folkmoot.deciding.tests.makers import CLOSING, NOON, a_code, a_decision, close, passphrases
from folkmoot.deciding.tests.voters import Voter
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused

pytestmark = pytest.mark.django_db(transaction=True)

N_AT_ONCE = 16


def all_at_once(steps: list[Callable[[], Any]]) -> list[Any]:
    """Do all of it in the same moment, each in a thread with a connection of its own."""
    ready = Barrier(len(steps))

    def one(step: Callable[[], Any]) -> Any:
        try:
            ready.wait(timeout=30)
            return step()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(one, steps))


def voters_with(decision: Decision, codes_held: list[str]) -> list[Voter]:
    """People who have filled in their ballot and are about to press the button."""
    voters = [Voter(decision, Client()) for _ in codes_held]
    for number, (voter, code) in enumerate(zip(voters, codes_held, strict=True)):
        voter.come_in(code)
        voter.fill_in({number % 4 + 1: 1})
    return voters


def casting(voter: Voter, number: int) -> Callable[[], Any]:
    return lambda: voter.post("cast", {"ballot": f"{number % 4 + 1}:1"})


def test_sixteen_people_with_one_code_are_one_ballot() -> None:
    decision = a_decision(stage=Stage.OPEN)
    _, code = a_code(decision)
    voters = voters_with(decision, [code] * N_AT_ONCE)

    answers = all_at_once([casting(voter, n) for n, voter in enumerate(voters)])

    statuses = Counter(answer.status_code for answer in answers)
    assert statuses == {302: 1, 409: N_AT_ONCE - 1}
    winner = next(v for v, answer in zip(voters, answers, strict=True) if answer.status_code == 302)
    assert Envelope.objects.get().mark == winner.receipt()[1]


def test_a_found_letter_and_its_owner_on_paper_at_two_desks_are_one_vote() -> None:
    decision = a_decision(stage=Stage.OPEN, by_roll=True)
    ann = RollLine("Ann Lee", "AB1 2CD", "", "3 Mill Street")
    actions.load_roll(decision=decision, lines=[ann], by=None, at=NOON)
    decision.refresh_from_db()
    _, [(line, code)] = actions.make_letters(
        decision=decision, n_letters=1, label="To the list", by=None, at=NOON
    )
    (finder,) = voters_with(decision, [code])

    def desk() -> str:
        try:
            actions.check_in_seen(entry=line, by=None, at=NOON)
        except Refused as refusal:
            return str(refusal)
        return "checked in"

    on_web, *on_paper = all_at_once([casting(finder, 0), desk, desk])

    came = [on_web.status_code == 302, *(each == "checked in" for each in on_paper)]
    assert sum(came) == 1
    line.refresh_from_db()
    assert line.channel == (Channel.WEB if came[0] else Channel.PAPER)
    assert Envelope.objects.count() == came[0]
    assert all("already" in each for each in on_paper if each != "checked in")


def test_sixteen_presses_of_one_button_are_one_ballot_with_one_receipt() -> None:
    decision = a_decision(stage=Stage.OPEN)
    (voter,) = voters_with(decision, [a_code(decision)[1]])
    windows = [voter.again() for _ in range(N_AT_ONCE)]

    answers = all_at_once([casting(window, 0) for window in windows])

    assert Counter(answer.status_code for answer in answers) == {302: N_AT_ONCE}
    assert len({window.receipt() for window in windows}) == 1
    assert Envelope.objects.count() == 1


def test_sixteen_people_with_a_code_each_are_sixteen_ballots() -> None:
    decision = a_decision(stage=Stage.OPEN)
    voters = voters_with(decision, [a_code(decision)[1] for _ in range(N_AT_ONCE)])

    answers = all_at_once([casting(voter, n) for n, voter in enumerate(voters)])

    assert Counter(answer.status_code for answer in answers) == {302: N_AT_ONCE}
    assert Envelope.objects.values("mark").distinct().count() == N_AT_ONCE


def test_sixteen_changes_with_one_receipt_leave_one_ballot_and_one_good_receipt() -> None:
    decision = a_decision(stage=Stage.OPEN)
    receipt, _ = Voter(decision).vote({1: 1})
    voters = [Voter(decision, Client()) for _ in range(N_AT_ONCE)]
    for voter in voters:
        voter.post("change", {"receipt": receipt})

    answers = all_at_once([casting(voter, n) for n, voter in enumerate(voters)])

    assert Counter(answer.status_code for answer in answers) == {302: 1, 409: N_AT_ONCE - 1}
    assert Envelope.objects.count() == 1


def test_one_person_who_claims_sixteen_times_is_on_the_roll_once() -> None:
    decision = a_decision(stage=Stage.OPEN, by_postcode=True)
    told = {"name": "Ann", "address": "1 Mill Lane", "postcode": "LS1 4AP"}
    voters = [Voter(decision, Client()) for _ in range(N_AT_ONCE)]

    all_at_once([lambda voter=voter: voter.post("vote_by_address", told) for voter in voters])  # type: ignore[misc]

    assert decision.roll.count() == 1


def test_no_ballot_slips_in_behind_the_closing() -> None:
    decision = a_decision(stage=Stage.OPEN)
    voters = voters_with(decision, [a_code(decision)[1] for _ in range(N_AT_ONCE)])

    def close_it() -> None:
        close(decision)

    answers = all_at_once([close_it, *(casting(voter, n) for n, voter in enumerate(voters))])[1:]

    taken = [
        voter for voter, answer in zip(voters, answers, strict=True) if answer.status_code == 302
    ]
    decision.refresh_from_db()
    listed = decision.envelope_list.split()
    assert sorted(voter.receipt()[1] for voter in taken) == listed
    assert (
        Counter(answer.status_code for answer in answers)
        == Counter({302: len(taken), 409: N_AT_ONCE - len(taken)}) - Counter()
    )
    if taken:
        count = actions.count_votes(
            decision=decision, passphrases=passphrases(decision), by=None, at=NOON
        )
        assert count.n_ballots == len(taken)
    assert decision.roll.exclude(channel="").count() == len(taken)


def test_a_closing_waits_for_the_ballot_that_is_being_cast(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    decision = a_decision(stage=Stage.OPEN)
    (voter,) = voters_with(decision, [a_code(decision)[1]])
    nearly_cast, closed = Event(), Event()
    write_down = record

    def slow_record(*given: Any, **named: Any) -> Any:
        nearly_cast.set()
        closed.wait(timeout=1.5)  # plenty of time for a closing that did not wait
        return write_down(*given, **named)

    def close_it() -> None:
        nearly_cast.wait(timeout=20)
        close(decision)
        closed.set()

    monkeypatch.setattr(casting_actions, "record", slow_record)
    _, answer = all_at_once([close_it, casting(voter, 0)])

    decision.refresh_from_db()
    assert answer.status_code == 302
    assert decision.envelope_list == voter.receipt()[1]


def test_the_last_ballots_of_the_hall_are_in_the_list_or_refused_when_the_time_closes_it() -> None:
    decision = a_decision(stage=Stage.OPEN)
    entries = [a_code(decision)[0] for _ in range(N_AT_ONCE)]
    last = CLOSING + TO_FINISH

    def finish(entry: RollEntry) -> str:
        try:
            return actions.cast_ballot(
                entry=entry,
                choices={1: 1},
                channel=Channel.HALL,
                by=None,
                at=last - timedelta(seconds=1),
            ).mark
        except Refused:
            return ""

    def close_it() -> None:
        actions.close_voting(decision=decision, by=None, at=last)

    steps = [partial(finish, entry) for entry in entries]
    marks = all_at_once([close_it, *steps])[1:]

    decision.refresh_from_db()
    assert decision.stage == Stage.CLOSED
    assert sorted(filter(None, marks)) == decision.envelope_list.split()


def test_a_fixed_receipt_is_given_once_even_to_those_who_ask_at_the_same_moment() -> None:
    decision = a_decision(stage=Stage.OPEN)
    entry, _ = a_code(decision)
    receipt = codes.new_code()

    def cast() -> Any:
        return actions.cast_ballot(
            entry=entry,
            choices={1: 1},
            channel=Channel.WEB,
            by=None,
            at=NOON,
            receipts=actions.Receipts(given=receipt),
        )

    receipts = all_at_once([cast] * N_AT_ONCE)

    assert Counter(one.again for one in receipts) == {False: 1, True: N_AT_ONCE - 1}
    assert len({one.mark for one in receipts}) == 1
