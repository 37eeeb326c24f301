"""The demo: a believable place, served on this machine only, until Ctrl-C."""

import contextlib
import http.client
import socket
import subprocess
import time

from workshop import setup
from workshop.steps import alone, holding
from workshop.tools import LOGS, PYTHON, VAR, Stopped, environment, run, say, start, stop

HOST = "127.0.0.1"
PATIENCE = 60  # seconds for the first answer
AGAIN = 1  # seconds between looks at what runs; a worker that ended is started again


def demo(*, port: int, serve: bool, fresh: bool) -> None:
    """Set up what is not set up yet, then serve it."""
    if serve:
        _refuse_a_taken_port(port)
    if not fresh:
        setup.database_as_it_is(whole=True)
    setup.writable()
    served = VAR / "being-served"
    with alone():
        if fresh:
            with holding(served, "A demo is running here: stop it first (Ctrl-C).", shared=False):
                setup.fresh_database()
        prepare()
    if not serve:
        say("Ready. Start it with: python3 run.py demo")
        return
    with holding(served, "The demo is being emptied by another run.py; try again.", shared=True):
        _serve(port)


def prepare() -> None:
    """Everything the demo needs, in order."""
    setup.packages()
    setup.counting_core()
    setup.assets()
    setup.secret_key()
    setup.database()
    setup.believable_place()


def _refuse_a_taken_port(port: int) -> None:
    with contextlib.closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Stopped(
                f"Ports below 1024, like {port}, are kept for the system: choose another, "
                "for example python3 run.py demo --port 8080."
            ) from None
        except OSError:
            raise Stopped(
                f"Port {port} is in use by another program: choose another, "
                f"for example python3 run.py demo --port {port + 1 if port < 65535 else 8000}."
            ) from None


def _serve(port: int) -> None:
    """The web server and the queue's worker, side by side. Without the server all of it ends."""
    address = f"http://{HOST}:{port}"  # links in e-mails lead here too
    env = environment(FOLKMOOT_DEMO="yes", FOLKMOOT_HASHED_FILES="yes", FOLKMOOT_ADDRESS=address)
    # No access log: who asked for which page, and when, is nobody's business.
    server = f"--interface wsgi --host {HOST} --port {port} --workers 2 --blocking-threads 4"
    quiet = "--no-access-log --log-level warning folkmoot.wsgi:application"
    commands: dict[str, list[object]] = {
        "server": [PYTHON, "-P", "-m", "granian", *server.split(), *quiet.split()],
        "queue": [PYTHON, "-P", "-m", "folkmoot", "db_worker", "--queue-name", "*"],
        "watch": [PYTHON, "-P", "-m", "folkmoot", "watch", "--every", "60"],
    }
    LOGS.mkdir(parents=True, exist_ok=True)
    # Before the worker starts, so that nothing it has begun is taken for left behind.
    run("post-begins", [PYTHON, "-P", "-m", "folkmoot", "tend", "--after-restart"], env=env)
    with contextlib.ExitStack() as running:
        started: dict[str, subprocess.Popen[bytes]] = {}
        for name, command in commands.items():
            log = running.enter_context((LOGS / f"{name}.log").open("wb"))
            started[name] = start(command, log=log, env=env)
            running.callback(stop, started[name])
        try:
            _wait_for_an_answer(port, started)
            say(f"Folkmoot is at http://{HOST}:{port}/ (Ctrl-C stops it)")
            while True:
                _notice_an_end({"server": started["server"]})
                for name in _ended(started):  # the database was long in use
                    log = running.enter_context((LOGS / f"{name}.log").open("ab"))
                    started[name] = start(commands[name], log=log, env=env)
                    running.callback(stop, started[name])
                time.sleep(AGAIN)
        except KeyboardInterrupt:
            say("\nStopping …")
    say("Stopped.")


def _wait_for_an_answer(port: int, started: dict[str, subprocess.Popen[bytes]]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        _notice_an_end(started)
        asked = http.client.HTTPConnection(HOST, port, timeout=5)
        try:
            asked.request("GET", "/")
            asked.getresponse()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
        finally:
            asked.close()
    log = LOGS / "server.log"
    raise Stopped(f"The web server gave no answer within {PATIENCE} seconds: {log} says why.")


def _ended(started: dict[str, subprocess.Popen[bytes]]) -> list[str]:
    return [name for name, process in started.items() if process.poll() is not None]


def _notice_an_end(started: dict[str, subprocess.Popen[bytes]]) -> None:
    for name in _ended(started):
        raise Stopped(f"The {name} ended by itself: {LOGS / f'{name}.log'} says why.")
