"""Someone who can write to the database by hand: what it refuses, and what the count notices."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from folkmoot.deciding import actions
from folkmoot.deciding.actions.box import MEDDLED
from folkmoot.deciding.ballots import as_bytes, mark_of
from folkmoot.deciding.models import (
    Channel,
    Decision,
    Envelope,
    PaperBallot,
    PaperTyping,
    RollEntry,
    Stage,
)
from folkmoot.deciding.tests.makers import (
    NOON,
    a_code,
    a_decision,
    a_vote,
    an_account,
    close,
    close_and_count,
    opened,
    passphrases,
)
from folkmoot.kernel import sealing
from folkmoot.kernel.guards import Guard
from folkmoot.kernel.rules import Refused

pytestmark = pytest.mark.django_db

SENTENCES = [
    guard.sentence
    for migration in (
        "folkmoot.deciding.migrations.0002_guards",
        "folkmoot.deciding.migrations.0004_counting_after_opening",
        "folkmoot.deciding.migrations.0010_known_by_name_alone",
        "folkmoot.deciding.migrations.0015_winners",
        "folkmoot.kernel.record.migrations.0002_guards",
    )
    for guard in import_module(migration).Migration.operations
    if isinstance(guard, Guard)
]


def by_hand(sql: str, *values: str) -> None:
    """Straight to the database, past every action and every rule."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def key_of(thing: Any) -> str:
    return thing.pk.hex if connection.vendor == "sqlite" else str(thing.pk)


def a_voted_one(stage: Stage) -> Decision:
    """A decision two people have voted in, at this stage."""
    decision = a_decision(stage=Stage.OPEN)
    a_code(decision)
    a_vote(decision, 1)
    a_vote(decision, 2)
    if stage == Stage.CLOSED:
        close(decision)
    if stage == Stage.COUNTING:
        opened(decision)
    if stage in {Stage.COUNTED, Stage.PUBLISHED}:
        close_and_count(decision, publish=stage == Stage.PUBLISHED)
    decision.refresh_from_db()
    return decision


OF_DECISION = "UPDATE deciding_decision SET {} WHERE id = %s"
OF_OPTIONS = "UPDATE deciding_option SET {} WHERE decision_id = %s"
OF_ROLL = "UPDATE deciding_rollentry SET {} WHERE decision_id = %s"
OF_THIS_COUNT = "count_id IN (SELECT id FROM deciding_count WHERE decision_id = %s)"
OF_THIS_BOX = "openedbox_id IN (SELECT id FROM deciding_openedbox WHERE decision_id = %s)"
VOTED = "channel <> ''"


@pytest.mark.parametrize(
    ("stage", "sql"),
    [
        (Stage.OPEN, OF_DECISION.format("budget_pence = 1")),
        (Stage.OPEN, OF_DECISION.format("rule_family = 'greedy'")),
        (Stage.OPEN, OF_DECISION.format("veto_grounds = 'anything'")),
        (Stage.OPEN, OF_DECISION.format("minimum_age = 90")),
        (Stage.OPEN, OF_DECISION.format("keys_needed = 1")),
        (Stage.OPEN, OF_DECISION.format("frozen = '{{}}'")),
        (Stage.OPEN, OF_DECISION.format("stage = 'DRAFT'")),
        (Stage.OPEN, OF_DECISION.format("stage = 'COUNTED'")),
        (Stage.CLOSED, OF_DECISION.format("stage = 'OPEN'")),
        (Stage.CLOSED, OF_DECISION.format("stage = 'COUNTED'")),
        (Stage.COUNTING, OF_DECISION.format("stage = 'CLOSED'")),
        (Stage.COUNTING, OF_DECISION.format("stage = 'ABANDONED'")),
        (Stage.COUNTING, OF_DECISION.format("stage = 'PUBLISHED'")),
        (Stage.COUNTING, OF_DECISION.format("reconciliation = 'two were lost'")),
        (Stage.COUNTING, OF_DECISION.format("completion = 'none'")),
        (Stage.COUNTED, OF_DECISION.format("counted_at = NULL")),
        (Stage.COUNTED, OF_DECISION.format("stage = 'CLOSED'")),
        (Stage.COUNTED, OF_DECISION.format("stage = 'OPEN'")),
        (Stage.COUNTED, OF_DECISION.format("envelope_list = ''")),
        (Stage.COUNTED, OF_DECISION.format("reconciliation = 'two were lost'")),
        (Stage.PUBLISHED, OF_DECISION.format("stage = 'COUNTED'")),
        (Stage.PUBLISHED, OF_DECISION.format("stage = 'ABANDONED'")),
        (Stage.OPEN, OF_OPTIONS.format("cost_pence = 1")),
        (Stage.OPEN, OF_OPTIONS.format("district = 'South'")),
        (Stage.OPEN, OF_OPTIONS.format("read_more = '/elsewhere/'")),
        (Stage.OPEN, OF_OPTIONS.format("lot = 9 - lot")),
        (Stage.COUNTING, OF_OPTIONS.format("vetoed_at = '2026-05-01', veto_reason = 'late'")),
        (Stage.COUNTED, OF_OPTIONS.format("vetoed_at = '2026-05-01', veto_reason = 'late'")),
        (Stage.OPEN, "DELETE FROM deciding_option WHERE decision_id = %s"),
        (Stage.OPEN, "DELETE FROM deciding_envelope WHERE decision_id = %s"),
        (Stage.CLOSED, "UPDATE deciding_envelope SET receipt_hash = '' WHERE decision_id = %s"),
        (Stage.OPEN, "DELETE FROM deciding_boxkey WHERE decision_id = %s"),
        (Stage.OPEN, "UPDATE deciding_boxkey SET holders = '[]' WHERE decision_id = %s"),
        (Stage.OPEN, "UPDATE deciding_countingofficer SET effort = '' WHERE decision_id = %s"),
        (Stage.OPEN, f"DELETE FROM deciding_rollentry WHERE {VOTED} AND decision_id = %s"),
        (Stage.CLOSED, "DELETE FROM deciding_rollentry WHERE decision_id = %s"),
        (Stage.COUNTING, OF_ROLL.format("standing = 'REFUSED'")),
        (Stage.COUNTING, "UPDATE deciding_pile SET n_ballots = 99 WHERE decision_id = %s"),
        (Stage.COUNTING, "UPDATE deciding_openedbox SET n_spoilt = 9 WHERE decision_id = %s"),
        (Stage.COUNTING, "DELETE FROM deciding_openedbox WHERE decision_id = %s"),
        (Stage.COUNTING, f"DELETE FROM deciding_openedbox_officers WHERE {OF_THIS_BOX}"),
        (Stage.COUNTED, OF_ROLL.format("standing = 'PROVISIONAL'")),
        (Stage.PUBLISHED, OF_ROLL.format("channel = 'WEB'")),
        (Stage.COUNTED, "UPDATE deciding_pile SET n_ballots = 99 WHERE decision_id = %s"),
        (Stage.COUNTED, "DELETE FROM deciding_pile WHERE decision_id = %s"),
        (Stage.COUNTED, "UPDATE deciding_count SET n_ballots = 99 WHERE decision_id = %s"),
        (Stage.COUNTED, "DELETE FROM deciding_count WHERE decision_id = %s"),
        (Stage.COUNTED, f"UPDATE deciding_winner SET turn = 9 WHERE {OF_THIS_COUNT}"),
        (Stage.COUNTED, f"DELETE FROM deciding_winner WHERE {OF_THIS_COUNT}"),
        (Stage.OPEN, "DELETE FROM record_event WHERE about LIKE 'deciding%%' OR about = %s"),
    ],
)
def test_the_database_refuses_whoever_writes_by_hand(stage: Stage, sql: str) -> None:
    decision = a_voted_one(stage)
    with pytest.raises(DatabaseError) as refused:
        by_hand(sql, key_of(decision))
    assert [said for said in SENTENCES if said in str(refused.value)], refused.value


def test_an_option_struck_out_stays_struck_out_with_its_reason() -> None:
    decision = a_decision(stage=Stage.OPEN, veto_grounds="Unsafe")
    option = decision.options.get(number=1)
    actions.veto_option(option=option, because="It is unsafe", by=None, at=NOON)
    for change in ("vetoed_at = NULL", "veto_reason = 'I do not like it'"):
        with pytest.raises(DatabaseError, match="struck out once"):
            by_hand(f"UPDATE deciding_option SET {change} WHERE id = %s", key_of(option))


def test_nobody_gets_on_the_roll_behind_the_closing() -> None:
    decision = a_voted_one(Stage.CLOSED)
    with pytest.raises(DatabaseError, match="the roll is fixed"), transaction.atomic():
        RollEntry.objects.create(decision=decision, way="LETTER")


def sealed_elsewhere(decision: Decision, choices: dict[int, int]) -> bytes:
    """Anyone may seal: the key of the box that seals is no secret."""
    plain = as_bytes(choices, decision=decision.pk, n_options=decision.options.count())
    return sealing.seal(plain, bytes(decision.public_key))


def swap_what_is_inside(decision: Decision) -> None:
    forged = sealed_elsewhere(decision, {4: 1})
    first = Envelope.objects.filter(decision=decision).earliest("mark")
    Envelope.objects.filter(pk=first.pk).update(sealed=forged)  # the mark stays as it was


@pytest.fixture
def officers() -> Callable[[Decision], Any]:
    """Two officers who type their passphrases."""

    def count(decision: Decision) -> Any:
        return actions.count_votes(
            decision=decision, passphrases=passphrases(decision), by=None, at=NOON
        )

    return count


def test_a_ballot_put_into_somebodys_envelope_under_their_mark_stops_the_count(
    officers: Callable[[Decision], Any],
) -> None:
    decision = a_voted_one(Stage.OPEN)
    swap_what_is_inside(decision)
    decision = close(decision)

    with pytest.raises(Refused, match="not the ones in the published list"):
        officers(decision)
    assert decision.envelopes.count() == 2


def test_a_paper_ballot_invented_after_closing_stops_the_count(
    officers: Callable[[Decision], Any],
) -> None:
    decision = a_voted_one(Stage.CLOSED)
    forged = sealed_elsewhere(decision, {4: 1})
    Envelope.objects.create(decision=decision, sealed=forged, mark=mark_of(forged))
    paper = PaperBallot.objects.create(decision=decision, number=1)
    for accomplice in (an_account(), an_account()):
        PaperTyping.objects.create(paper=paper, typed_by=accomplice, choices="4:1")
    PaperBallot.objects.filter(pk=paper.pk).update(is_sealed=True)
    Decision.objects.filter(pk=decision.pk).update(reconciliation="One was late")

    with pytest.raises(Refused) as refused:
        officers(decision)
    assert str(refused.value) == MEDDLED


def test_an_envelope_taken_out_together_with_its_vote_after_closing_stops_the_count(
    officers: Callable[[Decision], Any],
) -> None:
    decision = a_voted_one(Stage.CLOSED)
    taken = Envelope.objects.filter(decision=decision).earliest("mark")
    entry = taken.entry
    assert entry is not None
    Envelope.objects.filter(pk=taken.pk).delete()
    RollEntry.objects.filter(pk=entry.pk).update(channel=Channel.NONE)

    with pytest.raises(Refused) as refused:
        officers(decision)
    assert str(refused.value) == MEDDLED


def test_a_ballot_no_page_would_have_taken_is_spoilt_not_counted(
    officers: Callable[[Decision], Any],
) -> None:
    decision = a_decision(stage=Stage.OPEN, ballot_type="POINTS", points_total=10, points_most=10)
    a_vote(decision, given={1: 10})
    entry, _ = a_code(decision)
    forged = sealed_elsewhere(decision, {4: 65_000})
    Envelope.objects.create(decision=decision, entry=entry, sealed=forged, mark=mark_of(forged))
    RollEntry.objects.filter(pk=entry.pk).update(channel=Channel.WEB)
    decision = close(decision)

    count = officers(decision)

    assert (count.n_ballots, count.n_spoilt) == (1, 1)
    assert list(decision.piles.values_list("choices", flat=True)) == ["1:10"]


def test_a_ballot_is_not_spoilt_by_an_option_struck_out_after_it_was_cast(
    officers: Callable[[Decision], Any],
) -> None:
    decision = a_decision(stage=Stage.OPEN, veto_grounds="Unsafe")
    a_vote(decision, 1, 2)
    option = decision.options.get(number=1)
    actions.veto_option(option=option, because="It is unsafe", by=None, at=NOON)
    decision = close(decision)

    count = officers(decision)

    assert (count.n_ballots, count.n_spoilt) == (1, 0)


def test_a_decision_called_off_leaves_no_envelope_no_key_and_no_lock() -> None:
    decision = a_voted_one(Stage.OPEN)
    actions.abandon_decision(decision=decision, because="No money", by=None, at=NOON)

    assert not decision.envelopes.exists()
    assert not decision.box_keys.exists()
    assert not decision.counting_officers.exclude(public_key=b"").exists()
