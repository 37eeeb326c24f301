"""Everything that must be true before work is shared, three things at once, with one verdict."""

import concurrent.futures
import os
import re
import subprocess
import threading
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop.postgres import postgres
from workshop.tools import (
    LOGS,
    PYTHON,
    ROOT,
    Stopped,
    chromium,
    environment,
    say,
    start,
    stop,
    stop_all,
)

KEPT = (
    "FOLKMOOT_CHROMIUM",
    "FOLKMOOT_REQUIRE_BROWSER",
    "FOLKMOOT_REQUIRE_DATA",
    "FOLKMOOT_DATA",
    "FOLKMOOT_PICTURES",
    "FOLKMOOT_WHOLE",
)
LONGEST = 40 * 60  # seconds any one step may take, on a machine that has other work too
AT_ONCE = min(os.cpu_count() or 2, 4) + 1
SHOWN = 200  # lines of a failed step that are shown; the whole is in its log

_interrupted = threading.Event()


@dataclass(frozen=True, slots=True)
class Result:
    """How one step went."""

    label: str
    seconds: float
    worked: bool
    passed: int = 0
    failed: int = 0
    skipped: int = 0


def check(*, rooms: list[str], quick: bool) -> int:
    """Take every step, even when one fails; print what each came to; 0 when all is well."""
    browser = chromium()
    steps = [] if rooms else [_committed, *(_tool(label, *words) for label, *words in TOOLS)]
    # What takes longest begins first, so that all processors are busy to the end.
    shown = not quick and (browser or _required("FOLKMOOT_REQUIRE_BROWSER"))
    journeys = _journeys(rooms) if shown else []
    on_sqlite = [lambda: _tests("Tests, SQLite", rooms, f"{DATABASE} and not postgres")]
    on_postgres = [] if quick else [lambda: _tests_on_postgres(rooms)]
    steps += [*journeys[:1], *on_sqlite, *on_postgres, *journeys[1:]]
    steps += _without_a_database(rooms)
    results = _some_at_once(steps)
    if not quick and not browser:
        _say_loudly_that_no_browser_was_found()
    return _verdict(results)


DATABASE = "database and not browser"  # on SQLite and on PostgreSQL; the others once: conftest.py
PURE = ("methods", "counting")  # rooms that know no database, and have much to prove
LARGE = ("deciding", "organising")  # rooms whose journeys take about as long as all others do
WITHOUT = "not database and not browser"
TOOLS: tuple[tuple[str, ...], ...] = (
    ("Form", "ruff", "format", "--check"),
    ("Habits", "ruff", "check"),
    ("Shape of the house", "importlinter.cli", ""),
    ("Migrations", "folkmoot", "makemigrations", "--check", "--dry-run"),
    ("Types", "mypy"),
)
CONTRACTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def _tool(label: str, module: str, *words: str) -> Callable[[], Result]:
    command: list[object] = [PYTHON, "-m", module, *words]
    if module == "importlinter.cli":
        command = [PYTHON, "-c", CONTRACTS]
    return lambda: _step(label, command, env=_environment())


def _journeys(rooms: list[str]) -> list[Callable[[], Result]]:
    """In two steps, of which neither keeps one processor long after the other has nothing to do."""
    name, marked = "Journeys in a browser", "browser"
    as_served = {"FOLKMOOT_HASHED_FILES": "yes"}
    if rooms:
        return [lambda: _tests(name, rooms, marked, **as_served)]
    if not _required("FOLKMOOT_WHOLE"):
        as_served["FOLKMOOT_SCREENS"] = "one"
    return [
        lambda: _tests(f"{name}: others", [], marked, but=LARGE, **as_served),
        lambda: _tests(f"{name}: {', '.join(LARGE)}", list(LARGE), marked, **as_served),
    ]


def _without_a_database(rooms: list[str]) -> list[Callable[[], Result]]:
    """In two steps too: they come last, and one alone would leave the other processor idle."""
    name = "Tests, no database"
    if rooms:
        return [lambda: _tests(name, rooms, WITHOUT)]
    return [
        lambda: _tests(f"{name}: {', '.join(PURE)}", list(PURE), WITHOUT),
        lambda: _tests(f"{name}: others", [], WITHOUT, but=PURE),
    ]


def _committed() -> Result:
    return _step("No hosts, no machine's paths", [PYTHON, "-m", "workshop.committed"])


def _tests(
    label: str,
    rooms: list[str],
    marked: str,
    *,
    but: Sequence[str] = (),
    **more: str,
) -> Result:
    account = LOGS / f"{_file(label)}.xml"
    account.unlink(missing_ok=True)
    where = [f"src/folkmoot/{room}" for room in rooms]
    where += [f"--ignore=src/folkmoot/{room}" for room in but]
    command = [PYTHON, "-m", "pytest", "-q", "-m", marked, f"--junitxml={account}", *where]
    if (
        marked != WITHOUT
    ):  # no example in a docstring opens a page or a database: none is looked for
        command += ["-o", "addopts=--strict-markers"]
    env = _environment(**({"FOLKMOOT_HASHED_FILES": "no"} | more))
    result = _step(
        label,
        [*command, "-p", "no:cacheprovider", "--durations=5"],
        env=env,
        fine=(0, 5) if rooms else (0,),  # 5: a room may have no tests of this kind
    )
    return _counted(result, account)


def _tests_on_postgres(rooms: list[str]) -> Result:
    label = "Tests, PostgreSQL"
    try:
        with postgres() as address:
            return _tests(label, rooms, f"{DATABASE} and not sqlite", FOLKMOOT_DATABASE=address)
    except Stopped as sentence:
        say(str(sentence))
        return Result(label, 0.0, worked=False)


def _environment(**more: str) -> dict[str, str]:
    """Nothing of the caller's own Folkmoot reaches the tests, except what is said to them."""
    env = {k: v for k, v in environment().items() if not k.startswith("FOLKMOOT_") or k in KEPT}
    env |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    data = ROOT.parent / "shared" / "data"
    if data.is_dir():
        env.setdefault("FOLKMOOT_DATA", str(data))
    env.setdefault("FOLKMOOT_PICTURES", "no")  # nobody looks at them here
    if _required("CI"):
        env.setdefault("FOLKMOOT_REQUIRE_DATA", "1")
    return env | more


def _required(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes"}


def _step(
    label: str,
    command: list[object],
    *,
    env: dict[str, str] | None = None,
    fine: tuple[int, ...] = (0,),
) -> Result:
    if _interrupted.is_set():
        raise KeyboardInterrupt
    LOGS.mkdir(parents=True, exist_ok=True)
    kept, begun = LOGS / f"{_file(label)}.log", time.monotonic()
    with kept.open("wb") as log:
        process = start(command, log=log, env=env or _environment())
        try:
            code = process.wait(LONGEST)
        except subprocess.TimeoutExpired:
            log.write(f"\nStopped: it took more than {LONGEST} seconds.\n".encode())
            code = -1
        finally:
            stop(process)
    result = Result(label, time.monotonic() - begun, worked=code in fine)
    say(f"{'✓' if result.worked else '✗'} {label} … {result.seconds:.1f} s")
    if not result.worked:
        _show_the_end_of(kept)
    return result


def _show_the_end_of(kept: Path) -> None:
    lines = kept.read_text(errors="replace").splitlines()
    if len(lines) > SHOWN:
        say(f"    (the last {SHOWN} lines of {kept})")
    say("\n".join(f"    {line}" for line in lines[-SHOWN:]))


def _counted(result: Result, account: Path) -> Result:
    """How many tests passed and failed; a run that kept no account counts as one failure."""
    try:
        suites = ElementTree.parse(account).getroot().iter("testsuite")
    except (OSError, ElementTree.ParseError):
        return result
    tests = failed = skipped = 0
    for suite in suites:
        tests += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    passed = max(tests - failed - skipped, 0)
    return Result(result.label, result.seconds, result.worked, passed, failed, skipped)


def _some_at_once(steps: list[Callable[[], Result]]) -> list[Result]:
    """One step more than there are processors: a journey waits now and then, and the others go on.

    Whichever is done takes the next of those that are left.
    """
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        going = [pool.submit(take) for take in steps]
        try:
            return [step.result() for step in going]
        except BaseException:
            _interrupted.set()
            stop_all()
            raise


def _verdict(results: list[Result]) -> int:
    say("\n" + "─" * 66)
    for each in results:
        tests = f"{each.passed:5d} passed" if each.passed or each.failed else ""
        tests += f", {each.failed} failed" if each.failed else ""
        tests += f", {each.skipped} skipped" if each.skipped else ""
        say(f"{'✓' if each.worked else '✗'} {each.label:30}{each.seconds:7.1f} s  {tests}")
    say("─" * 66)
    unaccounted = sum(not each.worked and not each.failed for each in results)
    failed = sum(each.failed for each in results) + unaccounted
    say(f"{sum(each.passed for each in results)} passed, {failed} failed")
    return 0 if all(each.worked for each in results) else 1


def _say_loudly_that_no_browser_was_found() -> None:
    lines = (
        "NO BROWSER: the journeys in a real browser were NOT run.",
        "Install Chromium (apt install chromium) or name one in FOLKMOOT_CHROMIUM.",
    )
    say("\n╔" + "═" * 76 + "╗")
    for line in lines:
        say(f"║ {line:74} ║")
    say("╚" + "═" * 76 + "╝")


def aloud(module: str, *words: str) -> int:
    """Run a module of ours with the person watching."""
    command = [str(PYTHON), "-m", module, *words]
    env = environment(PYTHONPATH=f"{ROOT / 'src'}:{ROOT}")
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def put_in_form() -> int:
    """Format the code, and mend what can be mended by rule."""
    codes = [aloud("ruff", "format"), aloud("ruff", "check", "--fix")]
    return max(codes)


def _file(label: str) -> str:
    return "test-" + re.sub(r"\W+", "-", label.lower())
