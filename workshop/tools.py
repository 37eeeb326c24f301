"""Running other people's tools quietly, and saying in one sentence what went wrong."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src"
BUILD = ROOT / "build"
LOGS = BUILD / "logs"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = Path(os.environ.get("FOLKMOOT_VAR", ROOT / "var")).resolve()

NO_NETWORK = re.compile(
    r"could not resolve|name resolution|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT"
    r"|error sending request|connection refused|connection error|failed to establish|proxyerror"
    r"|cannot connect to proxy|network is unreachable|timed out|dns error|ERR_SOCKET"
    r"|failed to fetch|tunneling socket",
    re.IGNORECASE,
)
FETCHING = ("installer", "packages", "node", "npm", "lock-")  # steps that need the network
DISK = re.compile(r"no space left|ENOSPC|read-only file system|EROFS|disk quota", re.IGNORECASE)
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

_running: set[subprocess.Popen[bytes]] = set()


class Stopped(Exception):
    """We cannot go on; the message is the whole sentence the person reads."""

    code = 1  # what run.py ends with


class NoNetwork(Stopped):
    """We cannot go on because nothing outside this machine answers."""


def environment(**more: str | Path) -> dict[str, str]:
    """Where Python finds Folkmoot and nothing else, whatever the caller's shell had set."""
    ours = {
        **os.environ,
        "PYTHONPATH": str(SRC),
        "DJANGO_SETTINGS_MODULE": "folkmoot.settings",
        "FOLKMOOT_VAR": str(VAR),
        # What Python makes of sources is kept out of their way, so it may be kept everywhere: to
        # read a thousand files anew is most of what a short command takes.
        "PYTHONPYCACHEPREFIX": str(BUILD / "bytecode"),
    }
    for variable in ("PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__", "PYTHONDONTWRITEBYTECODE"):
        ours.pop(variable, None)
    return ours | {name: str(value) for name, value in more.items()}


def start(
    command: Iterable[object],
    *,
    log: IO[bytes],
    env: dict[str, str] | None = None,
    cwd: Path = ROOT,
    user: int | None = None,
) -> subprocess.Popen[bytes]:
    """Start a tool in a group of its own, so that we can end it and all it started."""
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd=cwd,
        env=env or environment(),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        user=user,
        group=user,
        extra_groups=None if user is None else [],
    )
    _running.add(process)
    return process


def stop(process: subprocess.Popen[bytes], *, how: int = signal.SIGTERM, patience: int = 10) -> int:
    """End a process we started, kindly first, and all that it started; its exit code."""
    _signal(process, how)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(patience)
    _signal(process, signal.SIGKILL)  # whoever of its group is left
    _running.discard(process)
    return process.wait()


def stop_all() -> None:
    """End whatever we started and is still there."""
    for process in tuple(_running):
        stop(process)


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def run(
    name: str,
    command: Iterable[object],
    *,
    env: dict[str, str] | None = None,
    cwd: Path = ROOT,
    user: int | None = None,
    hint: str = "",
) -> None:
    """Run a tool to its end. What it says is kept in a file and quoted only when it fails."""
    LOGS.mkdir(parents=True, exist_ok=True)
    kept = LOGS / f"{name}.log"
    with kept.open("wb") as log:
        process = start(command, log=log, env=env, cwd=cwd, user=user)
        try:
            code = process.wait()
        finally:
            stop(process)
    if code:
        raise _explained(name, kept, hint)


def answer(command: Iterable[object]) -> str:
    """What a tool prints, or "" when it is not there or fails."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words, capture_output=True, text=True, check=False, env=environment(), cwd=ROOT
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _explained(name: str, kept: Path, hint: str) -> Stopped:
    said = kept.read_text(errors="replace")
    lines = [line.strip() for line in said.splitlines() if line.strip()] or ["nothing"]
    telling = [line for line in lines if re.search(r"error\b.*[:!]", line, re.IGNORECASE)]
    where = f"It said “{(telling or lines)[-1][:200]}”; all of it is in {kept}."
    if DISK.search(said):
        return Stopped(f"Step “{name}” found no room on the disk, or may not write it. {where}")
    if name.startswith(FETCHING) and NO_NETWORK.search(said):
        return NoNetwork(
            f"Step “{name}” could not reach the network, which set-up needs once: connect this "
            f"machine (or set its proxy) and run this again. {where}"
        )
    return Stopped(f"Step “{name}” did not work. {hint or 'Mend it and run this again.'} {where}")


def chromium() -> str:
    """Where a Chromium is on this machine, or ""."""
    named = os.environ.get("FOLKMOOT_CHROMIUM", "")
    if named:
        return named if Path(named).is_file() else ""
    return next((path for name in CHROMIUMS if (path := shutil.which(name))), "")


def say(*words: str, end: str = "\n") -> None:
    """Tell the person something, at once."""
    print(*words, end=end, flush=True)


def complain(sentence: str) -> None:
    """Tell the person what went wrong."""
    print(sentence, file=sys.stderr, flush=True)
