"""What is committed names no registry's host and no machine's path, so that anyone can use it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from workshop.tools import ROOT

LARGEST = 4_000_000  # bytes of a file worth reading
SKIPPED = {".git", ".venv", "build", "var", "node_modules", "__pycache__"}
# Written in halves, so that this file does not name what it looks for.
HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "yarnpkg" + ".com")
TOLD = (
    (re.compile("|".join(map(re.escape, HOSTS)), re.IGNORECASE), "names a registry's host"),
    (re.compile(r"(?<![\w.:~-])/(?:work|root)/[\w.]"), "names a path of one machine"),
)
# What pins packages pins them by digest, wherever they come from.
PINNED = (re.compile(r"https?://|--(?:extra-)?index-url|--find-links"), "says whence to fetch")
RESOLVED = (re.compile(r'"resolved":\s*"https?:'), "says whence to fetch")


def committed_files() -> Iterator[Path]:
    """Files that are, or are about to be, committed."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode == 0 and listing.stdout:
        names = (ROOT / name for name in listing.stdout.split("\0") if name)
        yield from (path for path in names if path.is_file() and not path.is_symlink())
        return
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and not SKIPPED & set(path.relative_to(ROOT).parts):
            yield path


def troubles() -> list[str]:
    """Each place where a committed text file says more than it should."""
    return [
        f"{path.relative_to(ROOT)}:{number} {why}: {line.strip()[:100]}"
        for path in committed_files()
        for number, line in enumerate(_lines(path), start=1)
        for pattern, why in _patterns(path)
        if pattern.search(line)
    ]


def _patterns(path: Path) -> tuple[tuple[re.Pattern[str], str], ...]:
    if path.parent.name == "locks":
        return *TOLD, PINNED
    return (*TOLD, RESOLVED) if path.name == "package-lock.json" else TOLD


def _lines(path: Path) -> list[str]:
    if path.stat().st_size > LARGEST:
        return []
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []  # a picture, a font


def main() -> int:
    """Say what was found; 1 when there was anything."""
    found = troubles()
    print("\n".join(found) or "Nothing of this machine is named.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
