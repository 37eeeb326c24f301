"""The whole of a command, from a file to JSON, beside merely parting that file with csv."""

import os
import subprocess
from pathlib import Path
from statistics import median
from typing import Any

from bench import report
from bench.count import FILES, data
from workshop.tools import PYTHON, ROOT, environment

RULES = ("greedy", "equal-shares/cost/none", "equal-shares/cost/add1", "phragmen")
TIMES = 5
CSV = """
import csv, sys
with open(sys.argv[1], newline="") as file:
    for row in csv.reader(file, delimiter=";"):
        pass
"""


THEIRS = """
import json, sys
import pabutools.election as pb
from pabutools.rules import method_of_equal_shares
instance, profile = pb.parse_pabulib(sys.argv[1])
if sys.argv[2] == "grouped":
    profile = profile.as_multiprofile()
found = method_of_equal_shares(instance, profile, sat_class=pb.Cost_Sat)
print(json.dumps([project.name for project in found]))
"""


def run(*, quick: bool) -> bool:
    """Count each real election by each rule, as somebody at a terminal would."""
    report.say(
        "\nWHOLE PROCESSES: Python started, the file read, counted, proved, JSON printed; beside a "
        f"process\n   that parts the file into fields with csv (median of {TIMES} after a first)."
    )
    folder = data()
    if folder is None:
        report.say("✗ whole: the real elections are not here (set FOLKMOOT_DATA).")
        return False
    rows: list[list[Any]] = []
    for name, file in FILES.items():
        parted, _ = middling([str(PYTHON), "-c", CSV, str(folder / file)])
        rows.append([name, "csv alone", parted * 1000, 1.0, None, None])
        for rule in RULES[: 2 if quick else None]:
            report.progress(f"whole: {name}, {rule}")
            took, peak = middling(counting(folder / file, rule))
            rows.append([name, rule, took * 1000, took / parted, peak, None])
        rows += [] if quick else _theirs(name, folder / file, rows)
    heads = ["File", "By", "CPU ms", "times csv", "peak MiB", "times ours"]
    report.table("From file to JSON", heads, rows)
    return True


def _theirs(name: str, file: Path, rows: list[list[Any]]) -> list[list[Any]]:
    """pabutools from file to JSON, exact, once: each ballot by itself, and like ones together."""
    mine = {row[1]: row[2] for row in rows if row[0] == name}
    found: list[list[Any]] = []
    for way in ("one by one", "grouped"):
        report.progress(f"whole: {name}, pabutools, {way}")
        took, peak = middling([str(PYTHON), "-c", THEIRS, str(file), way], times=1)
        times = took * 1000 / mine["equal-shares/cost/none"]
        told = f"pabutools, equal shares, {way}"
        found.append([name, told, took * 1000, took * 1000 / mine["csv alone"], peak, times])
    return found


def counting(file: Path, rule: str) -> list[str]:
    """The command that counts a file and prints JSON."""
    command = [str(PYTHON), "-m", "folkmoot", "count"]
    return [*command, str(file), "--rule", rule, "--json", "--quiet"]


def middling(words: list[str], times: int = TIMES) -> tuple[float, float]:
    """The median of a process's processor seconds, and of its peak memory in MiB.

    One run goes before those that count, so that all of its modules are compiled.
    """
    found = [_once(words) for _ in range(times + 1)][1:] if times > 1 else [_once(words)]
    return median(took for took, _ in found), median(peak for _, peak in found)


def _once(words: list[str]) -> tuple[float, float]:
    env = environment(PYTHONPATH=str(ROOT / "src"))
    process = subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
