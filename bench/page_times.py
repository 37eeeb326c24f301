"""Fill a place and time its pages: reads sizes as JSON, prints JSON."""

import cProfile
import json
import os
import pstats
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import django

WARM = 3
TOP = 5
Ask = Callable[[], Any]


def main(n_proposals: int, n_decisions: int, times: int) -> list[dict[str, Any]]:
    """Every page, the empty one first."""
    django.setup()
    from django.conf import settings

    from bench import world
    from bench.count import FILES, data

    settings.ROOT_URLCONF = "bench.page_urls"
    folder = data()
    lodz = folder / FILES["Łódź 2022"] if folder else None
    made = world.make(n_proposals, n_decisions, lodz, _tell)
    return [timed(name, ask, times) for name, ask in _pages(made).items()]


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _pages(made: Any) -> dict[str, Ask]:
    from django.test import Client

    from folkmoot.people.models import Account

    anyone, signed_in, voter = Client(), Client(), Client()
    signed_in.force_login(Account.objects.get(pk=made.organiser_id))
    voter.get("/vote/")
    voter.post("/vote/", {"code": made.ballot_code})

    def of(path: str, client: Client = anyone) -> Ask:
        return lambda: client.get(path)

    pages = {
        "an empty page": of("/empty/"),
        "home": of("/"),
        "place's front door": of(f"/places/{made.place}/"),
        "proposals of the place": of(f"/ideas/in/{made.place}/"),
        "proposals, second page": of(f"/ideas/in/{made.place}/?page=2"),
        "a proposal": of(f"/ideas/{made.proposal}/"),
        "list of decisions": of("/decisions/"),
        "an open decision": of(f"/decisions/{made.open_decision}/"),
        "an open decision, 160 options": of(f"/decisions/{made.ballot}/"),
        "Łódź's result, 160 options": of(f"/decisions/{made.lodz}/"),
        "ballot paper, 160 options": of(f"/decisions/{made.ballot}/ballot/", voter),
        "enter a code": of("/vote/"),
        "sign in": of("/sign-in/"),
        "home, signed in": of("/", signed_in),
        "tasks, signed in": of("/tasks/", signed_in),
    }
    if not made.lodz:
        del pages["Łódź's result, 160 options"]
    return pages


def timed(name: str, ask: Ask, times: int) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _ in range(WARM):
        ask()
    took = []
    for _ in range(times):
        begun = time.process_time()
        answer = ask()
        took.append(1000 * (time.process_time() - begun))
    with CaptureQueriesContext(connection) as queries:
        ask()
    if wanted := os.environ.get("BENCH_QUERIES"):
        _tell_queries(wanted, name, queries.captured_queries)
    return {
        "name": name,
        "status": answer.status_code,
        "cpu_ms": statistics.median(took),
        "n_queries": len(queries),
        "bytes": len(answer.content),
        "top": _top(ask),
    }


def _tell_queries(wanted: str, name: str, queries: list[dict[str, str]]) -> None:
    if wanted in name:
        for query in queries:
            _tell(f"    {query['time']} {query['sql'][:300]}")


def _top(ask: Ask) -> list[str]:
    """The functions that took most, by their own time."""
    profile = cProfile.Profile()
    profile.runcall(ask)
    stats = pstats.Stats(profile)
    if wanted := os.environ.get("BENCH_PROFILE"):
        pstats.Stats(profile, stream=sys.stderr).sort_stats("cumtime").print_stats(int(wanted))
    total = stats.total_tt or 1.0  # type: ignore[attr-defined]
    rows = sorted(stats.stats.items(), key=lambda row: -row[1][2])[:TOP]  # type: ignore[attr-defined]
    return [
        f"{function} in {os.path.basename(file)} {round(100 * facts[2] / total)} %"
        for (file, _, function), facts in rows
    ]


if __name__ == "__main__":
    print(json.dumps(main(*json.loads(sys.stdin.read()))))
