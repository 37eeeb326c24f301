"""Ballots through the web, sixteen at a time: how many a second, none lost, none doubled."""

import contextlib
import http.client
import json
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench import report, serving, voters
from bench.box import N_OPTIONS
from bench.rates import Rate, tell_rates
from bench.voters import AT_A_TIME, Browser, Journey, Went, at_a_time

CAST, REFUSED = 302, 409


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many of each."""

    journeys: int
    casts: int
    doubled: int  # half in two windows of one browser, half in two browsers
    plain: int

    @classmethod
    def of(cls, *, quick: bool) -> "Sizes":
        """Enough to tell; a few more when there is time."""
        return cls(96, 160, 32, 480) if quick else cls(320, 640, 128, 1920)

    @property
    def codes(self) -> int:
        """One for each voter."""
        return self.journeys + self.casts + self.doubled


def run(*, quick: bool) -> bool:
    """Measure on both databases."""
    sizes = Sizes.of(quick=quick)
    report.say(
        f"\n2. VOTES through the web at {AT_A_TIME} at a time: granian with {serving.WORKERS} "
        f"workers × {serving.THREADS} threads on this machine,\n   {N_OPTIONS} options, every "
        "page as a browser without scripts asks for it. The voters run on the same processors."
    )
    if not serving.hashed_files_are_there():
        report.say("   (Stylesheets were not collected: addresses without digests.)")
    return all([_on(kind, sizes) for kind in ("SQLite", "PostgreSQL")])


def _on(kind: str, sizes: Sizes) -> bool:
    with serving.database(kind) as env:
        report.progress(f"votes, {kind}: preparing {sizes.codes} codes")
        said = serving.run_quietly(["-m", "bench.box", "prepare", str(sizes.codes)], env)
        prepared = json.loads(said.splitlines()[-1])
        with serving.server("folkmoot.wsgi:application", env) as (port, pid):
            rates, journeys, doubled = _vote(kind, prepared, sizes, port, pid)
        told = json.dumps(_sent(prepared["ref"], journeys))
        said = serving.run_quietly(["-m", "bench.box", "settle"], env, given=told)
        plain = _plain(kind, sizes)
        tell_rates(kind, [*rates, plain])
        return _tell_checks(sizes, rates, doubled, json.loads(said.splitlines()[-1]))


def _vote(
    kind: str, prepared: dict[str, Any], sizes: Sizes, port: int, pid: int
) -> tuple[list[Rate], list[Journey], dict[str, int]]:
    rng = random.Random(7)
    ways = [
        Journey(Browser(port), prepared["ref"], code, _choices(rng)) for code in prepared["codes"]
    ]
    warm, ways = ways[:AT_A_TIME], ways[AT_A_TIME:]
    at_a_time(warm, _in_one_connection(Journey.whole))
    n_whole = sizes.journeys - AT_A_TIME
    whole, ready, pairs = _parted(ways, n_whole, sizes.casts)
    report.progress(f"votes, {kind}: {len(whole)} whole journeys")
    journeys = _rate("whole journeys, 7 requests (wait: for the cast)", pid, whole, Journey.whole)
    report.progress(f"votes, {kind}: {len(ready)} ballots made ready, then cast")
    made_ready = at_a_time(ready, _in_one_connection(Journey.to_the_review))
    casts = _rate("casting alone (one POST)", pid, ready, Journey.cast)
    taken = at_a_time(ready, _in_one_connection(Journey.take_receipt))
    casts.troubles += made_ready.troubles + taken.troubles
    journeys.waits = [way.cast_took for way in whole]
    casts.waits = [way.cast_took for way in ready]
    report.progress(f"votes, {kind}: {len(pairs)} codes used twice at the same moment")
    doubled, kept = _twice(pairs, port, rng)
    casts.troubles += [
        f"casting was answered with {way.cast_status}" for way in ready if way.cast_status != CAST
    ]
    return [journeys, casts], [*warm, *whole, *ready, *kept], doubled


def _parted(ways: list[Journey], *sizes: int) -> tuple[list[Journey], ...]:
    parts, at = [], 0
    for size in sizes:
        parts.append(ways[at : at + size])
        at += size
    return (*parts, ways[at:])


def _choices(rng: random.Random) -> tuple[int, ...]:
    return tuple(sorted(rng.sample(range(1, N_OPTIONS + 1), rng.randint(1, 5))))


def _in_one_connection(do: Callable[[Journey], Any]) -> Callable[[Journey, Any], Any]:
    """Each of the sixteen keeps one connection, whoever's turn it is."""

    def done(way: Journey, own: threading.local) -> Any:
        way.browser.talk = getattr(own, "talk", None)
        try:
            return do(way)
        except BaseException:
            way.browser.close()
            raise
        finally:
            own.talk, way.browser.talk = way.browser.talk, None

    return done


def _rate(what: str, pid: int, ways: list[Journey], do: Callable[[Journey], Any]) -> Rate:
    before = serving.processor_seconds(pid)
    went = at_a_time(ways, _in_one_connection(do))
    cpu = serving.processor_seconds(pid) - before
    return Rate(what, len(went.done), went.seconds, cpu, [], list(went.troubles))


def _twice(
    ways: list[Journey], port: int, rng: random.Random
) -> tuple[dict[str, int], list[Journey]]:
    """Every code used twice at the same moment; the ballots that should be in the box."""
    half = len(ways) // 2
    pairs: list[tuple[Journey, Journey]] = []
    for number, way in enumerate(ways):
        if number < half:  # a button pressed twice
            way.to_the_review()
            again = Journey(way.browser.twin(), way.ref, way.code, way.choices)
            again.carried, again.token = way.carried, way.token
        else:  # two people with one letter: both are let in, and only one casts
            again = Journey(Browser(port), way.ref, way.code, _choices(rng))
            way.to_the_review()
            again.to_the_review()
        _at_the_same_moment(way, again)
        for one in (way, again):
            if one.cast_status == CAST:
                one.take_receipt()
            one.browser.close()  # the server does not wait for ever
        pairs.append((way, again))
    return _kept(pairs, half)


def _at_the_same_moment(*ways: Journey) -> None:
    gate = threading.Barrier(len(ways))

    def through(way: Journey) -> None:
        gate.wait()
        with contextlib.suppress(OSError, http.client.HTTPException):  # told by its status of 0
            way.cast()

    threads = [threading.Thread(target=through, args=(way,)) for way in ways]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _kept(pairs: list[tuple[Journey, Journey]], half: int) -> tuple[dict[str, int], list[Journey]]:
    kept: list[Journey] = []
    wrong = marks_differ = 0
    for number, (first, second) in enumerate(pairs):
        cast = [way for way in (first, second) if way.cast_status == CAST]
        if number < half:
            wrong += len(cast) != 2
            marks_differ += len({way.mark for way in cast}) != 1
        else:
            statuses = sorted((first.cast_status, second.cast_status))
            wrong += statuses != [CAST, REFUSED]
        kept += cast[:1]
    return {"pairs": len(pairs), "wrong": wrong, "marks_differ": marks_differ}, kept


def _sent(ref: str, journeys: list[Journey]) -> dict[str, Any]:
    ballots = [" ".join(f"{number}:1" for number in way.choices) for way in journeys]
    return {"ref": ref, "ballots": ballots, "marks": [way.mark for way in journeys]}


def _plain(kind: str, sizes: Sizes) -> Rate:
    """The yardstick, in a database of its own."""
    with serving.database(kind) as env:
        env |= {"DJANGO_SETTINGS_MODULE": "bench.plain.settings", "BENCH_BOX_KEY": _some_key()}
        if kind == "SQLite":
            env["FOLKMOOT_DATABASE"] = f"sqlite://{env['FOLKMOOT_VAR']}/plain.sqlite3"
        else:
            other = env["FOLKMOOT_DATABASE"].replace("/folkmoot?", "/plain?")
            serving.make_database(other)
            env["FOLKMOOT_DATABASE"] = other
        report.progress(f"votes, {kind}: the same work by a plain Django page")
        serving.run_quietly(["-m", "bench.plain.page", str(sizes.plain)], env)
        with serving.server("bench.plain.wsgi:application", env) as (port, pid):
            _plain_votes(range(AT_A_TIME), port)
            before = serving.processor_seconds(pid)
            went, waits = _plain_votes(range(AT_A_TIME, sizes.plain), port)
            cpu = serving.processor_seconds(pid) - before
    what = "plain Django, the same work (one POST)"
    return Rate(what, len(went.done), went.seconds, cpu, waits, went.troubles)


def _plain_votes(codes: range, port: int) -> tuple[Went, list[float]]:
    waits: list[float] = []

    def vote(code: int, own: threading.local) -> None:
        browser = getattr(own, "browser", None)
        if browser is None:
            browser = own.browser = Browser(port)
            own.token = voters.TOKEN.search(browser.ask("GET", "/vote/")[2]).group(1)  # type: ignore[union-attr]
        told = [("csrfmiddlewaretoken", own.token), ("code", str(code)), ("ballot", "3:1 7:1")]
        begun = time.monotonic()
        status, _, words = browser.ask("POST", "/vote/", told)
        waits.append(time.monotonic() - begun)
        if status != CAST:
            raise voters.Unexpected(f"the plain page answered {status}: {words[:100]}")

    return at_a_time(codes, vote), waits


def _some_key() -> str:
    from nacl.public import PrivateKey

    return bytes(PrivateKey.generate().public_key).hex()


def _tell_checks(
    sizes: Sizes, rates: list[Rate], doubled: dict[str, int], found: dict[str, int]
) -> bool:
    n = sizes.codes
    checks = [
        ("no request went wrong", not any(rate.troubles for rate in rates)),
        (
            f"{found['n_envelopes']:,} envelopes for {n:,} codes, each marked used on the roll",
            found["n_envelopes"] == found["n_used"] == found["n_listed"] == n,
        ),
        ("every receipt's mark is in the published list", not found["n_marks_missing"]),
        (
            f"the count holds exactly the {n:,} ballots sent: {found['n_lost']} lost, "
            f"{found['n_doubled_or_strange']} doubled, {found['n_spoilt']} spoilt",
            not (found["n_lost"] or found["n_doubled_or_strange"] or found["n_spoilt"])
            and found["n_counted"] == n,
        ),
        (
            f"{doubled['pairs']} codes cast twice at the same moment: one ballot each "
            "(the same window: both shown one receipt; two browsers: one cast, one refused)",
            not (doubled["wrong"] or doubled["marks_differ"]),
        ),
    ]
    for words, held in checks:
        report.say(f"  {'✓' if held else '✗'} {words}")
    return all(held for _, held in checks)
