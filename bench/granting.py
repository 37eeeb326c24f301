"""What the list of applications costs at ten thousand, beside a hundred."""

import json
from typing import Any

from bench import report, serving

MANY, FEW = 10_000, 100
AT_MOST = 1.5  # times the processor time of the same page with a hundred
# The best open grants platform, for its list of applications, as its own code was measured.
ELSEWHERE = "142 queries, 600–1,000 CPU ms, 444 KB"


def run(*, quick: bool) -> bool:
    """Fill one call twice, and ask both for the same pages."""
    times = 9 if quick else 25
    report.say(
        f"\n5. GRANTING: the list of applications to one call with {MANY:,}, beside the same "
        f"with {FEW} (SQLite): processor\n   time of the whole request through Django's test "
        f"client, median of {times}, warm.\n   The best open grants platform: {ELSEWHERE}."
    )
    few, many = (_asked(number, times) for number in (FEW, MANY))
    return _tell(few, many)


def _asked(number: int, times: int) -> list[dict[str, Any]]:
    with serving.database("SQLite") as env:
        report.progress(f"granting: {number:,} applications")
        said = serving.run_quietly(
            ["-m", "bench.granting_times"], env, given=json.dumps([number, times]), aloud=True
        )
    found: list[dict[str, Any]] = json.loads(said.splitlines()[-1])
    return found


def _tell(few: list[dict[str, Any]], many: list[dict[str, Any]]) -> bool:
    rows, fine = [], True
    for one, other in zip(few, many, strict=True):
        times = other["cpu_ms"] / one["cpu_ms"]
        wrong = []
        if {one["status"], other["status"]} != {200}:
            wrong.append(f"✗ answered {other['status']}")
        if other["n_queries"] > one["n_queries"]:
            wrong.append(f"✗ {one['n_queries']} queries with a hundred")
        if times > AT_MOST:
            wrong.append(f"✗ more than {AT_MOST} times")
        fine = fine and not wrong
        rows.append(
            [
                one["name"],
                one["cpu_ms"],
                other["cpu_ms"],
                times,
                other["n_queries"],
                other["bytes"] // 1024,
                "; ".join(wrong),
            ]
        )
    heads = ["Page", f"CPU ms, {FEW}", f"CPU ms, {MANY:,}", "times", "queries", "KiB", ""]
    report.table("Applications to one call", heads, rows)
    return fine
