"""Rules the database keeps by itself, whatever program writes to it: a migration operation.

Constraints say what a row may be; a guard says what may be done to it. The same guard is a
trigger on SQLite and on PostgreSQL.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Guard(Operation):
    """Refuse an `INSERT`, `UPDATE` or `DELETE` on a table while a condition holds.

    Parameters
    ----------
    name : str
        Of the trigger; unique in the database.
    table : str
        Table to guard.
    event : str
        `INSERT`, `DELETE`, `UPDATE` or `UPDATE OF column, column`.
    when : str
        SQL over `OLD`, `NEW` and other tables that both databases read the same; "" for
        always.
    sentence : str
        What the refusal says.
    """

    reversible = True

    def __init__(self, name: str, table: str, event: str, *, when: str = "", sentence: str) -> None:
        self.name, self.table, self.event = name, table, event
        self.when, self.sentence = when, sentence

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (
            self.__class__.__qualname__,
            [self.name, self.table, self.event],
            {"when": self.when, "sentence": self.sentence},
        )

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Guards are not part of the models."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for statement in self._make(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        on_table = f" ON {self.table}" if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER {self.name}{on_table}", params=None)

    def replacing(self, old: "Guard") -> list[Operation]:
        """The operations that put this guard in the place of another of the same table."""
        return [Lifted(old), self]

    def describe(self) -> str:
        return f"Guard {self.table}: {self.sentence}"

    def _make(self, vendor: str) -> list[str]:
        sentence = self.sentence.replace("'", "''")
        if vendor == "postgresql":
            row = "OLD" if self.event.startswith("DELETE") else "NEW"
            refusal = f"RAISE EXCEPTION USING MESSAGE = '{sentence}', ERRCODE = '23514';"
            check = f"IF {self.when} THEN {refusal} END IF;" if self.when else refusal
            return [
                f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql "
                f"AS $guard$ BEGIN {check} RETURN {row}; END $guard$",
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} "
                f"FOR EACH ROW EXECUTE FUNCTION {self.name}()",
            ]
        when = f"WHEN {self.when} " if self.when else ""
        return [
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} "
            f"FOR EACH ROW {when}BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        ]


class Lifted(Operation):
    """Take a guard away. Only ever to put a stricter or a later one in its place."""

    reversible = True

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Guards are not part of the models."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self.guard.database_backwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self.guard.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Lift the guard of {self.guard.table}: {self.guard.sentence}"


class UnderGuard(Operation):
    """Change tables that guards stand on, or look at, and leave every guard standing.

    SQLite changes a table by making it anew, and loses its triggers with the old one; and it
    renames no table while a trigger names one that is away. So they all step aside meanwhile.
    PostgreSQL needs none of this.
    """

    reversible = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__qualname__, [self.operations], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        standing = self._step_aside(schema_editor)
        for before, operation, after in self._steps(app_label, from_state):
            operation.database_forwards(app_label, schema_editor, before, after)
        self._step_back(schema_editor, standing)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        standing = self._step_aside(schema_editor)
        for before, operation, after in reversed(self._steps(app_label, to_state)):
            operation.database_backwards(app_label, schema_editor, after, before)
        self._step_back(schema_editor, standing)

    def describe(self) -> str:
        return " ".join(operation.describe() for operation in self.operations)

    def _steps(
        self, app_label: str, start: ProjectState
    ) -> list[tuple[ProjectState, Operation, ProjectState]]:
        steps, before = [], start
        for operation in self.operations:
            after = before.clone()
            operation.state_forwards(app_label, after)
            steps.append((before, operation, after))
            before = after
        return steps

    def _step_aside(self, schema_editor: BaseDatabaseSchemaEditor) -> dict[str, str]:
        if schema_editor.connection.vendor != "sqlite":
            return {}
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            standing = dict(cursor.fetchall())
        for name in standing:
            schema_editor.execute(f"DROP TRIGGER {name}", params=None)
        return standing

    def _step_back(self, schema_editor: BaseDatabaseSchemaEditor, standing: dict[str, str]) -> None:
        for statement in standing.values():
            schema_editor.execute(statement, params=None)
