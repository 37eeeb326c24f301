"""Tables that can be read in a terminal, progress, and what machine this is."""

import os
import platform
import sys
import time
from collections.abc import Sequence
from pathlib import Path

Cell = str | int | float | None


def say(*words: str) -> None:
    """Part of the report: goes to standard output."""
    print(*words, flush=True)


def progress(words: str) -> None:
    """How far we are: goes beside the report, and is written over on a terminal."""
    if sys.stderr.isatty():
        print(f"\r\033[K{words[:100]}", end="", file=sys.stderr, flush=True)
    else:
        print(f"  … {words}", file=sys.stderr, flush=True)


def progress_ends() -> None:
    """Wipe the line of progress."""
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Print a table: words to the left, figures to the right."""
    progress_ends()
    cells = [[_shown(cell) for cell in row] for row in rows]
    widths = [
        max(len(head), *(len(row[at]) for row in cells)) if cells else len(head)
        for at, head in enumerate(heads)
    ]
    to_right = [
        bool(rows) and all(not isinstance(row[at], str) for row in rows if row[at] is not None)
        for at in range(len(heads))
    ]
    say(f"\n{title}")
    say("─" * (sum(widths) + 2 * (len(widths) - 1)))
    for row in [list(heads), *cells]:
        padded = [
            word.rjust(width) if right else word.ljust(width)
            for word, width, right in zip(row, widths, to_right, strict=True)
        ]
        say("  ".join(padded).rstrip())


def machine() -> str:
    """One line about where the figures come from, and how busy it is."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} × {_processor()}, "
        f"Python {platform.python_version()}, SQLite {_sqlite()}; "
        f"load {load}; {time.strftime('%d %B %Y, %H:%M')}"
    )


def memory() -> str:
    """How much of the machine's memory is free."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return ""
    facts = {line.split(":")[0]: int(line.split()[1]) // 1024 for line in lines[:3]}
    return f"{facts['MemAvailable']:,} of {facts['MemTotal']:,} MiB free"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or "processors"
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else "processors"


def _sqlite() -> str:
    import sqlite3

    return sqlite3.sqlite_version


def _shown(cell: Cell) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, float):
        return figure(cell)
    return f"{cell:,}" if isinstance(cell, int) else cell


def figure(value: float) -> str:
    """Three figures, no more: the rest is noise.

    >>> figure(0.01234), figure(12.345), figure(1234.5)
    ('0.012', '12.3', '1,234')
    """
    if abs(value) >= 100:
        return f"{value:,.0f}"
    if abs(value) >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if abs(value) >= 1 else f"{value:.3f}"
