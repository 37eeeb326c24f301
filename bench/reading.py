"""Reading files, beside merely parting them with Python's csv."""

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from bench import report
from bench.count import FILES, data
from bench.made_up import write_election
from workshop.tools import PYTHON, ROOT, environment

SIZES = ((100_000, 100), (1_000_000, 100), (10_000_000, 200))  # voters, projects
ENGINES = {"csv": "csv alone", "core": "ours, with the core", "arrays": "ours, without it"}


def run(*, quick: bool) -> bool:
    """Measure every file by every engine, and hold the two of ours equal."""
    report.say(
        "\nREADING a file into an election, in a process of its own, beside Python's csv, which "
        "only\n   parts it into fields (best of five where it takes less than a second)."
    )
    fine = True
    folder = data()
    if folder is None:
        report.say("✗ reading: the real elections are not here (set FOLKMOOT_DATA).")
    else:
        rows = [(name, folder / file) for name, file in FILES.items()]
        fine = _tell("Real elections", rows)
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as made:
        rows = []
        for n_voters, n_projects in SIZES[: 1 if quick else None]:
            path = Path(made) / f"{n_voters}.pb"
            report.progress(f"reading: making up {n_voters:,} voters")
            write_election(path, n_voters, n_projects)
            rows.append((f"{n_voters:,} voters × {n_projects} projects", path))
        return _tell("Made-up elections", rows) and fine and folder is not None


def _tell(title: str, files: list[tuple[str, Path]]) -> bool:
    rows: list[list[Any]] = []
    fine = True
    for name, path in files:
        found = {}
        for engine, words in ENGINES.items():
            report.progress(f"reading: {name}, {words}")
            found[engine] = read = _child(engine, path)
            ratio = read["cpu"] / found["csv"]["cpu"]
            size = path.stat().st_size / 2**20
            rows.append([name, size, words, read["cpu"] * 1000, ratio, read["peak_mib"]])
        fine = fine and found["core"]["digest"] == found["arrays"]["digest"]
    heads = ["File", "MiB", "By", "CPU ms", "times csv", "peak MiB, the file included"]
    report.table(title, heads, rows)
    report.say(("✓" if fine else "✗") + " with and without the core, the same election to the byte")
    return fine


def _child(engine: str, file: Path) -> dict[str, Any]:
    words = [str(PYTHON), "-m", "bench.read_once", engine, str(file)]
    env = environment(PYTHONPATH=f"{ROOT / 'src'}:{ROOT}")
    done = subprocess.run(words, capture_output=True, text=True, env=env, cwd=ROOT)
    if done.returncode:
        raise RuntimeError(f"reading {file.name} by {engine} failed:\n{done.stderr}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
