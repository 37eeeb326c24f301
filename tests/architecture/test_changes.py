"""Changes have names, reading changes nothing, and whoever shows a page changes nothing either."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import parts, tree, where

WRITES = {
    "save",
    "create",
    "get_or_create",
    "update_or_create",
    "delete",
    "bulk_create",
    "bulk_update",
    "acreate",
    "asave",
    "adelete",
}
OF_ROWS = ("objects", "filter(", "exclude(", "all()")


def actions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Every action: the public functions of `actions.py`, or what the package `actions` shows."""
    for path in parts("actions"):
        shown = names_shown_by(path.with_name("__init__.py")) if path.stem != "actions" else None
        functions = (each for each in tree(path).body if isinstance(each, ast.FunctionDef))
        for action in functions:
            if action.name in shown if shown else not action.name.startswith("_"):
                yield path, action


def names_shown_by(package: Path) -> set[str]:
    """What a package hands on to others."""
    imported = (node for node in tree(package).body if isinstance(node, ast.ImportFrom))
    return {alias.name for node in imported for alias in node.names}


@pytest.mark.parametrize(
    ("path", "action"),
    list(actions()),
    ids=lambda one: one.name if isinstance(one, ast.FunctionDef) else one.parts[-2],
)
def test_an_action_is_called_by_name_in_one_transaction_by_someone_at_some_time(
    path: Path, action: ast.FunctionDef
) -> None:
    named = {argument.arg for argument in action.args.kwonlyargs}
    assert not action.args.args, "keyword-only arguments"
    assert {"by", "at"} <= named, "say who and when"
    assert ast.get_docstring(action), "say what it is for"
    decorators = [ast.unparse(each) for each in action.decorator_list]
    assert any(each.startswith("transaction.atomic") for each in decorators), "one transaction"
    told = records(path, action)
    assert told, "leave a record"


def records(path: Path, action: ast.FunctionDef) -> bool:
    """Whether an action, or a function of its own module that it calls, leaves a record."""
    beside = {each.name: each for each in tree(path).body if isinstance(each, ast.FunctionDef)}
    ahead, seen = [action], {action.name}
    for function in ahead:
        calls = {
            each.func.id
            for each in ast.walk(function)
            if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)
        }
        if "record" in calls:
            return True
        ahead += [beside[name] for name in calls & beside.keys() - seen]
        seen |= calls
    return False


def writes(path: Path) -> Iterator[str]:
    """Calls in a module that change rows."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            whose = ast.unparse(node.func.value)
            updates = node.func.attr == "update" and any(mark in whose for mark in OF_ROWS)
            if node.func.attr in WRITES or updates:
                yield f"{where(path)}:{node.lineno} {whose[:40]}.{node.func.attr}()"


def test_reading_and_showing_change_nothing() -> None:
    reading = parts("queries", "rules", "analysis", "views", "forms", "urls")
    assert [write for path in reading for write in writes(path)] == []


def test_rules_answer_in_words() -> None:
    """A rule is `why_not_…`; it returns one sentence, "" when the thing may happen."""
    wrong = [
        f"{where(path)}:{node.name} returns {ast.unparse(node.returns) if node.returns else '?'}"
        for path in parts("rules")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("why_not_")
        and not (node.returns and ast.unparse(node.returns) == "str")
    ]
    assert wrong == []


def test_nobody_waits_for_signals() -> None:
    listening = [
        where(path)
        for path in parts("models", "apps", "actions", "tasks", "notices", "signals")
        if "django.dispatch" in path.read_text() or "models.signals" in path.read_text()
    ]
    assert listening == []
