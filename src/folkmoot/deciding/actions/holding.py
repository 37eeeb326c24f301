"""Holding still what a vote depends on, so that voters wait for a closing and not for each other.

PostgreSQL lets many share a lock on the decision; whoever wants to close must wait for them. The
foreign key of what voters write would take such a lock too, but only at commit, which is too
late. SQLite lets one transaction write at a time, so there is nothing to hold.
"""

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model

from folkmoot.deciding.models import Decision, RollEntry
from folkmoot.kernel.rules import Refused

M = TypeVar("M", bound=Model)

TAKEN_BACK = "That code is no longer good: it was taken back."

# What taking a vote looks at, and no more: votes come sixteen at a time.
DECISION = (
    "SELECT id, stage, abandoned_because, closes_at, ballot_type, min_choices, max_choices,"
    " points_total, points_most, budget_pence, currency, salt, public_key, in_person"
    " FROM deciding_decision WHERE id = %s"
)
LINE = (
    "SELECT id, decision_id, number, way, has_number, standing, settled_because, channel, name"
    " FROM deciding_rollentry WHERE id = %s"
)

# PostgreSQL locks in the order of the clauses: the decision first, as whoever closes it does.
BOTH = (
    "SELECT d.id, d.stage, d.abandoned_because, d.closes_at, d.ballot_type, d.min_choices,"
    " d.max_choices, d.points_total, d.points_most, d.budget_pence, d.currency, d.salt,"
    " d.public_key, d.in_person, r.id, r.decision_id, r.number, r.way, r.has_number, r.standing,"
    " r.settled_because, r.channel, r.name"
    " FROM deciding_decision d JOIN deciding_rollentry r ON r.decision_id = d.id"
    " WHERE d.id = %s AND r.id = %s FOR SHARE OF d FOR UPDATE OF r"
)
VOTED = "UPDATE deciding_rollentry SET channel = %s WHERE id = %s"


def held_decision(key: UUID) -> Decision:
    """The decision as it is, and as it stays until this transaction ends."""
    [decision] = _held(Decision, DECISION, key, lock=" FOR SHARE")
    return decision


def held_line(line: RollEntry) -> RollEntry:
    """A line of the roll and its decision: the line is ours alone until the transaction ends.

    `line` names its decision and itself; nothing else of it is believed. The decision is held
    first, as whoever closes it does. Raises Refused when the line was taken off meanwhile.
    """
    if connection.features.has_select_for_update:
        return _held_together(line)
    decision = held_decision(line.decision_id)
    for held in _held(RollEntry, LINE, line.pk, lock=""):
        held.decision = decision
        return held
    raise Refused(TAKEN_BACK)


def note_channel(line: RollEntry) -> None:
    """Write by which way the one on this line has voted, and nothing else of it: as it mostly is.

    In plain SQL, for it is done for every vote that is cast.
    """
    key = RollEntry._meta.pk.get_db_prep_value(line.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(VOTED, [str(line.channel), key])


def _held_together(line: RollEntry) -> RollEntry:
    """Both in one statement, where the database gives values as the models have them."""
    with connection.cursor() as cursor:
        cursor.execute(BOTH, [line.decision_id, line.pk])
        row = cursor.fetchone()
        columns = [each.name for each in cursor.description]
    if row is None:
        raise Refused(TAKEN_BACK)
    begins = columns.index("decision_id") - 1  # with the key of the line
    held = _made_of(RollEntry, columns[begins:], row[begins:])
    held.decision = _made_of(Decision, columns[:begins], row[:begins])
    return held


def _made_of(table: type[M], columns: Sequence[str], values: Sequence[Any]) -> M:
    """A row of the table, of which the other columns are read when asked for."""
    told = dict(zip(columns, values, strict=True))
    names = [each.attname for each in table._meta.concrete_fields if each.attname in told]
    return table.from_db(connection.alias, names, [told[name] for name in names])


def _held(table: type[M], statement: str, key: UUID, *, lock: str) -> list[M]:
    """Read a row and hold it, in one statement; what it does not name is read when asked for.

    Plain SQL, for Django's `select_for_update` knows no shared lock.
    """
    if connection.features.has_select_for_update:
        statement += lock
    told = table._meta.pk.get_db_prep_value(key, connection)
    return list(table._default_manager.raw(statement, [told]))
