"""Where the bytes are: a folder no web server looks into, each file under its digest."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

PIECE = 64 * 1024
SIGNS = 64  # of a SHA-256 in hexadecimal


def path_of(digest: str) -> Path:
    """Where bytes with this digest are, or would be."""
    return folder() / digest[:2] / digest


def folder() -> Path:
    """Everything that was handed in. Back it up after the database."""
    return Path(settings.VAR) / "files"


def put(file: BinaryIO, digest: str) -> None:
    """Write the bytes, whole or not at all; on the disk before this returns."""
    path = path_of(digest)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    number, name = tempfile.mkstemp(dir=path.parent, prefix="coming-")
    try:
        with os.fdopen(number, "wb") as out:
            file.seek(0)
            while piece := file.read(PIECE):
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _settle(path.parent)


def take_away(digest: str) -> None:
    """Remove the bytes; nothing when they are gone."""
    path_of(digest).unlink(missing_ok=True)


def lying_about(*, before: float) -> Iterator[Path]:
    """Files last written before a moment (seconds since 1970)."""
    for path in sorted(folder().glob("??/*")):
        if path.stat().st_mtime < before:
            yield path


def _settle(place: Path) -> None:
    """So that the name is on the disk too."""
    number = os.open(place, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
