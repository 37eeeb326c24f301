"""Raising shares by many thousands of small steps: long ballots, and money in small units."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import report
from bench.made_up import write_election
from folkmoot.methods.budgeting import Rule, count, pabulib, prove

RULES = ("equal-shares/cost/none", "equal-shares/cost/add1", "phragmen")
# Voters, projects, what a project costs at most, of how many parts of all costs the budget is.
SIZES = (
    (28_943, 175, 50_000_000, 8),
    (28_943, 175, 50_000_000, 4),
    (28_943, 175, 50_000_000, 3),
    (100_000, 100, 500_000, 4),
)


def run(*, quick: bool) -> bool:
    """Count made-up elections by single runs, by Phragmén and step by step, each proven."""
    report.say(
        "\nCLIMBS: made-up elections with up to 15 choices a ballot, nearly all ballots unlike; "
        "the rule alone,\n   an election never counted before, once each; every outcome proven."
    )
    rows: list[list[Any]] = []
    with TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        for voters, projects, most, part in SIZES[: 1 if quick else None]:
            path = Path(folder) / "made.pb"
            write_election(path, voters, projects, most=most, part=part)
            rows += [_row(path, name, f"{voters:,} × {projects}, 1/{part}") for name in RULES]
    heads = ["Voters × projects, budget", "rule", "steps", "funded", "CPU s", "its proof CPU s"]
    report.table("Rules on made-up elections", heads, rows)
    return True


def _row(path: Path, name: str, told: str) -> list[Any]:
    report.progress(f"climbs: {told}, {name}")
    election = pabulib.read(path.read_bytes()).election
    begun = time.process_time()
    outcome = count(election, Rule.parse(name))
    counted = time.process_time()
    proof = prove(election, outcome)
    if not proof.proved:
        raise RuntimeError(f"the count of {told} by {name} is not proved: {proof.fault}")
    proven = time.process_time() - counted
    n_funded = len(outcome.funded)
    return [told, name, outcome.add1_steps, n_funded, counted - begun, proven]
