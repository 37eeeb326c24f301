"""Holding still what a vote depends on, so that voters wait for a closing and not for each other.

PostgreSQL lets many share a lock on the decision; whoever wants to close must wait for them. The
foreign key of what voters write would take such a lock too, but only at commit, which is too
late. SQLite lets one transaction write at a time, so there is nothing to hold.
"""

from typing import TypeVar
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


def held_decision(key: UUID) -> Decision:
    """The decision as it is, and as it stays until this transaction ends."""
    [decision] = _held(Decision, DECISION, key, lock=" FOR SHARE")
    return decision


def held_line(line: RollEntry) -> RollEntry:
    """A line of the roll and its decision: the line is ours alone until the transaction ends.

    `line` names its decision and itself; nothing else of it is believed. The decision is held
    first, as whoever closes it does. Raises Refused when the line was taken off meanwhile.
    """
    decision = held_decision(line.decision_id)
    for held in _held(RollEntry, LINE, line.pk, lock=" FOR UPDATE"):
        held.decision = decision
        return held
    raise Refused(TAKEN_BACK)


def _held(table: type[M], statement: str, key: UUID, *, lock: str) -> list[M]:
    """Read a row and hold it, in one statement; what it does not name is read when asked for.

    Plain SQL, for Django's `select_for_update` knows no shared lock.
    """
    if connection.features.has_select_for_update:
        statement += lock
    told = table._meta.pk.get_db_prep_value(key, connection)
    return list(table._default_manager.raw(statement, [told]))
