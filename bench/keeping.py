"""Leaving nothing behind: folders under /tmp, processes ended by their ids, whatever happens."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

PIPE = "FOLKMOOT_BENCH_PIPE"


def kept_apart(words: list[str]) -> int:
    """Run the bench in a process of its own, which tidies up even when we are killed outright.

    It holds the other end of a pipe: when ours closes, for whatever reason, it ends itself the
    way Ctrl-C would, and takes its time to remove what it made.
    """
    listens, held = os.pipe()
    child = subprocess.Popen(
        [sys.executable, "-m", "bench", *words],
        env={**os.environ, PIPE: str(listens)},
        pass_fds=[listens],
        start_new_session=True,
    )
    os.close(listens)
    _interrupted_by_signals()
    try:
        return child.wait()
    except KeyboardInterrupt:
        os.close(held)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(30)
        return 130


def watch_the_pipe() -> None:
    """End as Ctrl-C would when the process that started us is gone."""
    listens = int(os.environ.pop(PIPE))
    _interrupted_by_signals()

    def wait() -> None:
        while os.read(listens, 1):
            pass
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=wait, daemon=True).start()


def _interrupted_by_signals() -> None:
    """Whatever the caller's shell had set: both of these end us the way Ctrl-C does."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)


@contextlib.contextmanager
def folder(name: str) -> Iterator[Path]:
    """A folder under /tmp that is gone afterwards."""
    made = Path(tempfile.mkdtemp(prefix=f"folkmoot-bench-{name}-", dir="/tmp"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
