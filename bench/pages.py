"""What each page costs the server, as a multiple of an empty page, in a well-filled place."""

import json
from typing import Any

from bench import report, serving

SLOW = 25.0  # processor milliseconds that deserve a look
# What was measured of other platforms on public pages of the same kind.
ELSEWHERE = {
    "proposals of the place": "71–103 ms, 24–68 queries",
    "a proposal": "101–310 ms, 57–189 queries",
    "tasks, signed in": "47–158 ms",
}


def run(*, quick: bool) -> bool:
    """Fill a place, then ask for each page many times, in a process of its own."""
    n_proposals, n_decisions, times = (200, 20, 9) if quick else (1000, 100, 25)
    report.say(
        f"\n3. PAGES, with {n_proposals:,} proposals and {n_decisions} decisions in one place "
        f"(SQLite): processor time of the whole\n   request through Django's test client, median "
        f"of {times}, warm."
    )
    with serving.database("SQLite") as env:
        report.progress("pages: filling a place")
        told = json.dumps([n_proposals, n_decisions, times])
        said = serving.run_quietly(["-m", "bench.page_times"], env, given=told, aloud=True)
    found = json.loads(said.splitlines()[-1])
    _tell(found)
    return all(page["status"] == 200 for page in found)


def _tell(found: list[dict[str, Any]]) -> None:
    empty = found[0]["cpu_ms"]
    rows = []
    for page in found:
        slow = "slow" if page["cpu_ms"] > SLOW else ""
        wrong = "" if page["status"] == 200 else f"✗ answered {page['status']}"
        rows.append(
            [
                page["name"],
                page["cpu_ms"],
                page["cpu_ms"] / empty,
                page["n_queries"],
                page["bytes"] // 1024,
                ELSEWHERE.get(page["name"], ""),
                wrong or slow,
            ]
        )
    heads = ["Page", "CPU ms", "times an empty page", "queries", "KiB", "other platforms", ""]
    report.table("Pages", heads, rows)
    slowest = [page for page in found if page["cpu_ms"] > SLOW]
    if slowest:
        report.say(f"\nWhere the time goes, on pages above {SLOW:.0f} ms (own time, profiled):")
        for page in slowest:
            report.say(f"  {page['name']}: {'; '.join(page['top'])}")
