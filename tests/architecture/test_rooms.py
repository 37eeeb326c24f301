"""Rooms keep their place, and show others only what is meant for them.

When one of these fails, change the code, or change our minds in the open with a decision
record; never add an exception quietly.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.models import Model

from tests.architecture.house import (
    HOUSE,
    contract,
    floor_of,
    floors,
    links,
    modules,
    our_models,
    parts,
    room_at,
    room_of,
    rooms,
    tree,
    where,
)
from workshop.tools import environment

PRIVATE = {"views", "forms", "analysis", "notices", "urls", "tasks", "management", "templatetags"}
SHARED = {"kernel", "methods"}  # whole libraries for everyone; what is private there begins with _


def imports(path: Path) -> Iterator[tuple[str, set[str]]]:
    """The room a module imports from, and every name on the way."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("folkmoot."):
            _, room, *inside = (node.module or "").split(".")
            yield room, {*inside[:1], *(() if inside else (alias.name for alias in node.names))}
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("folkmoot."):
                    yield alias.name.split(".")[1], set(alias.name.split(".")[2:3])


def test_a_room_shows_others_only_its_models_rules_queries_and_actions() -> None:
    seen = [
        f"{where(path)} reaches into {room}: {', '.join(sorted(names & PRIVATE))}"
        for path in modules()
        if room_at(path) and "tests" not in path.parts
        for room, names in imports(path)
        if room not in {room_at(path), *SHARED} and names & PRIVATE
    ]
    assert seen == []


def test_every_room_with_actions_keeps_the_same_order_inside() -> None:
    with_actions = {f"folkmoot.{room_at(path)}" for path in parts("actions")}
    assert with_actions - set(contract("room")["containers"]) == set()


def test_the_methods_library_runs_without_django() -> None:
    packages = [
        "folkmoot.methods." + path.parent.name for path in HOUSE.glob("methods/*/__init__.py")
    ]
    without = f"import sys; sys.modules['django'] = None; import {', '.join(packages)}"
    done = subprocess.run(
        [sys.executable, "-c", without],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("room", rooms())
def test_every_room_says_what_it_is_for_in_one_line(room: str) -> None:
    purpose = ast.get_docstring(tree(HOUSE / room / "__init__.py"))
    assert purpose is not None
    assert len(purpose.splitlines()) == 1
    assert len(purpose) <= 90


def test_every_folder_is_a_room_with_a_floor() -> None:
    folders = {path.parent.name for path in HOUSE.glob("*/__init__.py")}
    assert folders == frozenset().union(*floors())


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_links_point_down_the_house(model: type[Model]) -> None:
    """Import contracts cannot see `ForeignKey("other.Model")`; this can."""
    here = room_of(model)
    upward = [
        f"{field} points at {room_of(there)}"
        for field, there in links(model)
        if room_of(there) != here and floor_of(room_of(there)) <= floor_of(here)
    ]
    assert upward == []
