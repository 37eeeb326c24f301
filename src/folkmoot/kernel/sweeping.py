"""What databases keep of what was deleted, and how it is cleared away.

A deleted row stays where it was until something is written over it: in free pages and the
write-ahead log of SQLite, in dead row versions of PostgreSQL. Rows that must not be found
again are swept out after the transaction that deleted them.
"""

from collections.abc import Sequence

from django.db import connection, models, transaction


def sweep_after_commit(tables: Sequence[type[models.Model]]) -> None:
    """Once this transaction has committed, leave nothing of deleted rows in these tables.

    SQLite overwrites deleted rows at once (`secure_delete`, see settings), so only the log is
    left to empty. PostgreSQL rewrites the tables, which are locked while it does. Copies made
    before, backups and archived logs, are out of reach.
    """
    names = [table._meta.db_table for table in tables]
    transaction.on_commit(lambda: _sweep(names))


def _sweep(names: Sequence[str]) -> None:
    if connection.in_atomic_block:  # inside a test's own transaction nothing can be swept
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        for name in names:
            cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(name)}")
