"""What listening's pages cost in the whole national programme, beside a hundredth of it."""

import json
from typing import Any

from bench import report, serving

WHOLE, PART = 1.0, 0.01
AT_MOST = 2.0  # times the processor time of the same page in a nation a hundred times smaller


def run(*, quick: bool) -> bool:
    """Load a nation twice, small and whole, and ask both for the same pages."""
    whole, times = (0.1, 9) if quick else (WHOLE, 25)
    report.say(
        f"\n4. SCALE: pages of listening with {round(125_000 * whole):,} conversations, beside the "
        f"same pages with {round(125_000 * PART):,}\n   (SQLite): processor time of the whole "
        f"request through Django's test client, median of {times}, warm."
    )
    small, large = (_asked(share, times) for share in (PART, whole))
    return _tell(small["pages"], large["pages"]) and _tell_batch(small["batch"], large["batch"])


def _asked(share: float, times: int) -> Any:
    with serving.database("SQLite") as env:
        report.progress(f"scale: loading {share:.0%} of a nation")
        said = serving.run_quietly(
            ["-m", "bench.scale_times"], env, given=json.dumps([share, times]), aloud=True
        )
    return json.loads(said.splitlines()[-1])


def _tell(small: list[dict[str, Any]], large: list[dict[str, Any]]) -> bool:
    rows, fine = [], True
    for one, other in zip(small, large, strict=True):
        times = other["cpu_ms"] / one["cpu_ms"]
        wrong = []
        if {one["status"], other["status"]} != {200}:
            wrong.append(f"✗ answered {other['status']}")
        if one["n_queries"] != other["n_queries"]:
            wrong.append(f"✗ {one['n_queries']} queries before")
        if times > AT_MOST:
            wrong.append(f"✗ more than {AT_MOST:.0f} times")
        fine = fine and not wrong
        rows.append(
            [
                one["name"],
                one["cpu_ms"],
                other["cpu_ms"],
                times,
                other["n_queries"],
                "; ".join(wrong),
            ]
        )
    heads = ["Page", "CPU ms, small", "CPU ms, whole", "times", "queries", ""]
    report.table("Pages of listening", heads, rows)
    return fine


def _tell_batch(small: dict[str, Any], large: dict[str, Any]) -> bool:
    """A phone that was without signal for weeks comes back."""
    rows = [
        [words, each["n_sent"], each["n_stored"], each["n_twice"], each["cpu_s"]]
        for words, each in (("a hundredth", small), ("the whole", large))
    ]
    heads = ["Nation", "notes sent", "stored", "stored when sent again", "CPU s, both"]
    report.table("A queue of notes, sent twice", heads, rows)
    return all(
        each["n_stored"] == each["n_sent"] and not each["n_twice"] for each in (small, large)
    )
