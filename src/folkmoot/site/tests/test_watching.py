"""What is done every minute: each part by itself, and what fails holds up nothing else."""

import logging
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from folkmoot.deciding import actions as deciding
from folkmoot.deciding.models import TO_FINISH, Decision, FindingKind, RollEntry, Stage
from folkmoot.deciding.rolls import RollLine
from folkmoot.deciding.tests.makers import a_decision, a_vote, close_and_count
from folkmoot.ideas.models import Proposal
from folkmoot.ideas.tests.makers import NOON, a_proposal, in_a_decision
from folkmoot.ideas.tests.test_decisions import published
from folkmoot.kernel import clock
from folkmoot.kernel.notify import tasks
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.record.models import Event
from folkmoot.site import watching

pytestmark = pytest.mark.django_db

JUST_BEFORE, IN_TIME = NOON + timedelta(days=28, seconds=-1), NOON + timedelta(days=28)


def with_a_roll(name: str = "Dai Jones") -> Decision:
    decision = a_decision(stage=Stage.OPEN, by_roll=True)
    line = RollLine(name, "AB1 2CD", "7", "1 Mill Street")
    deciding.load_roll(decision=decision, lines=[line], by=None, at=NOON)
    return decision


def a_result(name: str = "Dai Jones") -> Decision:
    decision = with_a_roll(name)
    a_vote(decision, 1)
    close_and_count(decision)
    return decision


def names() -> list[str]:
    kept = RollEntry.objects.exclude(name="", address="", postcode="", identity_hash="")
    return sorted(kept.values_list("name", flat=True))


def test_names_leave_the_roll_four_weeks_after_the_result_once_and_for_the_record() -> None:
    decision, other = a_result(), with_a_roll("Still Voting")
    watching.watch(at=JUST_BEFORE)
    assert names() == ["Dai Jones", "Still Voting"]

    assert ("Rolls whose names were blanked", 1) in watching.watch(at=IN_TIME)
    assert watching.watch(at=IN_TIME + timedelta(minutes=1)) == []

    assert names() == ["Still Voting"]
    assert decision.roll.count() == 2, "that two could vote is still known"
    (event,) = Event.objects.filter(kind="voters_forgotten")
    assert (event.about, event.facts) == (f"deciding.Decision:{decision.pk}", {"n_forgotten": 1})
    assert other.roll.count() == 1


def test_names_leave_the_roll_of_a_decision_that_was_called_off_too() -> None:
    decision = with_a_roll()
    deciding.abandon_decision(decision=decision, because="The money is gone.", by=None, at=NOON)
    watching.watch(at=JUST_BEFORE)
    assert names() == ["Dai Jones"]
    watching.watch(at=IN_TIME)
    assert names() == []


def test_voting_closes_by_itself_when_the_hall_has_finished_once_and_is_told() -> None:
    eight = NOON + timedelta(days=7)
    decision, other = a_decision(stage=Stage.OPEN, closes_at=eight), a_decision(stage=Stage.OPEN)
    a_vote(decision, 1)
    closed, half_past = ("Decisions whose voting closed", 1), eight + TO_FINISH
    assert closed not in watching.watch(at=half_past - timedelta(seconds=1))

    assert closed in watching.watch(at=half_past)
    assert watching.watch(at=half_past) == []

    decision.refresh_from_db()
    other.refresh_from_db()
    assert (decision.stage, decision.closed_at, other.stage) == ("CLOSED", half_past, "OPEN")
    assert decision.votes_until == eight
    assert len(decision.envelope_list.split()) == 1


def test_authors_hear_what_was_decided_once() -> None:
    proposal = in_a_decision(a_proposal())
    published(proposal, won=True)
    Message.objects.all().delete()
    for _ in range(2):
        watching.watch(at=NOON)
    assert "will get the money" in Message.objects.get(to="amina@example.org").text


def test_one_thing_that_fails_is_said_in_a_line_without_names_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(**told: Any) -> None:
        raise RuntimeError("Dai Jones, 1 Mill Street")

    a_result()
    for title in ("A bench", "A shelter"):
        published(in_a_decision(a_proposal(title)), won=False)
    monkeypatch.setattr(watching, "counts_to_work_out", list)
    monkeypatch.setattr(watching, "tell_outcome", broken)
    monkeypatch.setattr(tasks, "resend_what_is_due", broken)
    with caplog.at_level(logging.INFO, logger="folkmoot.watch"):
        watching.watch(at=IN_TIME)

    assert names() == []
    assert len(caplog.messages) == 3, "the post, and each of two decisions"
    assert all("RuntimeError" in said for said in caplog.messages)
    assert not any("Dai" in said or "Mill" in said for said in caplog.messages)
    assert Proposal.objects.filter(outcome_told_at__isnull=True).count() == 2
    monkeypatch.undo()
    assert ("Decisions told to those who proposed", 2) in watching.watch(at=IN_TIME)


def test_the_command_says_what_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    a_result()
    monkeypatch.setattr(clock, "now", lambda: IN_TIME)
    out = StringIO()
    call_command("watch", stdout=out)
    assert "Rolls whose names were blanked: 1.\n" in out.getvalue()


def test_what_there_is_to_know_about_a_count_is_worked_out() -> None:
    decision = a_result()
    done = dict(watching.watch(at=NOON))
    assert done["Steps worked out about counts"] > 5
    assert decision.count.findings.filter(kind=FindingKind.ALL).exists()
