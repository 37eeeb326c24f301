"""Who could find out how somebody voted: each claim of the decision record, tried.

"The thief" in these tests has every row of every table; "the administrator" has the secret
key of the site as well. Claims about web addresses and logs are tried where the pages are.
"""

from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.db.models import ForeignKey

from folkmoot.deciding import actions, codes
from folkmoot.deciding.ballots import as_bytes, as_text
from folkmoot.deciding.models import (
    BallotType,
    BoxKey,
    Channel,
    CountingOfficer,
    Decision,
    Envelope,
    Pile,
    RollEntry,
    Stage,
)
from folkmoot.deciding.rolls import RollLine
from folkmoot.deciding.tests.makers import (
    NOON,
    PASSPHRASE,
    a_code,
    a_decision,
    a_vote,
    close_and_count,
    passphrases,
)
from folkmoot.kernel import sealing
from folkmoot.kernel.record.models import Event

POINTS: dict[str, Any] = {
    "ballot_type": BallotType.POINTS,
    "points_total": 30_000,
    "points_most": 30_000,
}
# A ballot nobody would write by accident: points that are easy to search for.
TELLTALE = {1: 17_377, 3: 9_871, 4: 3}


def everything_stored() -> list[Any]:
    """Every value of every column of every table."""
    values: list[Any] = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            values.extend(chain.from_iterable(model._default_manager.values_list()))
    return values


def text_values_of(table: type[models.Model]) -> list[str]:
    return [str(v) for v in chain.from_iterable(table._default_manager.values_list())]


def binary_values() -> list[bytes]:
    return [bytes(v) for v in everything_stored() if isinstance(v, bytes | memoryview)]


def text_values() -> list[str]:
    return [str(v) for v in everything_stored() if not isinstance(v, bytes | memoryview)]


@pytest.mark.django_db
def test_the_thief_finds_no_choices_in_any_column_while_voting_is_open() -> None:
    decision = a_decision(stage=Stage.OPEN, **POINTS)
    a_vote(decision, given=TELLTALE)
    plain = as_bytes(TELLTALE, decision=decision.pk, n_options=4)

    assert not [v for v in text_values() if "17377" in v or as_text(TELLTALE) in v]
    assert not [v for v in binary_values() if plain[-8:] in v]


@pytest.mark.django_db
def test_nothing_the_thief_has_opens_an_envelope() -> None:
    decision = a_decision(stage=Stage.OPEN)
    a_vote(decision, 1, 2)
    sealed = bytes(Envelope.objects.get().sealed)

    for key in {value for value in binary_values() if len(value) == 32}:
        with pytest.raises(sealing.WrongKey):
            sealing.unseal(sealed, key)


@pytest.mark.django_db
def test_one_counting_officer_with_the_database_opens_nothing() -> None:
    decision = a_decision(stage=Stage.OPEN)
    a_vote(decision, 1, 2)
    officer, phrase = next(iter(passphrases(decision).items()))
    lock = sealing.PassphraseLock(bytes(officer.public_key), bytes(officer.salt), officer.effort)
    private = sealing.private_key_of(phrase, lock)

    for key in BoxKey.objects.all():
        with pytest.raises(sealing.WrongKey):
            sealing.open_together(bytes(key.sealed), [private, private])


@pytest.mark.django_db
def test_an_envelope_has_the_same_size_whatever_is_in_it() -> None:
    decision = a_decision(stage=Stage.OPEN)
    for numbers in [(1,), (1, 2, 3, 4), (4,)]:
        a_vote(decision, *numbers)
    assert len({len(sealed) for sealed in Envelope.objects.values_list("sealed", flat=True)}) == 1


@pytest.mark.django_db
def test_the_same_ballot_sealed_twice_looks_different_so_a_receipt_proves_no_choice() -> None:
    decision = a_decision(stage=Stage.OPEN)
    first, second = a_vote(decision, 1), a_vote(decision, 1)
    assert first.mark != second.mark


@pytest.mark.django_db
def test_the_thief_cannot_vote_with_what_is_kept_of_a_code_or_a_receipt() -> None:
    decision = a_decision(stage=Stage.OPEN)
    entry, code = a_code(decision)
    receipt = actions.cast_ballot(
        entry=entry, choices={1: 1}, channel=Channel.WEB, by=None, at=NOON
    )
    hashes = set(RollEntry.objects.values_list("code_hash", flat=True))
    hashes |= set(Envelope.objects.values_list("receipt_hash", flat=True))
    salt = bytes(decision.salt)

    assert codes.hash_of(code, salt=salt) in hashes
    assert not [value for value in text_values() if codes.hash_of(value, salt=salt) in hashes]
    assert not [value for value in text_values() if code in value or receipt.code in value]


@pytest.mark.django_db
def test_no_passphrase_is_kept_anywhere() -> None:
    decision = a_decision(stage=Stage.OPEN)
    assert decision.counting_officers.count() == 3
    assert not [value for value in text_values() if PASSPHRASE in value or "kettle" in value]


@pytest.mark.django_db
def test_once_counted_no_envelope_no_key_and_no_lock_is_left() -> None:
    decision = a_decision(stage=Stage.OPEN)
    a_vote(decision, 1)
    close_and_count(decision)

    assert not Envelope.objects.exists()
    assert not BoxKey.objects.exists()
    assert not CountingOfficer.objects.exclude(public_key=b"").exists()


@pytest.mark.django_db
def test_a_backup_made_while_voting_is_not_opened_by_anything_kept_afterwards() -> None:
    decision = a_decision(stage=Stage.OPEN)
    a_vote(decision, 1, 2)
    backup = [bytes(sealed) for sealed in Envelope.objects.values_list("sealed", flat=True)]
    close_and_count(decision)

    keys = {value for value in binary_values() if len(value) == 32}
    keys.add(settings.SECRET_KEY.encode()[:32])
    for sealed in backup:
        for key in keys:
            with pytest.raises(sealing.WrongKey):
                sealing.unseal(sealed, key)


def test_a_pile_has_no_room_for_a_person_a_time_or_a_chance_key() -> None:
    fields = {field.name: field for field in Pile._meta.get_fields()}
    assert set(fields) == {"id", "decision", "choices", "n_ballots"}
    assert isinstance(fields["id"], models.BigAutoField)


def test_nothing_points_at_a_pile_and_a_pile_points_only_at_its_decision() -> None:
    pointing = {
        field.related_model
        for field in Pile._meta.get_fields()
        if isinstance(field, ForeignKey) or (field.auto_created and field.is_relation)
    }
    assert pointing == {Decision}


@pytest.mark.django_db
def test_the_piles_are_the_same_whoever_voted_first() -> None:
    votes = [(1,), (2, 3), (1,), (4,), (2,), (1, 4)]
    tables = []
    for order in (votes, votes[::-1]):
        decision = a_decision(stage=Stage.OPEN)
        for numbers in order:
            a_vote(decision, *numbers)
        close_and_count(decision)
        tables.append(list(decision.piles.order_by("id").values_list("choices", "n_ballots")))
    assert tables[0] == tables[1] == sorted(tables[0])


@pytest.mark.django_db
def test_the_roll_keeps_no_time() -> None:
    kinds = {type(field) for field in RollEntry._meta.concrete_fields}
    kinds |= {type(field) for field in Envelope._meta.concrete_fields}
    assert not kinds & {models.DateTimeField, models.DateField, models.TimeField}


@pytest.mark.django_db
def test_the_account_tells_the_day_of_a_ballot_and_neither_the_hour_nor_the_person() -> None:
    decision = a_decision(stage=Stage.OPEN)
    entry, _ = a_code(decision)
    evening = NOON + timedelta(hours=6, minutes=7, seconds=8)
    actions.cast_ballot(entry=entry, choices={1: 1}, channel=Channel.PHONE, by=None, at=evening)
    event = Event.objects.get(kind="ballot_received")
    assert (event.by, event.facts) == ("", {})
    assert event.at == datetime(2026, 5, 1, tzinfo=NOON.tzinfo)
    assert event.pk.version == 4, "a key that sorts by time would tell the hour"
    assert str(entry.pk) not in event.about


@pytest.mark.django_db
def test_the_thief_cannot_tell_who_voted_on_paper_without_their_letter() -> None:
    decision = a_decision(stage=Stage.OPEN, by_roll=True)
    lines = [RollLine(name, "AB1 2CD", "", f"{name} Street") for name in ("Ann", "Bob")]
    actions.load_roll(decision=decision, lines=lines, by=None, at=NOON)
    decision.refresh_from_db()
    _, [(ann, _), (bob, _)] = actions.make_letters(
        decision=decision, n_letters=2, label="To the list", by=None, at=NOON
    )
    actions.check_in_paper(entry=ann, told_code=True, by=None, at=NOON)
    actions.check_in_seen(entry=bob, by=None, at=NOON)
    own = {"id", "number", "code_hash", "identity_hash", "name", "address"}
    kept = [
        {name: value for name, value in row.items() if name not in own}
        for row in RollEntry.objects.values()
    ]
    assert kept[0] == kept[1]
    told = Event.objects.filter(kind="paper_checked_in").values("about", "by", "facts", "at")
    assert told[0] == told[1]
    assert str(bob.pk) not in " ".join(text_values_of(Event))


@pytest.mark.django_db
def test_keys_of_roll_and_envelopes_do_not_tell_when_they_were_made() -> None:
    decision = a_decision(stage=Stage.OPEN)
    a_vote(decision, 1)
    assert RollEntry.objects.get().pk.version == 4
    assert Envelope.objects.get().pk.version == 4


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_all_piles_are_of_one_transaction_and_lie_in_the_order_of_what_is_on_them() -> None:
    decision = a_decision(stage=Stage.OPEN)
    for numbers in [(4,), (1,), (2, 3), (1,)]:
        a_vote(decision, *numbers)
    close_and_count(decision)
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text, choices FROM deciding_pile ORDER BY ctid")
        rows = cursor.fetchall()
        cursor.execute("SELECT DISTINCT xmin::text FROM deciding_rollentry")
        roll = {version for (version,) in cursor.fetchall()}
    assert len({version for version, _ in rows}) == 1
    assert [choices for _, choices in rows] == sorted(choices for _, choices in rows)
    assert not roll & {version for version, _ in rows}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_no_dead_row_of_an_envelope_or_a_key_is_left_after_the_count() -> None:
    decision = a_decision(stage=Stage.OPEN)
    a_vote(decision, 1)
    close_and_count(decision)
    with connection.cursor() as cursor:
        for table in ("deciding_envelope", "deciding_boxkey"):
            cursor.execute("SELECT pg_relation_size(%s)", [table])
            assert cursor.fetchone() == (0,), table


@pytest.mark.django_db(transaction=True)
def test_the_files_of_the_database_hold_no_choice_while_open_and_no_envelope_after() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's own files are tried above")
    decision = a_decision(stage=Stage.OPEN, **POINTS)
    a_vote(decision, given=TELLTALE)
    plain = as_bytes(TELLTALE, decision=decision.pk, n_options=4)
    sealed = bytes(Envelope.objects.get().sealed)

    assert sealed in _database_bytes()  # or the search below would find nothing either way
    assert plain[-8:] not in _database_bytes()

    close_and_count(decision)
    assert sealed not in _database_bytes()


def _database_bytes() -> bytes:
    name = str(connection.settings_dict["NAME"])
    return b"".join(
        Path(name + end).read_bytes() for end in ("", "-wal") if Path(name + end).exists()
    )
