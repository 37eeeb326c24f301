"""Pages through the web, sixteen at a time: how many a second, beside plain Django pages.

Both are served by the same web server from the same database, in turns of one run: some of ours,
some of the plain ones, and again, so that what else the machine does meets both.
"""

import json
import threading
import time
from dataclasses import dataclass
from typing import Any

from bench import report, serving
from bench.rates import Rate
from bench.voters import AT_A_TIME, Browser, Unexpected, at_a_time

OURS, PLAIN, IN_SCRIPT = "ours", "plain Django", "plain Django, its map for scripts alone"
APPLICATIONS = {OURS: "folkmoot.wsgi:application", PLAIN: "bench.plain.kept.wsgi:application"}
# What is asked for, by whom it is answered, and what is put behind the address.
PAGES = {
    "list": ("20 of the proposals, 400 on a map", {OURS: "", PLAIN: "", IN_SCRIPT: "?map=script"}),
    "proposal": ("one proposal, whole", {OURS: "", PLAIN: ""}),
    "tasks": ("what waits on a convenor", {OURS: "", PLAIN: ""}),
}
# What must stand on both pages, and as often, so that neither does less.
SAME = {"list": ('class="card__title"', "data-at="), "proposal": ("data-at=",), "tasks": ("<h3",)}
TURNS = 4
SLOWEST = 2.0  # times as slow as plain Django, at most


@dataclass
class Asked:
    """One page of one side: where it is, who asks, how it went, and what it said."""

    path: str
    port: int
    pid: int
    cookies: dict[str, str]
    rate: Rate
    words: str = ""

    def once(self, _: int, own: threading.local) -> float:
        """Ask for it; how long it took, in seconds."""
        browser = getattr(own, "browser", None)
        if browser is None:
            browser = own.browser = Browser(self.port, dict(self.cookies))
        begun = time.monotonic()
        status, to, words = browser.ask("GET", self.path)
        took = time.monotonic() - begun
        if status != 200:
            raise Unexpected(f"{self.path} was answered with {status} {to}")
        self.words = words
        return took

    def turn(self, number: int) -> None:
        """Ask so often, sixteen at a time."""
        before = serving.processor_seconds(self.pid)
        went = at_a_time(range(number), self.once)
        self.rate.cpu += serving.processor_seconds(self.pid) - before
        self.rate.n += len(went.done)
        self.rate.seconds += went.seconds
        self.rate.waits += went.done
        self.rate.troubles += went.troubles


def run(*, quick: bool) -> bool:
    """Measure on both databases."""
    n_proposals, n_decisions, n_pages = (200, 20, 160) if quick else (1000, 100, 640)
    report.say(
        f"\nPAGES SERVED at {AT_A_TIME} at a time: granian with {serving.WORKERS} workers × "
        f"{serving.THREADS} threads, {n_proposals:,} proposals and\n{n_decisions} decisions in "
        f"one place; {n_pages} of each page, in {TURNS} turns of ours and of plain Django.\n"
        "Those who ask run on the same processors."
    )
    kinds = ("SQLite", "PostgreSQL")
    return all([_on(kind, [n_proposals, n_decisions], n_pages) for kind in kinds])


def _on(kind: str, sizes: list[int], n_pages: int) -> bool:
    with serving.database(kind) as env:
        report.progress(f"served, {kind}: filling a place")
        said = serving.run_quietly(["-m", "bench.served_world"], env, given=json.dumps(sizes))
        made = json.loads(said.splitlines()[-1])
        plain = env | {"DJANGO_SETTINGS_MODULE": "bench.plain.kept.settings"}
        said = serving.run_quietly(["-m", "bench.plain.kept.session", made["email"]], plain)
        with (
            serving.server(APPLICATIONS[OURS], env) as ours,
            serving.server(APPLICATIONS[PLAIN], plain) as theirs,
        ):
            cookies = {made["cookie"]: made["session"]}
            doors = {OURS: (*ours, cookies), PLAIN: (*theirs, {"sessionid": said.split()[-1]})}
            found = {page: _measured(kind, page, made[page], n_pages, doors) for page in PAGES}
    rows = [row for page, sides in found.items() for row in _rows(page, sides)]
    heads = ["Page", "of", "done", "errors", "a second", "server CPU ms each"]
    more = ["wait p50 ms", "p95", "KiB", "ours: times the CPU", "ours: times as slow"]
    report.table(f"{kind}, {AT_A_TIME} at a time", [*heads, *more], rows)
    return all([_checked(page, sides) for page, sides in found.items()])


def _measured(
    kind: str, page: str, path: str, n_pages: int, doors: dict[str, Any]
) -> dict[str, Asked]:
    """A page of every side, warm, in turns."""
    what, behind = PAGES[page]
    report.progress(f"served, {kind}: {what}")
    sides = {}
    for name, more in behind.items():
        port, pid, cookies = doors.get(name, doors[PLAIN])
        signed_in = cookies if page == "tasks" else {}
        sides[name] = Asked(path + more, port, pid, signed_in, Rate(name, 0, 0.0, 0.0, [], []))
        at_a_time(range(2 * AT_A_TIME), sides[name].once)
    for _ in range(TURNS):
        for side in sides.values():
            side.turn(n_pages // TURNS)
    return sides


def _rows(page: str, sides: dict[str, Asked]) -> list[list[Any]]:
    ours, rows = sides[OURS].rate, []
    for name, side in sides.items():
        rate, size = side.rate, len(side.words.encode()) // 1024
        told = [name, rate.n, len(rate.troubles), rate.per_second, rate.cpu_ms]
        beside = [None, None] if name == OURS else [_cpu(ours, rate), _slower(ours, rate)]
        what = PAGES[page][0] if name == OURS else ""
        rows.append([what, *told, rate.wait(50), rate.wait(95), size, *beside])
    return rows


def _cpu(ours: Rate, plain: Rate) -> float | None:
    return ours.cpu_ms / plain.cpu_ms if plain.cpu_ms else None


def _slower(ours: Rate, plain: Rate) -> float | None:
    return plain.per_second / ours.per_second if ours.per_second else None


def _checked(page: str, sides: dict[str, Asked]) -> bool:
    """Say whether nothing went wrong, the pages hold the same, and ours is not too slow."""
    troubles = [trouble for side in sides.values() for trouble in side.rate.troubles]
    ours, plain = sides[OURS].words, sides[PLAIN].words
    held = [(f"{page}: no request went wrong {troubles[:3] or ''}", not troubles)]
    for mark in SAME[page]:
        numbers = ours.count(mark), plain.count(mark)
        told = f"{page}: {numbers[0]} × {mark} on ours, {numbers[1]} on the plain page"
        held.append((told, numbers[0] == numbers[1] > 0))
    slower = [_slower(sides[OURS].rate, side.rate) for name, side in sides.items() if name != OURS]
    most = max((each for each in slower if each), default=0.0)
    told = f"{page}: {report.figure(most)} times as slow as plain Django; at most {SLOWEST:g}"
    held.append((told, 0 < most <= SLOWEST))
    for words, holds in held:
        report.say(f"  {'✓' if holds else '✗'} {words.strip()}")
    return all(holds for _, holds in held)
