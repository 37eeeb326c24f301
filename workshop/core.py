"""How the compiled core is built: one call of the C compiler, here and when a wheel is made."""

import shutil
from pathlib import Path

FOLDER = Path("src/folkmoot/methods/budgeting/core")
MODULE = "folkmoot.methods.budgeting.core._core"
# Sums are to come out the same on every machine: no fused or reordered floating point.
FLAGS = ["-O3", "-std=c11", "-Wall", "-Wextra", "-ffp-contract=off", "-fno-fast-math"]
WITHOUT = "no C compiler here: counting goes the plain way, with the same answers, more slowly"


def sources(root: Path) -> list[Path]:
    """The C files, in order."""
    return sorted((root / FOLDER).glob("*.c"))


def built(root: Path) -> Path:
    """Where the built core lies."""
    return root / FOLDER / "_core.so"


def compiler() -> str | None:
    """The machine's C compiler."""
    return next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)


def command(root: Path, into: Path) -> list[object]:
    """What builds it."""
    return [compiler(), *FLAGS, "-fPIC", "-shared", "-o", into, *sources(root), "-lm"]
