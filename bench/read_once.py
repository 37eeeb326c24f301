"""One file read, in a process of its own: `python -m bench.read_once ENGINE FILE`.

Prints JSON: processor seconds, peak memory, and a digest of every array of the election.
"""

import contextlib
import csv
import hashlib
import json
import mmap
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from folkmoot.methods.budgeting import Election, pabulib
from folkmoot.methods.budgeting.core import library, plainly

TIMES = 5
LONG = 1.0  # seconds: what takes longer is done once


def main(engine: str, file: str) -> dict[str, Any]:
    """Read the file and say what it took."""
    if engine == "csv":
        _, took = _best(lambda: _parted(Path(file)))
        return {"cpu": took, "peak_mib": _peak(), "digest": ""}
    if engine == "core" and library() is None:
        raise SystemExit("the core is not built")
    with plainly() if engine == "arrays" else contextlib.nullcontext():
        election, took = _best(lambda: _read(Path(file)))
    peak = _peak()
    return {"cpu": took, "peak_mib": peak, "digest": _digest(election)}


def _parted(path: Path) -> None:
    with path.open(newline="") as file:
        for _ in csv.reader(file, delimiter=";"):
            pass


def _read(path: Path) -> Election:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        return pabulib.read(memoryview(mapped)).election


def _best(do: Callable[[], Any]) -> tuple[Any, float]:
    best = float("inf")
    for _ in range(TIMES):
        begun = time.process_time()
        given = do()
        best = min(best, time.process_time() - begun)
        if best > LONG:
            break
    return given, best


def _peak() -> float:
    """In MiB. Of this process alone: what `getrusage` says begins with the peak of its parent."""
    with contextlib.suppress(OSError):
        lines = Path("/proc/self/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 / (1024 if sys.platform == "darwin" else 1)


def _digest(election: Election) -> str:
    text = hashlib.sha256()
    for part in (election.weights, election.indptr, election.indices, election.scores):
        text.update(part.tobytes())
    return text.hexdigest()


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
