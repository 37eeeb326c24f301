"""Counting real elections, beside pabutools: an independent implementation, test use only."""

import json
import math
import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import report
from bench.made_up import write_election
from workshop.tools import PYTHON, ROOT, environment, start, stop

FILES = {
    "Wieliczka 2023": "Poland_Wieliczka_2023_Green_Budget.pb",
    "Łódź 2022": "Poland_Lodz_2022.pb",
    "Kraków 2021": "Poland_Krakow_2021.pb",
}
RULES = (
    "equal-shares/cost/none",
    "equal-shares/count/none",
    "equal-shares/cost/add1",
    "equal-shares/cost/add1-then-votes",
    "equal-shares/cost/comparison",
    "greedy",
    "greedy-no-skip",
    "greedy-per-cost",
    "phragmen",
)
MADE_UP = (100_000, 100)  # voters, projects: as large as none of the real ones, all ballots unlike
RULES_OF_IT = ("equal-shares/cost/none", "equal-shares/cost/add1", "greedy", "phragmen")
NOT_THEIRS = {"greedy-no-skip"}
SIZES = (0, 10_000, 2_000)  # 0: everybody
UNORDERED = {"greedy", "greedy-per-cost", "phragmen"}  # pabutools sorts what it returns


@dataclass
class Compared:
    """One rule on one file: what each took, and whether they agree."""

    rule: str
    voters: int
    ours_whole: dict[str, Any]
    ours: dict[str, Any]
    theirs: dict[str, Any] | None
    verdict: str
    fine: bool = True


def run(*, quick: bool) -> bool:
    """Measure every rule on every file, and compare the answers."""
    folder = data()
    if folder is None:
        report.say("\n✗ count: the real elections are not here (set FOLKMOOT_DATA); not measured.")
        return False
    limit = 25.0 if quick else 120.0
    report.say(
        "\n1. COUNTING, beside pabutools with like ballots kept once, which is its fastest (the "
        f"median of\n   five, or once what takes longer than 3 s; at most {limit:.0f} CPU s). "
        "Ranked ballots are counted\n   as ticks by both, ties go the same way."
    )
    _parsing(folder)
    fine = [_compare_all(name, folder / file, RULES, limit) for name, file in FILES.items()]
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as made:
        name, path = "made up, {:,} × {}".format(*MADE_UP), Path(made) / "election.pb"
        write_election(path, *MADE_UP)
        fine.append(_compare_all(name, path, RULES_OF_IT, limit))
    return all(fine)


def data() -> Path | None:
    """Where the real elections are."""
    named = os.environ.get("FOLKMOOT_DATA")
    folder = (Path(named) if named else ROOT.parent / "shared" / "data") / "elections"
    return folder if folder.is_dir() else None


def _parsing(folder: Path) -> None:
    rows = []
    for name, file in FILES.items():
        report.progress(f"count: reading {name}")
        ours = _child("ours", folder / file, "parse", 0, limit=120)
        theirs = _child("theirs", folder / file, "parse", 0, limit=120)
        if ours and theirs:
            rows.append(
                [
                    name,
                    ours["n_voters"],
                    ours["n_projects"],
                    ours["count"],
                    theirs["count"],
                    theirs["count"] / ours["count"],
                    ours["peak_mib"],
                    theirs["peak_mib"],
                ]
            )
    heads = ["Reading the file", "voters", "projects", "ours CPU s", "pabutools CPU s", "ratio"]
    table = [*heads, "ours peak MiB", "pabutools peak MiB"]
    report.table("Reading and checking a Pabulib file", table, rows)


def _compare_all(name: str, file: Path, rules: Sequence[str], limit: float) -> bool:
    rows = []
    for rule in rules:
        report.progress(f"count: {name}, {rule}, by ours")
        whole = _child("ours", file, rule, 0, limit=120)
        if whole is None:
            raise RuntimeError(f"our own count of {file.name} by {rule} ended in nothing")
        rows.append(_compare(name, file, rule, whole, limit=limit))
    _tell(name, rows)
    return all(row.fine for row in rows)


def _compare(name: str, file: Path, rule: str, whole: dict[str, Any], *, limit: float) -> Compared:
    """Their answer on the largest of the sizes they finish within the limit."""
    if rule in NOT_THEIRS:
        return Compared(rule, 0, whole, whole, None, "pabutools has no such rule")
    n_voters = int(_child("ours", file, "parse", 0, limit=120)["n_voters"])  # type: ignore[index]
    for size in SIZES:
        asked, part = rule, (size or n_voters) / n_voters
        if "add1" in rule or "comparison" in rule:
            asked += f"/increment={max(1, round(1 / part))}"
        report.progress(f"count: {name}, {asked}, {size or n_voters:,} voters, by pabutools")
        theirs = _child("theirs", file, asked, size, limit=limit)
        if theirs is not None:
            ours = whole if not size else _child("ours", file, asked, size, limit=120)
            fine, verdict = _verdict(file, asked, size, ours or {}, theirs)
            return Compared(rule, size, whole, ours or {}, theirs, verdict, fine)
    return Compared(rule, 0, whole, whole, None, f"pabutools did not finish in {limit:.0f} CPU s")


def _verdict(
    file: Path, rule: str, size: int, ours: dict[str, Any], theirs: dict[str, Any]
) -> tuple[bool, str]:
    """Whether the answers are the same; if not, what differs and why."""
    mine, other = ours["funded"], theirs["funded"]
    unordered = rule.split("/")[0] in UNORDERED
    if mine == other or (unordered and sorted(mine) == sorted(other)):
        return True, "same winners" + (" (it gives no order)" if unordered else ", same order")
    differs = _difference(file, mine, other)
    variant = _child("their-variant", file, rule, size, limit=300) if "increment" in rule else None
    if variant and variant["funded"] == other:
        return True, (
            f"{differs}: pabutools begins with an unrounded share and ends once nothing more "
            "fits; ours, told to do that, gives its very answer, in its order"
        )
    return False, f"✗ {differs}"


def _difference(file: Path, mine: list[int], other: list[int]) -> str:
    """By name: who won only with us, only with them; or where the order parts."""
    only_ours, only_theirs = set(mine) - set(other), set(other) - set(mine)
    if only_ours or only_theirs:
        return "differs by " + " ".join(
            words
            for words in (
                _names(file, only_ours, "only ours"),
                _names(file, only_theirs, "only theirs"),
            )
            if words
        )
    at = next(at for at, (a, b) in enumerate(zip(mine, other, strict=True)) if a != b)
    ours, theirs = _names(file, {mine[at]}, "ours"), _names(file, {other[at]}, "theirs")
    return f"same winners, another order from purchase {at + 1} on ({ours}, {theirs})"


def _names(file: Path, projects: set[int], who: str) -> str:
    """Projects by the number the file gives them."""
    if not projects:
        return ""
    from folkmoot.methods.budgeting import pabulib

    ids = pabulib.read(file.read_bytes()).ids
    return f"{who}: {', '.join(ids[j] for j in sorted(projects))}"


def _tell(name: str, rows: list[Compared]) -> None:
    cells = []
    for row in rows:
        theirs = row.theirs
        cells.append(
            [
                row.rule,
                row.ours_whole["ready"],
                row.ours_whole["count"],
                row.ours_whole["proof"],
                row.ours_whole["peak_mib"],
                (row.voters or "all") if theirs else None,
                row.ours["count"] if theirs else None,
                theirs["count"] if theirs else None,
                theirs["count"] / row.ours["ready"] if theirs else None,
                theirs["count"] / row.ours["count"] if theirs else None,
                theirs["peak_mib"] if theirs else None,
            ]
        )
    heads = ["Rule", "ours, all voters: the first time CPU s", "each time after", "its proof"]
    heads += ["peak MiB", "compared on voters"]
    more = ["ours CPU s", "pabutools CPU s", "ratio to the first time", "to each after"]
    more += ["its peak MiB"]
    report.table(f"Counting {name}", [*heads, *more], [[*map(_cell, row)] for row in cells])
    report.say("Answers compared, project by project:")
    for row in rows:
        report.say(f"  {row.rule}: {row.verdict}.")


def _cell(cell: object) -> Any:
    return f"{cell:,}" if isinstance(cell, int) and not math.isnan(cell) else cell


def _child(
    engine: str, file: Path, rule: str, n_voters: int, *, limit: float
) -> dict[str, Any] | None:
    """Run one count in a process of its own, ended by its id when it takes too long."""
    env = environment(PYTHONPATH=f"{ROOT / 'src'}:{ROOT}")
    command: list[object] = [
        PYTHON,
        "-m",
        "bench.counted",
        engine,
        file,
        rule,
        n_voters,
        int(limit),
    ]
    with tempfile.TemporaryFile(prefix="folkmoot-bench-") as said:
        process = start(command, log=said, env=env)
        try:
            code = process.wait(limit * 5)  # the clock's seconds, on a machine others use too
        except subprocess.TimeoutExpired:
            return None
        finally:
            stop(process)
        said.seek(0)
        words = said.read().decode(errors="replace")
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return None
    if code:
        raise RuntimeError(f"counting {file.name} by {rule} with {engine} failed:\n{words}")
    answer: dict[str, Any] = json.loads(words.splitlines()[-1])
    return answer
