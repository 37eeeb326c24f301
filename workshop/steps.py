"""Steps that are taken once, and again only when what they depend on has changed."""

import contextlib
import hashlib
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from workshop.tools import BUILD, ROOT, NoNetwork, Stopped

try:
    import fcntl
except ImportError as windows:
    raise SystemExit(
        "Folkmoot runs on Linux and macOS; on Windows, start it inside WSL."
    ) from windows

UNFINISHED = "unfinished"
_quiet = False


def be_quiet() -> None:
    """Show no progress, except to someone who sits in front of a terminal."""
    global _quiet
    _quiet = True


def progress(*words: str, end: str = "\n") -> None:
    """One short line about how far we are."""
    if not _quiet:
        print(*words, end=end, flush=True)
    elif sys.stderr.isatty():
        print(*words, end=end, file=sys.stderr, flush=True)


def step(
    label: str,
    do: Callable[[], None],
    *,
    inputs: Iterable[Path | str],
    beside: Path = BUILD,
    made: Iterable[Path] = (),
    outcome: Callable[[], str] = str,
) -> None:
    """Take a step, unless its inputs are as they were when it last worked out.

    The stamp lies beside what the step makes, so that removing that removes the stamp. It says
    UNFINISHED from the beginning of the step to its end, so that an interrupted step is retaken.
    A step that found no network has changed nothing, and what was there before still serves.
    `outcome` says what is there now that the step makes: when that is no longer as the step left
    it, the step is retaken too.
    """
    stamp, wanted = stamp_of(label, beside), fingerprint(inputs)
    before = _read(stamp)
    if before == wanted + outcome() and all(path.exists() for path in made):
        return
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(UNFINISHED)
    begun = time.monotonic()
    progress(f"{label} … ", end="")
    try:
        do()
    except BaseException as trouble:
        progress("")
        if isinstance(trouble, NoNetwork) and before:
            stamp.write_text(before)
        raise
    progress(f"{time.monotonic() - begun:.1f} s")
    stamp.write_text(wanted + outcome())


def stamp_of(label: str, beside: Path = BUILD) -> Path:
    """Where a step notes that it was taken."""
    return beside / ".stamps" / re.sub(r"\W+", "-", label.lower())


def was_interrupted(label: str, beside: Path = BUILD) -> bool:
    """Whether an earlier attempt at this step was cut off halfway."""
    return _read(stamp_of(label, beside)) == UNFINISHED


def _read(stamp: Path) -> str:
    return stamp.read_text() if stamp.exists() else ""


def fingerprint(inputs: Iterable[Path | str]) -> str:
    """A digest of files (by name and content) and of words."""
    digest = hashlib.sha256()
    for one in inputs:
        if isinstance(one, Path):
            name = one.relative_to(ROOT) if one.is_relative_to(ROOT) else one
            digest.update(f"{name}\0".encode() + (one.read_bytes() if one.is_file() else b"-"))
        else:
            digest.update(one.encode())
        digest.update(b"\0")
    return digest.hexdigest()


def files(*patterns: str) -> list[Path]:
    """Our files that match, in order, whatever others put among them."""
    found = {path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}
    return sorted(path for path in found if "node_modules" not in path.parts)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time: a second one waits until the first is done."""
    BUILD.mkdir(parents=True, exist_ok=True)
    with (BUILD / ".set-up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress("Another set-up is running in this folder; waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def holding(path: Path, sentence: str, *, shared: bool) -> Iterator[None]:
    """Hold a file while something runs; refuse with the sentence when others hold it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Stopped(sentence) from None
        yield
