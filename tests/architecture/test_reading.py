"""Everything can be read in one sitting, and says why it is there."""

import ast
import json
import re
from pathlib import Path

import pytest

from tests.architecture.house import HOUSE, ROOT, functions, modules, project, tree, where
from workshop.committed import committed_files, troubles

LONGEST_FUNCTION = 40
LONGEST_FILE = 300
READ_BY_PEOPLE = {".py", ".html", ".js", ".mjs", ".scss", ".css", ".jinja", ".sh"}

written = [
    p for p in committed_files() if p.suffix in READ_BY_PEOPLE and "migrations" not in p.parts
]
templates = sorted(HOUSE.rglob("templates/**/*.html"))


def test_functions_stay_readable_at_a_glance() -> None:
    def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
        documented = ast.get_docstring(node) and len(node.body) > 1
        start = node.body[1] if documented else node.body[0]
        return (node.end_lineno or 0) - start.lineno + 1

    long = [
        f"{where(path)}:{node.name} has {lines(node)} lines"
        for path in modules()
        for node in functions(path)
        if lines(node) > LONGEST_FUNCTION
    ]
    assert long == []


def test_files_stay_readable_in_one_sitting() -> None:
    long = {where(path): path.read_text().count("\n") for path in written}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        where(path)
        for path in modules()
        if path.read_text().strip() and not ast.get_docstring(tree(path))
    ]
    assert silent == []


def test_values_do_not_change_under_ones_hands() -> None:
    """Dataclasses that others see are frozen; what is private to a module may count as it goes."""
    loose = [
        f"{where(path)}:{node.name}"
        for path in modules()
        if path.is_relative_to(HOUSE) and "tests" not in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        for mark in map(ast.unparse, node.decorator_list)
        if re.match(r"(dataclasses\.)?dataclass\b", mark) and "frozen=True" not in mark
    ]
    assert loose == []


def test_every_python_package_has_its_reason_beside_it() -> None:
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    wanted = list(project()["project"]["dependencies"])
    wanted += [each for group in project()["dependency-groups"].values() for each in group]
    told = re.compile(r'^\s*"(?P<wanted>[^"]+)",?\s*# \S.{3,}$')
    reasons = {found["wanted"] for line in lines if (found := told.match(line))}
    assert set(wanted) - reasons == set()


def test_every_npm_package_has_its_reason_beside_it() -> None:
    package = json.loads((ROOT / "assets" / "package.json").read_text())
    wanted = {**package.get("dependencies", {}), **package.get("devDependencies", {})}
    reasons = {name for name, why in package.get("why", {}).items() if len(why) > 10}
    assert wanted.keys() - reasons == set()
    assert reasons - wanted.keys() == set(), "a reason for what is no longer there"


INLINE = (
    (re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.I), "an inline script"),
    (re.compile(r"<style\b", re.I), "an inline style"),
    (re.compile(r"<[^>%{]*\sstyle=", re.I), "a style attribute"),
    (re.compile(r"<[^>%{]*\son[a-z]+=", re.I), "an inline handler"),
    (re.compile(r"javascript:", re.I), "a script in an address"),
    (re.compile(r"\|\s*safe\b|\|\s*safeseq\b"), "|safe"),
    (re.compile(r"\bautoescape\s+(off|false)", re.I), "autoescape off"),
    (re.compile(r"(?:src|href)=[\"'](?:https?:)?//[^\"']+\.(?:js|css|woff2?)"), "a file of others"),
)


@pytest.mark.parametrize("path", templates, ids=lambda path: path.name)
def test_templates_hold_nothing_inline_and_trust_nobody(path: Path) -> None:
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.S)
    assert [what for pattern, what in INLINE if pattern.search(text)] == []


def test_code_trusts_no_text() -> None:
    trusting = [
        where(path)
        for path in modules()
        if path.is_relative_to(HOUSE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] in {"mark_safe", "SafeString", "RawSQL"}
    ]
    assert trusting == []


def test_what_is_committed_names_no_registry_and_no_machine() -> None:
    assert troubles() == []


def test_nobody_is_called_helper() -> None:
    """A name says what is inside."""
    empty = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "handler"}
    assert [where(path) for path in modules() if path.stem in empty] == []


def test_every_decision_record_has_a_number_of_its_own() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(path.name[:4]) for path in records]
    assert numbers == list(range(1, len(records) + 1))
    assert all(
        path.read_text().startswith(f"# {number}. ")
        for path, number in zip(records, numbers, strict=True)
    )
