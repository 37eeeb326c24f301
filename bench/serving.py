"""A database and a web server of our own, on this machine only, gone afterwards."""

import contextlib
import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from bench import keeping
from workshop.postgres import postgres
from workshop.tools import BUILD, PYTHON, ROOT, environment, start, stop

HOST = "127.0.0.1"
WORKERS, THREADS = 2, 4  # as the demo and the handbook have it


@contextlib.contextmanager
def database(kind: str) -> Iterator[dict[str, str]]:
    """What a Folkmoot with a fresh, empty database is told: "SQLite" or "PostgreSQL"."""
    with keeping.folder(kind.lower()) as var, contextlib.ExitStack() as running:
        more = {
            "FOLKMOOT_VAR": str(var),
            "FOLKMOOT_DEMO": "no",
            "FOLKMOOT_SEALING_EFFORT": "least",  # passphrases are not what is measured
            "FOLKMOOT_HASHED_FILES": "yes" if hashed_files_are_there() else "no",
            "FOLKMOOT_SECRET_KEY": os.urandom(32).hex(),
            "FOLKMOOT_DATABASE": f"sqlite://{var}/folkmoot.sqlite3",
        }
        if kind == "PostgreSQL":
            address = running.enter_context(postgres())
            make_database(address)
            more["FOLKMOOT_DATABASE"] = address
        env = environment(PYTHONPATH=f"{ROOT / 'src'}:{ROOT}", **more)
        run_quietly(["-m", "folkmoot", "migrate", "--noinput", "-v", "0"], env)
        yield env


def hashed_files_are_there() -> bool:
    """Whether `run.py` has collected the stylesheets and scripts."""
    return (BUILD / "static" / "staticfiles.json").exists()


def make_database(address: str) -> None:
    """The server comes without a database of ours."""
    import psycopg

    name = urlsplit(address).path.lstrip("/")
    with psycopg.connect(address.replace(f"/{name}?", "/postgres?", 1), autocommit=True) as talk:
        there = talk.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not there:
            talk.execute(f'CREATE DATABASE "{name}"')


def run_quietly(
    words: list[str], env: dict[str, str], given: str = "", *, aloud: bool = False
) -> str:
    """Run a step of ours to its end; what it printed."""
    with keeping.folder("step") as folder:
        told, said = folder / "in", folder / "out"
        told.write_text(given)
        with told.open("rb") as listens, said.open("wb") as log:
            process = subprocess.Popen(
                [str(PYTHON), *words],
                cwd=ROOT,
                env=env,
                stdin=listens,
                stdout=log,
                stderr=subprocess.STDOUT if not aloud else None,
                start_new_session=True,
            )
            try:
                code = process.wait()
            finally:
                process.kill()
                process.wait()
        words_said = said.read_text(errors="replace")
    if code:
        raise RuntimeError(f"{' '.join(words)} failed:\n{words_said[-3000:]}")
    return words_said


@contextlib.contextmanager
def server(application: str, env: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Granian, as the demo starts it; hands out its port and the id of its process."""
    port = _free_port()
    words = f"--interface wsgi --host {HOST} --port {port} --workers {WORKERS}"
    quiet = f"--blocking-threads {THREADS} --no-access-log --log-level warning {application}"
    command = [PYTHON, "-P", "-m", "granian", *words.split(), *quiet.split()]
    log = Path(env["FOLKMOOT_VAR"]) / "server.log"
    with log.open("wb") as said:
        process = start(command, log=said, env=env)
        try:
            _wait_for_an_answer(port, process, log)
            yield port, process.pid
        finally:
            stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_for_an_answer(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        asked = http.client.HTTPConnection(HOST, port, timeout=10)
        try:
            asked.request("GET", "/vote/")
            asked.getresponse().read()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
        finally:
            asked.close()
    raise RuntimeError(f"The web server gave no answer:\n{log.read_text(errors='replace')[-2000:]}")


def processor_seconds(root: int) -> float:
    """What a process and all it started have used; 0 where the machine does not tell."""
    parents: dict[int, int] = {}
    used: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1])
        used[int(stat.parent.name)] = int(fields[11]) + int(fields[12])
    ours = {root}
    while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(used.get(pid, 0) for pid in ours) / os.sysconf("SC_CLK_TCK")
