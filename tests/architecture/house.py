"""The house as its tests see it: rooms, floors, models, doors, files."""

import ast
import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Field, Model
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.third_party import THIRD_PARTY

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
HOUSE = SRC / "folkmoot"
# Sweeps over every door, form and page leave nothing out: docs/testing.md says what they do else.
WHOLE = os.environ.get("FOLKMOOT_WHOLE") == "yes"


@cache
def floors() -> tuple[frozenset[str], ...]:
    """Rooms, floor by floor, from the top of the house down, as pyproject.toml declares them."""
    layers = contract("house")["layers"]
    return tuple(frozenset(room.strip() for room in layer.split("|")) for layer in layers)


def rooms() -> list[str]:
    """Every room, by name."""
    return sorted(frozenset().union(*floors()))


@cache
def project() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def contract(name: str) -> dict[str, Any]:
    """One import contract, as pyproject.toml declares it."""
    contracts = project()["tool"]["importlinter"]["contracts"]
    found: dict[str, Any] = next(each for each in contracts if each["id"] == name)
    return found


def floor_of(room: str) -> int:
    """How far below the roof a room lies."""
    return next(number for number, names in enumerate(floors()) if room in names)


def room_of(model: type[Model]) -> str:
    """The room a model lives in."""
    return model.__module__.split(".")[1]


def is_ours(model: object) -> bool:
    """Whether a model is of this house, not of a library."""
    return isinstance(model, type) and model.__module__.startswith("folkmoot.")


def our_models() -> list[type[Model]]:
    """Every model of ours, the tables behind many-to-many fields too."""
    return [model for model in apps.get_models(include_auto_created=True) if is_ours(model)]


def links(model: type[Model]) -> Iterator[tuple[Field[Any, Any], type[Model]]]:
    """Every link from a model to a model of ours."""
    for field in model._meta.get_fields():
        if isinstance(field, Field) and is_ours(field.related_model):
            yield field, field.related_model  # type: ignore[misc]


# ── Files ───────────────────────────────────────────────────────────────────────────────────────


@cache
def modules() -> tuple[Path, ...]:
    """Every module of ours that people write: not migrations."""
    ours = [*SRC.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "workshop").rglob("*.py")]
    ours += [ROOT / "run.py", ROOT / "conftest.py", *(ROOT / "bench").rglob("*.py")]
    return tuple(sorted(path for path in ours if "migrations" not in path.parts))


@cache
def tree(path: Path) -> ast.Module:
    """A module's syntax."""
    return ast.parse(path.read_text())


def parts(*names: str) -> list[Path]:
    """Modules of rooms with such a name; one that grew is a package of that name."""
    found = {path for name in names for path in HOUSE.glob(f"*/{name}.py")}
    found |= {path for name in names for path in HOUSE.glob(f"*/{name}/**/*.py")}
    return sorted(found)


def room_at(path: Path) -> str:
    """The room a file lies in; "" for those that lie in none."""
    inside = path.relative_to(HOUSE).parts if path.is_relative_to(HOUSE) else ()
    return inside[0] if len(inside) > 1 else ""


def where(path: Path) -> str:
    """How a failing test names a file."""
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method in a module."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


# ── Doors ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Address:
    """One address, and who may pass."""

    path: str
    name: str
    view: Any

    @property
    def door(self) -> tuple[str, str] | None:
        """What stands behind it and who may pass; `None` when nobody has said."""
        if door := getattr(self.view, "door", None):
            return door.thing, str(door)
        return THIRD_PARTY.get(self.name)

    @property
    def writer(self) -> str:
        """Where the view comes from."""
        return str(getattr(self.view, "__module__", "?"))


def addresses(patterns: list[Any] | None = None, prefix: str = "/") -> Iterator[Address]:
    """Every address of the site."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            yield Address(path, pattern.name or "", pattern.callback)


def door_table() -> str:
    """The page we show to people who ask who can do what."""
    head = (
        "# Who may open which door\n\n"
        "Every address of the site. `python3 run.py doors` writes this page from the code, and a "
        "test compares them, so that a door cannot be loosened without someone seeing it here.\n\n"
        "| Address | Thing | Who |\n|---|---|---|\n"
    )
    rows = []
    for each in addresses():
        thing, who = each.door or ("?", "nobody has said")
        rows.append(f"| `{each.path.replace('|', chr(92) + '|')}` | {thing} | {who} |\n")
    return head + "".join(rows)
