"""How a count grows with the number of voters: whole processes on made-up elections."""

import tempfile
from pathlib import Path
from typing import Any

from bench import report
from bench.made_up import write_election
from bench.whole import TIMES, counting, middling

SIZES = (
    (1_000, 100),
    (10_000, 100),
    (100_000, 100),
    (1_000_000, 100),
    (10_000_000, 200),
)  # voters, projects
LONG = 1_000_000  # voters: from here on once is enough
RULE = "equal-shares/cost/none"
MOST = {1_000_000: (6.0, 600.0), 10_000_000: (None, 6144.0)}  # CPU seconds, MiB


def run(*, quick: bool) -> bool:
    """Count elections ten times as large as the one before; `quick` ends at 100,000."""
    report.say(f"\nGROWTH: whole processes, from file to JSON, by {RULE}.")
    rows: list[list[Any]] = []
    fine = True
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as made:
        for n_voters, n_projects in SIZES[: 3 if quick else None]:
            path = Path(made) / "election.pb"
            report.progress(f"growth: making up {n_voters:,} voters")
            write_election(path, n_voters, n_projects)
            report.progress(f"growth: counting {n_voters:,} voters")
            took, peak = middling(counting(path, RULE), 1 if n_voters >= LONG else TIMES)
            size = path.stat().st_size / 2**20
            rows.append([n_voters, n_projects, size, took, took / n_voters * 1e6, peak])
            fine = fine and _within(n_voters, took, peak)
    heads = ["Voters", "Projects", "MiB", "CPU s", "µs a voter", "peak MiB, the file included"]
    report.table("Growth", heads, rows)
    return fine


def _within(n_voters: int, took: float, peak: float) -> bool:
    """Whether a size that has a limit kept it; says so where it did not."""
    seconds, mib = MOST.get(n_voters, (None, None))
    slow = seconds is not None and took > seconds
    large = mib is not None and peak > mib
    if slow or large:
        report.say(f"✗ {n_voters:,} voters: {took:.1f} CPU s, {peak:,.0f} MiB")
    return not (slow or large)
